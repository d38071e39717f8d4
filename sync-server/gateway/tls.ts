import type { IncomingMessage } from 'node:http'

/** Tells whether the client came over TLS, either here or at the proxy before this server. */
export function isTls({ headers, socket }: IncomingMessage): boolean {
  return 'encrypted' in socket || headers['x-forwarded-proto'] === 'https'
}
