import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveApp } from '../../sync-server/serve-app.ts'

/** The built app on a port of its own, served by the server's own code; `show` puts another build in its place. */
export interface Site {
  url: string
  show(version: string): void
  /** What the network answers with its own page in the site's stead; null: nothing. */
  capture(paths: RegExp | null): void
  close(): Promise<void>
}

/** Copies of one build that differ in their version, as builds of other days would. */
export async function openSite(): Promise<Site> {
  if (!existsSync('build/index.html')) execFileSync('node_modules/.bin/vite', ['build'])
  const folder = mkdtempSync(join(tmpdir(), 'antt-pwa-'))
  let serve: RequestListener = () => {}
  let captured: RegExp | null = null
  const server = createServer((request, response) => {
    if (captured?.test(request.url ?? ''))
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Wi-Fi miễn phí</html>')
    if (!/^\/(db|session|healthz)/.test(request.url ?? '')) return serve(request, response)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"from":"server"}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    show: (version) => void (serve = serveApp(buildOf(version, folder))),
    capture: (paths) => void (captured = paths),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A build with that version, and with a lazy part that no other build has. */
function buildOf(version: string, folder: string): string {
  const dir = join(folder, version)
  cpSync('build', dir, { recursive: true })
  for (const name of readdirSync(dir)) if (/service-worker.*\.(gz|br)$/.test(name)) rmSync(join(dir, name))
  const { version: built } = JSON.parse(readFileSync('build/_app/version.json', 'utf8')) as {
    version: string
  }
  const part = `/_app/immutable/part-${version}.js`
  writeFileSync(join(dir, part), 'export {}')
  const worker = join(dir, 'service-worker.js')
  const source = readFileSync(worker, 'utf8').replaceAll(built, version)
  const list = /\[(?=(?:\w+\+)?["'`]\/_app\/immutable\/)/
  if (!list.test(source) || !source.includes(version))
    throw new Error('the worker names neither version nor parts')
  writeFileSync(worker, source.replace(list, `["${part}",`))
  return dir
}
