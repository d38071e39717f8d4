import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Names the variable with the folder of a server that has written the demo and ended: to write it takes its time. */
export const writtenDemo = 'WRITTEN_DEMO'
/** Names the variable that says when that was, Unix ms: a run may last into the next day. */
export const demoWrittenAt = 'DEMO_WRITTEN_AT'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The folder of the built app. */
export const build = join(root, 'build')

export interface Server {
  url: string
  dataDir: string
  stop(): Promise<void>
}

/** Starts the product as an operator does, `npm start` with the demo, on a free port and in a folder of its own. */
export async function startServer(env: Record<string, string> = {}): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'so-tay-'))
  const written = process.env[writtenDemo]
  if (written) await cp(written, dataDir, { recursive: true })
  const { url, child } = await start(dataDir, env)
  return {
    url,
    dataDir,
    async stop() {
      await end(child)
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}

async function start(dataDir: string, env: Record<string, string> = {}) {
  const port = await freePort()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const url = `http://127.0.0.1:${port}`
  await healthy(url, child, () => said)
  return { url, child }
}

/** Starts a server once and ends it. @returns the folder with what it wrote */
export async function writeDemo(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'so-tay-demo-'))
  await end((await start(dataDir)).child)
  return dataDir
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}

async function healthy(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 120_000
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said()}`)
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the server does not answer: ${said()}`)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
