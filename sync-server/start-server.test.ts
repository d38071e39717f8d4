import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startOldBroker } from '../tests/broker/brokers.ts'

const start = new URL('../scripts/start.mjs', import.meta.url).pathname
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'antt-'))
  cleanups.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

interface Run {
  child: ChildProcess
  out: string
  err: string
  /** Resolves with the address once the server greets. */
  greeted: Promise<string>
  ended: Promise<number | null>
}

function npmStart(env: Record<string, string>): Run {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [start, '--no-build'], {
    env: { PATH, PORT: '0', DEMO: '0', ...env }
  })
  const run = { child, out: '', err: '' } as Run
  run.ended = new Promise((resolve) => child.once('exit', resolve))
  run.greeted = new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      run.out += text
      const [, url] = /chạy tại (\S+)/.exec(run.out) ?? []
      if (url) resolve(url)
    })
    child.stderr.on('data', (text) => (run.err += text))
    child.once('exit', () => reject(new Error(run.err)))
  })
  run.greeted.catch(() => {})
  cleanups.push(async () => {
    child.kill('SIGKILL')
    await run.ended
  })
  return run
}

async function listening(status: number) {
  const server = createServer((_request, response) => response.writeHead(status).end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe('what the operator must mend is one sentence and exit code 1', () => {
  const closedPort = 9
  const cases: [string, () => Promise<Record<string, string>>, RegExp][] = [
    [
      'a taken port',
      async () => ({ PORT: String(await listening(200)) }),
      /^Cổng \d+ đang có chương trình khác dùng/
    ],
    [
      'a % in the password',
      async () => ({ COUCHDB_URL: 'http://admin:50%@127.0.0.1:5984' }),
      /phải viết là %25/
    ],
    ['a port that is none', async () => ({ PORT: '99999' }), /^PORT phải là/],
    [
      'a data folder that cannot be written',
      async () => {
        const file = join(folder(), 'tep')
        writeFileSync(file, '')
        return { DATA_DIR: join(file, 'data') }
      },
      /^Không đọc hoặc ghi được thư mục dữ liệu /
    ],
    [
      'an unreachable CouchDB',
      async () => ({ COUCHDB_URL: `http://admin:x@127.0.0.1:${closedPort}` }),
      /^Không kết nối được CouchDB http:\/\/127\.0\.0\.1:9\.$/
    ],
    [
      "a wrong admin's password",
      async () => ({ COUCHDB_URL: `http://admin:x@127.0.0.1:${await listening(401)}` }),
      /không nhận tên hoặc mật khẩu quản trị/
    ],
    [
      'a COUCHDB_URL without admin',
      async () => ({ COUCHDB_URL: 'http://127.0.0.1:5984' }),
      /^COUCHDB_URL phải có dạng/
    ],
    [
      'an unreachable broker',
      async () => ({ MQTT_URL: `mqtt://127.0.0.1:${closedPort}` }),
      /^Không kết nối được máy chủ MQTT mqtt:\/\/127\.0\.0\.1:9\.$/
    ],
    [
      'an unreachable broker by WebSocket',
      async () => ({ MQTT_URL: `ws://127.0.0.1:${closedPort}` }),
      /^Không kết nối được máy chủ MQTT ws:/
    ],
    ['an MQTT_URL that is none', async () => ({ MQTT_URL: 'http://127.0.0.1' }), /^MQTT_URL phải có dạng/]
  ]
  test.each(cases)('%s', async (_name, env, sentence) => {
    const run = npmStart({ DATA_DIR: folder(), ...(await env()) })
    expect(await run.ended).toBe(1)
    expect(run.err.trim()).toMatch(sentence)
    expect(run.err.trim().split('\n')).toHaveLength(1)
  })

  test('8 a broker that knows no MQTT 5', async () => {
    const old = await startOldBroker()
    cleanups.push(old.stop)
    const run = npmStart({ DATA_DIR: folder(), MQTT_URL: `mqtt://127.0.0.1:${old.tcp}` })
    expect(await run.ended).toBe(1)
    expect(run.err.trim()).toMatch(/^Máy chủ MQTT 127\.0\.0\.1:\d+ chỉ có bản cũ hơn: cần MQTT 5[^\n]*$/)
  })

  test('a data folder in use', async () => {
    const DATA_DIR = folder()
    await npmStart({ DATA_DIR }).greeted
    const second = npmStart({ DATA_DIR })
    expect(await second.ended).toBe(1)
    expect(second.err.trim()).toMatch(/đang được một máy chủ khác dùng/)
    expect(second.err.trim().split('\n')).toHaveLength(1)
  })
})

/** The first server writes the demo there, which takes seconds; the next ones find it. */
const demo = mkdtempSync(join(tmpdir(), 'antt-'))
afterAll(() => rmSync(demo, { recursive: true, force: true }))

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it cleanly, with a long poll open', async (signal) => {
  const run = npmStart({ DATA_DIR: demo, DEMO: '1' })
  await run.greeted
  run.child.kill(signal)
  expect(await run.ended).toBe(0)
  expect(run.err).toBe('')
})

test('after kill -9 it starts again with the same data, passwords and sessions', async () => {
  const first = npmStart({ DATA_DIR: demo, DEMO: '1' })
  const session = await signIn(await first.greeted)
  first.child.kill('SIGKILL')
  await first.ended
  const url = await npmStart({ DATA_DIR: demo, DEMO: '1' }).greeted
  const response = await fetch(`${url}/db/_session`, { headers: { cookie: session } })
  expect(await response.json()).toMatchObject({ userCtx: { name: 'ph-truong' } })
  for (const name of ['couch.json', 'server-key.json', 'demo-key.json'])
    expect(statSync(join(demo, name)).mode & 0o777).toBe(0o600)
})

test('a server that is just leaving its data folder is waited for', async () => {
  const DATA_DIR = folder()
  const leaving = npmStart({ DATA_DIR })
  await leaving.greeted
  const next = npmStart({ DATA_DIR })
  // Long enough for a server that does not wait to have given up.
  const later = new Promise((resolve) => setTimeout(() => resolve('waiting'), 4_000))
  expect(await Promise.race([next.ended, next.greeted, later])).toBe('waiting')
  leaving.child.kill('SIGTERM')
  await next.greeted
})

async function signIn(url: string) {
  const response = await fetch(`${url}/db/_session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'ph-truong', password: 'antt-demo' })
  })
  expect(response.status).toBe(200)
  return response.headers.get('set-cookie')!.split(';')[0]!
}
