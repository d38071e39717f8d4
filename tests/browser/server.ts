import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { until } from '../until.ts'

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
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    // Only the server itself can take a port that nobody else takes meanwhile.
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  return { url: await greetedAt(child), child }
}

/** Resolves with the address that a server names once it runs. */
function greetedAt(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk
        const [, port] = /chạy tại \S+:(\d+)\s/.exec(said) ?? []
        if (port) resolve(`http://127.0.0.1:${port}`)
      })
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)))
  })
}

/** Starts a server once and ends it when its notary has judged all of the demo. @returns the folder with what it wrote */
export async function writeDemo(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'so-tay-demo-'))
  const { url, child } = await start(dataDir)
  const headers = { authorization: `Bearer ${readFileSync(join(dataDir, 'health-key'), 'utf8').trim()}` }
  await until(async () => {
    const health = (await (await fetch(`${url}/healthz`, { headers })).json()) as {
      notary: { lagMs: number }
    }
    return health.notary.lagMs === 0
  })
  await end(child)
  return dataDir
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}
