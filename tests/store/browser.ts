import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'
import { chromium, type Browser } from 'playwright-core'
import { browser } from '../launch.ts'

export interface Site {
  url: string
  close(): Promise<void>
}

/** Serves an empty page with one bundled script, and whatever else `answer` takes. */
export async function serve(
  entry: string,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false
): Promise<Site> {
  const bundled = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'chrome100',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false
  })
  // Its helper process would end with this one in an outcry.
  await stop()
  const script = bundled.outputFiles[0]!.contents
  const server = createServer((request, response) => {
    if (request.url === '/page.js') return void send(response, 'text/javascript', script)
    if (request.url === '/')
      return void send(response, 'text/html', '<script type="module" src="/page.js"></script>')
    if (!answer(request, response)) response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    // A name, not a number: the browser gives WebCrypto and locks to secure contexts only.
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

function send(response: ServerResponse, type: string, body: string | Uint8Array) {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

export const launch = (): Promise<Browser> => chromium.launch(browser)
