/** Returns the header that names a session. */
export const tokenHeader = (token: string) => ({ 'x-antt': token })

/**
 * Sends requests with the token of a session, and once more with a new one when the server has ended it.
 * @param tokenOf told which token the server refused; returns null when there is none now, and throws when nobody answers
 */
export function fetchWithToken(
  send: typeof fetch,
  tokenOf: (refused?: string) => Promise<string | null>
): typeof fetch {
  return async (input, init) => {
    const sendWith = (token: string) => {
      const headers = { ...(init?.headers as Record<string, string>), ...tokenHeader(token) }
      return send(input, { ...init, headers })
    }
    const sent = await tokenOf()
    if (sent === null) return signedOut()
    const response = await sendWith(sent)
    if (response.status !== 401) return response
    await response.body?.cancel()
    const next = await tokenOf(sent)
    return next === null ? signedOut() : sendWith(next)
  }
}

const signedOut = () => Response.json({ error: 'unauthorized', reason: 'no session' }, { status: 401 })
