import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Role } from '#lib/domain/roles.ts'
import type { AgentConfig } from '../../../gate-agent/agent-config.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { keepUpWith, type Server, type ServerDeps } from '../../../gate-agent/server.ts'
import { hurriedClock } from './hurried-clock.ts'
import { keptKey } from '../../../gate-agent/shell/agent-key.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { setPassword } from '../../../sync-server/provision/users.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'
import { approvedKey, keyFile } from './approved-key.ts'

/** An agent's session with its server: by its key, and by a password only until the server knows the key. */
let stack: TestStack
let own: TestAccount
let folder: string
let server: Server | null = null
/** Requests of agents to the server: method, path and body. */
let requests: { path: string; body: string }[] = []
const entry = { kind: 'online', source: 'agent' } as const

beforeAll(async () => void (stack = await startTestStack()))
afterAll(() => stack.stop())
beforeEach(async () => {
  own = await stack.account('agent')
  folder = mkdtempSync(join(tmpdir(), 'agent-session-'))
  requests = []
  const real = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const url = String(input)
    if (url.startsWith(stack.url))
      requests.push({
        path: `${init?.method} ${url.slice(stack.url.length)}`,
        body: String(init?.body ?? '')
      })
    return real(input, init)
  })
})
afterEach(async () => {
  await stop()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

/** Starts the agent on its data folder. */
function start(more: Partial<ServerDeps> = {}): Server {
  server = keepUpWith({
    url: stack.url,
    account: own.name,
    unit: stack.unit,
    label: 'Máy tại cổng',
    dataDir: folder,
    key: keptKey(keyFile(folder)),
    clock: hurriedClock,
    trouble: (problem) => console.error(problem),
    ...more
  })
  return server
}
async function stop() {
  await server?.stop()
  server = null
}
const gate = 'cong-1b'
const database = () => stack.database('directory')
const key = () => keptKey(keyFile(folder)).id
const introductions = async () =>
  (await factsIn(stack.couch.nano, database())).filter(({ device }) => device === key())
const isIn = async () => (await introductions()).length > 0
const isStanding = ({ holderOf }: Server) => holderOf({ account: own.name, key: key(), gate })?.standing
const letIn = () => stack.letIn(key())
const logged = async () =>
  (await factsIn(stack.couch.nano, stack.database('gates'))).filter(({ by }) => by === own.name)
const asked = (what: string) => requests.filter(({ path }) => path.startsWith(what))
const passwords = () => asked('POST /session').filter(({ body }) => body.includes('password'))

test('a key that nobody has approved introduces itself once, with one fact however often it starts', async () => {
  for (let run = 0; run < 2; run++) {
    requests = []
    const { record, outbox, connectOptions } = start({ password: own.password })
    record('cong-1b', entry)
    await until(() => asked('GET /session').filter(({ path }) => !path.endsWith('nonce')).length > 3)
    expect(asked(`POST /db/${database()}/_bulk_docs`)).toHaveLength(1)
    expect(await introductions()).toMatchObject([{ n: 1, by: own.name, type: 'directory.device-enrolled' }])
    // It reads nothing, and what it has recorded waits.
    expect(asked(`GET /db/${database()}`)).toEqual([])
    expect(await connectOptions()).toBeNull()
    expect(outbox.waiting).toBe(run + 1)
    expect(outbox.refused.size).toBe(0)
    await stop()
  }
  expect(await logged()).toEqual([])
})

test('a data folder serves one unit: another has an agent with a key, a root and numbers of its own', async () => {
  start()
  await stop()
  const says = `của đơn vị ${stack.unit}, không phải xa-khac`
  expect(() => start({ unit: 'xa-khac' })).toThrow(says)
  const config = { server: stack.url, account: own.name, unit: 'xa-khac', dataDir: folder, gates: [] }
  expect(() => runAgent(config as unknown as AgentConfig)).toThrow(says)
  start()
})

test('an account that has moved to another unit is told from one that nobody approves', async () => {
  const next = await stack.anotherUnit()
  const held = (unit: string, roles: Role[]) => ({
    units: [{ id: unit, name: 'Thử', kind: 'xã' }],
    accounts: [
      { account: own.name, password: own.password, name: own.name, rolesByUnit: new Map([[unit, roles]]) }
    ],
    gates: []
  })
  const told: string[] = []
  const trouble = (problem: unknown) => void told.push((problem as Error).message)
  start({ password: own.password, trouble })
  await until(isIn)
  await stop()
  expect(told).toEqual([])
  await stack.provision(held(next, ['agent']))
  await stack.provision(held(stack.unit, []))
  start({ password: own.password, trouble })
  await until(() => told.length > 0)
  expect(told[0]).toContain(`không thuộc đơn vị ${stack.unit}`)
})

test('once approved it reads and brings its log, without a new start', async () => {
  const { record, outbox, ...agent } = start({ password: own.password })
  record('cong-1b', entry)
  await until(isIn)
  await letIn()
  await until(() => isStanding({ record, outbox, ...agent }) === 'approved')
  await until(() => outbox.waiting === 0)
  expect((await logged()).map(({ n }) => n)).toEqual([1])
  expect(await agent.connectOptions()).toMatchObject({ clientId: expect.any(String) })
})

test('sends the password only when the server asks for it, and needs none once approved', async () => {
  start({ password: own.password })
  await until(isIn)
  const [first] = asked('POST /session')
  expect(first!.body).not.toContain('password')
  expect(passwords()).toHaveLength(1)
  await letIn()
  await until(() => isStanding(server!) === 'approved')
  expect(passwords()).toHaveLength(1)
  await stop()
  requests = []
  const later = start()
  await until(() => asked(`GET /db/${database()}`).length > 1)
  later.record('cong-1b', entry)
  await until(() => later.outbox.waiting === 0)
  expect(passwords()).toEqual([])
})

test('without the password, or with a wrong one, a new key opens nothing; entries wait', async () => {
  for (const password of [undefined, 'khac']) {
    requests = []
    const { record, outbox, connectOptions } = start({ password })
    record('cong-1b', entry)
    expect(await connectOptions()).toBeNull()
    expect(outbox.waiting).toBeGreaterThan(0)
    // It asks on, but does not guess on.
    await until(() => asked('POST /session').length > 3)
    expect(passwords()).toHaveLength(password === undefined ? 0 : 1)
    await stop()
  }
  expect(await introductions()).toEqual([])
})

test('revoked it reads nothing more and its log waits; let in again it goes on', async () => {
  const chief = await stack.account('commander')
  await approvedKey(stack, own.name, folder)
  const agent = start()
  await until(() => isStanding(agent) === 'approved')
  await agent.connectOptions()
  const say = async (type: string, body: object) => {
    const fact = chief.device.fact(stack.unit, 'directory', type, `device/${key()}`, body)
    await chief.post(`/${database()}/_bulk_docs`, { docs: [asDocument(fact)] })
    return fact.id
  }
  const revocation = await say('directory.device-revoked', { device: key(), reason: 'Mất máy', stands: [] })
  await until(async () => {
    agent.passRefused()
    return (await agent.connectOptions()) === null
  })
  agent.record('cong-1b', entry)
  requests = []
  await until(() => asked('POST /session').length > 2)
  // Each of its requests ends at the door: it is barred before it could ask anything.
  expect(requests.filter(({ path }) => !path.includes(' /session'))).toEqual([])
  expect(agent.outbox.waiting).toBe(1)
  expect(await agent.connectOptions()).toBeNull()
  await say('directory.device-readmitted', { device: key(), revocation })
  await until(() => agent.outbox.waiting === 0)
  expect((await logged()).map(({ n }) => n)).toEqual([1])
})

test('a session that the server has ended is renewed by the key, and nothing is missed', async () => {
  await approvedKey(stack, own.name, folder)
  const agent = start()
  await until(() => isStanding(agent) === 'approved')
  await stack.sessions.end(own.name)
  agent.record('cong-1b', entry)
  const { name, device } = await stack.account('keeper')
  await until(() => agent.holderOf({ account: name, key: device.id, gate })?.standing === 'approved')
  await until(() => agent.outbox.waiting === 0)
  const opened = asked('POST /session').filter(({ body }) => body.includes(own.name))
  expect(opened).toHaveLength(2)
  expect(passwords()).toEqual([])
})

test('a new key in the old folder introduces itself, not the one before it', async () => {
  start({ password: own.password })
  await until(isIn)
  await stop()
  rmSync(keyFile(folder))
  start({ password: own.password })
  await until(isIn)
  expect(await introductions()).toMatchObject([{ n: 1, device: key() }])
})

test('the installer is told what the server lets the machine do, once each', async () => {
  const told: string[] = []
  const standing = (now: string) => told.push(now)
  start({ standing })
  await until(() => told.length > 0)
  await stop()
  start({ standing, password: own.password })
  await until(isIn)
  await letIn()
  await until(() => told.length === 3)
  expect(told).toEqual(['signed-out', 'waiting', 'approved'])
})

test('an agent goes by the root that it was told of first, whichever the server introduces later', async () => {
  await approvedKey(stack, own.name, folder)
  const chief = await stack.account('commander')
  const standing = ({ holderOf }: Server) =>
    holderOf({ account: chief.name, key: chief.device.id, gate })?.standing
  const first = start()
  await until(() => standing(first) === 'approved')
  await stop()
  expect(readFileSync(join(folder, 'root'), 'utf8')).toBe(stack.tools.roots.rootOf(stack.unit)!.id)
  writeFileSync(join(folder, 'root'), 'A'.repeat(43))
  const second = start()
  await until(async () => (await second.connectOptions()) !== null)
  expect(standing(second)).not.toBe('approved')
  await stop()
  expect(readFileSync(join(folder, 'root'), 'utf8')).toBe('A'.repeat(43))
  // The operator has written the password for this server: it may name another one.
  await setPassword(stack.couch.nano, own.name, 'mật khẩu mới', stack.store.reset(own.name, Date.now()))
  const third = start({ password: 'mật khẩu mới' })
  await until(() => standing(third) === 'approved')
})
