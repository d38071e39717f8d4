import type { IncomingMessage } from 'node:http'

/** The header that this app alone sends: a page opened by its address carries none, nor does a form of another site. */
export const appHeader = 'x-antt'

/** Tells whether a page of another site makes this request. A proxy before this server must leave `Host` as it is. */
export function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
