import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { startOldBroker } from '../broker/brokers.ts'
import { demoSession, openSession, signedIn } from '../devices/session.ts'
import { startServer } from '../../sync-server/start-server.ts'

const start = new URL('../../scripts/start.mjs', import.meta.url).pathname
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

class Exit extends Error {
  constructor(readonly code: unknown) {
    super(`exit ${String(code)}`)
  }
}

/** Starts the server in this process, which a mended start would leave running: only for starts that fail. */
async function startHere(env: Record<string, string>): Promise<{ code: unknown; err: string }> {
  const said: string[] = []
  const told = vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Exit(code)
  })
  const before = process.listeners('unhandledRejection')
  try {
    const started = await startServer({ PORT: '0', DEMO: '0', ...env })
    throw new Error(`it runs at ${started.url}`)
  } catch (ended) {
    if (!(ended instanceof Exit)) throw ended
    return { code: ended.code, err: said.join('\n') }
  } finally {
    for (const spy of [told, exit]) spy.mockRestore()
    for (const listener of process.listeners('unhandledRejection'))
      if (!before.includes(listener)) process.off('unhandledRejection', listener)
  }
}

const listening = (status: number) => answering(() => [status, {}])

/** A CouchDB without databases that takes whatever the admin writes. */
const lenientCouch = () =>
  answering((path, { authorization }) => {
    const isToken = authorization?.startsWith('Bearer ')
    const user = isToken ? { name: 'probe', roles: [] } : { name: 'admin', roles: ['_admin'] }
    if (path === '/_session')
      return [200, { userCtx: user, info: { authentication_handlers: ['default', 'jwt'] } }]
    if (path === '/_membership') return [200, { cluster_nodes: ['couchdb@127.0.0.1'] }]
    if (path === '/_all_dbs') return [200, []]
    return [200, path.endsWith('/_bulk_docs') ? [{ ok: true }, { ok: true }] : { version: '3.5.2' }]
  })

type Answer = (path: string, headers: IncomingHttpHeaders) => [status: number, body: object]

async function answering(answer: Answer) {
  const server = createServer((request, response) => {
    request.resume()
    const [status, body] = answer(request.url ?? '', request.headers)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe('what the operator must mend is one sentence and exit code 1', () => {
  const closedPort = 9
  const cases: [string, () => Promise<Record<string, string>>, RegExp][] = [
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
      'a CouchDB whose JavaScript engine takes whatever comes',
      async () => ({ COUCHDB_URL: `http://admin:x@127.0.0.1:${await lenientCouch()}` }),
      /^CouchDB \S+ không chạy được quy tắc kiểm tra bản ghi \(không từ chối gì\), nên .* js_engine/
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
  // In this process: one of its own takes a second to start, and the tests below see that it ends.
  test.each(cases)('%s', async (_name, env, sentence) => {
    const { code, err } = await startHere({ DATA_DIR: folder(), ...(await env()) })
    expect(code).toBe(1)
    expect(err).toMatch(sentence)
    expect(err.split('\n')).toHaveLength(1)
  })

  test('a taken port', async () => {
    const run = npmStart({ DATA_DIR: folder(), PORT: String(await listening(200)) })
    expect(await run.ended).toBe(1)
    expect(run.err.trim()).toMatch(/^Cổng \d+ đang có chương trình khác dùng/)
    expect(run.err.trim().split('\n')).toHaveLength(1)
  })

  test('8 a broker that knows no MQTT 5', async () => {
    const old = await startOldBroker()
    cleanups.push(old.stop)
    const run = npmStart({ DATA_DIR: folder(), MQTT_URL: `mqtt://127.0.0.1:${old.tcp}` })
    expect(await run.ended).toBe(1)
    expect(run.err.trim()).toMatch(/^Máy chủ MQTT 127\.0\.0\.1:\d+ chỉ có bản cũ hơn: cần MQTT 5[^\n]*$/)
  })
})

/** The first server writes the demo there, which takes seconds; the next ones find it. */
const demo = mkdtempSync(join(tmpdir(), 'antt-'))
afterAll(() => rmSync(demo, { recursive: true, force: true }))

async function stopsAt(signal: 'SIGINT' | 'SIGTERM', run: Run) {
  run.child.kill(signal)
  expect(await run.ended).toBe(0)
  expect(run.err).toBe('')
}

test('SIGTERM stops it cleanly, with a long poll open', async () => {
  const run = npmStart({ DATA_DIR: demo, DEMO: '1' })
  await run.greeted
  await stopsAt('SIGTERM', run)
})

test('after kill -9 it starts again with the same data, passwords and sessions, and SIGINT stops it cleanly', async () => {
  const first = npmStart({ DATA_DIR: demo, DEMO: '1', GATES: '0' })
  const { headers, device } = await demoSession(await first.greeted, 'ph-truong')
  first.child.kill('SIGKILL')
  await first.ended
  const again = npmStart({ DATA_DIR: demo, DEMO: '1' })
  const url = await again.greeted
  const response = await fetch(`${url}/session`, { headers })
  expect(await response.json()).toMatchObject({ account: 'ph-truong', state: 'approved' })
  expect((await openSession(url, device)).state).toBe('approved')
  expect((await signedIn(url, 'ph-truong', 'antt-demo')).state).toBe('waiting')
  for (const name of ['couch.json', 'server-key.json', 'demo-key.json', 'health-key'])
    expect(statSync(join(demo, name)).mode & 0o777).toBe(0o600)
  await stopsAt('SIGINT', again)
})

test('a data folder in use is refused in one sentence; a server that is just leaving it is waited for', async () => {
  const DATA_DIR = folder()
  const leaving = npmStart({ DATA_DIR })
  await leaving.greeted
  const { code, err } = await startHere({ DATA_DIR })
  expect(code).toBe(1)
  expect(err).toMatch(/đang được một máy chủ khác dùng/)
  expect(err.split('\n')).toHaveLength(1)
  const next = npmStart({ DATA_DIR })
  // Long enough for a server that does not wait to have given up.
  const later = new Promise((resolve) => setTimeout(() => resolve('waiting'), 4_000))
  expect(await Promise.race([next.ended, next.greeted, later])).toBe('waiting')
  leaving.child.kill('SIGTERM')
  await next.greeted
})
