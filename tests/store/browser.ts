import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, stop, type Plugin } from 'esbuild'
import { chromium, type Browser } from 'playwright-core'
import { browser } from '../launch.ts'

export interface Site {
  url: string
  close(): Promise<void>
}

/** Bundles a worker into its address, as Vite's `?worker&url` gives the address of a file. */
const workers: Plugin = {
  name: 'workers',
  setup({ onResolve, onLoad }) {
    const query = '?worker&url'
    onResolve({ filter: /\?worker&url$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -query.length)),
      namespace: 'worker'
    }))
    onLoad({ filter: /./, namespace: 'worker' }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: 'esm', write: false })
      const script = Buffer.from(outputFiles[0]!.contents).toString('base64')
      return { contents: `export default 'data:text/javascript;base64,${script}'` }
    })
  }
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
    plugins: [workers],
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
