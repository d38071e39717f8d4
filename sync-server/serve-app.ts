import { existsSync } from 'node:fs'
import type { RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import sirv from 'sirv'
import { hsts, isTls } from './gateway/tls.ts'

const pageHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  // The rest of the policy is in each page's meta tag, with the hashes of its build; frame-ancestors is not allowed there.
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()'
}

/** Serves the built app with a fallback to index.html. Hashed files are cached forever, pages are revalidated. */
export function serveApp(buildDir: string): RequestListener {
  if (!existsSync(join(buildDir, 'index.html'))) return unbuilt
  const serve = sirv(buildDir, {
    single: 'index.html',
    etag: true,
    gzip: true,
    brotli: true,
    ignores: [/^\/_app\//, /\/[^/]*\.[^/]+$/],
    setHeaders: describe
  })
  return (request, response) => {
    endWithClient(response)
    if (isTls(request)) response.setHeader('Strict-Transport-Security', hsts)
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
    serve(request, response, () => end(response, 404))
  }
}

/** Closes the file of an answer whose client has gone: sirv would keep it open until the process ends. */
function endWithClient(response: ServerResponse) {
  response.once('pipe', (file: Readable) => response.once('close', () => file.destroy()))
}

function describe(response: ServerResponse, pathname: string) {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
  const hashed = pathname.startsWith('/_app/immutable/')
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
}

const unbuilt: RequestListener = (_request, response) => end(response, 404)

function end(response: ServerResponse, status: number) {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/plain' }).end()
}
