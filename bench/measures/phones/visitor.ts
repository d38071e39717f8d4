/** fetch of a phone of its own: its cookie is nobody else's. */
export function visitor(url: string): typeof fetch {
  let cookie = ''
  return async (path, init = {}) => {
    const ask = () =>
      fetch(url + String(path), { ...init, headers: { ...init.headers, ...(cookie && { cookie }) } })
    // As a browser does where the server had just closed the kept connection.
    const answer = await ask().catch((problem: unknown) => {
      if (init.signal?.aborted) throw problem
      return ask()
    })
    const renewed = answer.headers.get('set-cookie')
    if (renewed) cookie = renewed.split(';')[0]!
    return answer
  }
}
