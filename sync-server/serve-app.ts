import { existsSync } from 'node:fs'
import type { RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import sirv from 'sirv'

/**
 * Returns the headers of a page. The rest of its policy is in its meta tag, with the hashes of the build, and both count:
 * `frame-ancestors` is not allowed there, and hosts are the operator's, while one build serves all.
 */
const pageHeaders = (gateHosts: readonly string[]) => ({
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': `frame-ancestors 'none'; connect-src ${["'self'", ...gateHosts].join(' ')}`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()'
})

/**
 * Serves the built app with a fallback to index.html. Hashed files are cached forever, pages are revalidated.
 * @param gateHosts sources, as of `connect-src`, that pages may connect to beside this server
 */
export function serveApp(buildDir: string, gateHosts: readonly string[] = []): RequestListener {
  const headers = Object.entries(pageHeaders(gateHosts))
  if (!existsSync(join(buildDir, 'index.html'))) return (_request, response) => end(response, 404)
  const serve = sirv(buildDir, {
    single: 'index.html',
    etag: true,
    gzip: true,
    brotli: true,
    ignores: [/^\/_app\//, /\/[^/]*\.[^/]+$/],
    setHeaders: (response, pathname) => response.setHeader('Cache-Control', cachingOf(pathname))
  })
  return (request, response) => {
    endWithClient(response)
    for (const header of headers) response.setHeader(...header)
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
    serve(request, response, () => end(response, 404))
  }
}

/** Closes the file of an answer whose client has gone: sirv would keep it open until the process ends. */
function endWithClient(response: ServerResponse) {
  response.once('pipe', (file: Readable) => response.once('close', () => file.destroy()))
}

const cachingOf = (pathname: string) =>
  pathname.startsWith('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache'

function end(response: ServerResponse, status: number) {
  response.writeHead(status, { 'content-type': 'text/plain' }).end()
}
