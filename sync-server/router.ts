import type { IncomingMessage, ServerResponse } from 'node:http'
import { fail } from './gateway/respond.ts'

export type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

/** Handlers by path, then by method. */
export type Routes = Readonly<Record<string, Partial<Record<'GET' | 'HEAD' | 'POST' | 'DELETE', Handler>>>>

/**
 * Dispatches requests by path and method. Paths are compared as they arrived, with the query and never decoded, so that no
 * two readers of one request can disagree about it.
 * Answers 405 with `Allow` for another method of a known path and 502 when a handler rejects, since handlers fail only
 * when CouchDB or the broker does.
 * @param fallback handles every path that is not in the table
 */
export function router(routes: Routes, fallback: Handler): Handler {
  return async (incoming, outgoing) => {
    const { url = '/', method = '' } = incoming
    const route = Object.hasOwn(routes, url) ? routes[url]! : null
    if (!route) return fallback(incoming, outgoing)
    const handler = Object.hasOwn(route, method) ? route[method as keyof typeof route] : undefined
    if (!handler) {
      incoming.resume()
      const allow = Object.keys(route).join(', ')
      return fail(outgoing, 405, 'method_not_allowed', allow, { allow })
    }
    try {
      await handler(incoming, outgoing)
    } catch {
      fail(outgoing, 502, 'bad_gateway', 'CouchDB or the broker does not answer')
    }
  }
}
