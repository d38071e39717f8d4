import type { IncomingMessage } from 'node:http'
import { isTls } from './tls.ts'

/** Tells browsers that came over TLS to come by nothing else for half a year. */
const hsts = 'max-age=15768000'

/** Returns the headers of every answer, whoever gives it: no guessed types, no use by pages of other sites. */
export function securityHeaders(incoming: IncomingMessage): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...(isTls(incoming) && { 'strict-transport-security': hsts })
  }
}
