import type { Fault } from './phone.ts'

const isPush = (path: string) => path.endsWith('/_bulk_docs')
export const toPush = isPush
export const toSession = (path: string) => path.startsWith('/session')
export const toChanges = (path: string) => path.includes('/_changes?include_docs')

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } })

/** Answers the first `times` requests to `where` so; the server never sees them. */
export function instead(
  where: (path: string) => boolean,
  status: number,
  body: string,
  times = 1,
  headers: Record<string, string> = {}
): Fault {
  return (path) => (where(path) && times-- > 0 ? Promise.resolve(answer(status, body, headers)) : null)
}

/** The request arrives and is obeyed, but the answer is changed, cut or lost on its way back. */
export function after(
  where: (path: string) => boolean,
  change: (text: string) => string | null,
  times = 1
): Fault {
  return (path, _, pass) => {
    if (!where(path) || times-- <= 0) return null
    return pass().then(async (response) => {
      const text = change(await response.text())
      if (text === null) throw new TypeError('network changed')
      return answer(response.status, text)
    })
  }
}

/** No network at all, for so many requests. */
export function offline(times: number): Fault {
  return () => (times-- > 0 ? Promise.reject(new TypeError('Failed to fetch')) : null)
}

/** A server that finds some documents too much for a whole request. */
export function chokesOn(word: string, status: number, body: string): Fault {
  return (path, init) =>
    isPush(path) && String(init.body).includes(word) ? Promise.resolve(answer(status, body)) : null
}

/** A server that takes all of a push but one document, for which it is too busy. */
export function busyFor(id: string): Fault {
  return (path, init, pass) => {
    if (!isPush(path)) return null
    const { docs } = JSON.parse(String(init.body)) as { docs: { _id: string }[] }
    init.body = JSON.stringify({ docs: docs.filter(({ _id }) => _id !== id) })
    const row = { id, error: 'held', reason: '{"code":"busy"}' }
    return pass().then(async (response) => Response.json([...((await response.json()) as object[]), row]))
  }
}

/** A network that wants a sign-in first: whatever is asked for, it answers with its own page, and the server hears of nothing. */
export function portal(status = 200): Fault {
  const page = '<!doctype html><html><body>Đăng nhập Wi-Fi miễn phí</body></html>'
  // Its clock is nobody's.
  const headers = { 'content-type': 'text/html; charset=utf-8', date: 'Sat, 01 Jan 2000 00:00:00 GMT' }
  return () => Promise.resolve(new Response(page, { status, headers }))
}

/** The request arrives twice, as when something on the way repeats it; the second answer is the one that comes back. */
export function twice(where: (path: string) => boolean): Fault {
  return (path, _, pass) => (where(path) ? pass().then((first) => first.text().then(pass)) : null)
}

/** A network that is there for `up` requests, then away for `down`, and so on; what goes away takes an answer with it. */
export function flapping(up: number, down: number): Fault {
  let asked = 0
  return (_path, _init, pass) => {
    const turn = asked++ % (up + down)
    if (turn < up) return null
    if (turn > up) return Promise.reject(new TypeError('Failed to fetch'))
    return pass().then(async (response) => {
      await response.text()
      throw new TypeError('network changed')
    })
  }
}
