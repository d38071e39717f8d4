import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, stop, type Plugin } from 'esbuild'
import { chromium, type Browser } from 'playwright-core'
import { withRxdbParts } from '../../scripts/rxdb-parts.ts'
import { browser } from '../launch.ts'

export interface Site {
  url: string
  close(): Promise<void>
}

const bundling = {
  bundle: true,
  format: 'esm',
  target: 'chrome100',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.wasm': 'empty' },
  write: false
} as const

/** Bundles each worker into `scripts` and gives its address, as Vite's `?worker&url` does: only a file of the site has its storage. */
const workersInto = (scripts: Map<string, Uint8Array>): Plugin => ({
  name: 'workers',
  setup({ onResolve, onLoad }) {
    const query = '?worker&url'
    onResolve({ filter: /\?worker&url$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -query.length)),
      namespace: 'worker'
    }))
    onLoad({ filter: /./, namespace: 'worker' }, async ({ path }) => {
      const { outputFiles } = await build({ ...bundling, entryPoints: [path], plugins: [withRxdbParts] })
      const address = `/${basename(path, '.ts')}.js`
      scripts.set(address, outputFiles[0]!.contents)
      return { contents: `export default '${address}'` }
    })
  }
})

/** Serves an empty page with one bundled script, and whatever else `answer` takes. */
export async function serve(
  entry: string,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false
): Promise<Site> {
  const scripts = new Map<string, Uint8Array>()
  const bundled = await build({
    ...bundling,
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    plugins: [workersInto(scripts), withRxdbParts]
  })
  // Its helper process would end with this one in an outcry.
  await stop()
  scripts.set('/page.js', bundled.outputFiles[0]!.contents)
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '')
    if (script) return void send(response, 'text/javascript', script)
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
