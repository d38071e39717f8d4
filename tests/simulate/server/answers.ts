export interface Asked {
  method: string
  /** `/session…`, or what follows `/db`. */
  path: string
  body?: string | undefined
  /** The header `x-antt`. */
  token?: string | undefined
  /** The device's cookie, `name=value`. */
  cookie?: string | undefined
}

export interface Answered {
  status: number
  body: unknown
  /** Set by this answer. */
  cookie?: string
}

export const wrong = (status: number, error: string, reason = ''): Answered => ({
  status,
  body: { error, reason }
})
export const ok = (body: unknown, status = 200): Answered => ({ status, body })
