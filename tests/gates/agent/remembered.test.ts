import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { keepUpWith, type Server } from '../../../gate-agent/server.ts'
import { keptKey } from '../../../gate-agent/shell/agent-key.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'
import { approvedKey, keyFile } from './approved-key.ts'
import { hurriedClock } from './hurried-clock.ts'

/** Somebody with CouchDB's password, and what a gate's machine has seen. */
let stack: TestStack
let [own, commander, keeper]: TestAccount[] = []
let folder: string
let server: Server | null = null
beforeAll(async () => {
  stack = await startTestStack()
  commander = await stack.account('commander')
})
afterAll(() => stack.stop())
beforeEach(async () => {
  ;[own, keeper] = [await stack.account('agent'), await stack.account('keeper')]
  folder = mkdtempSync(join(tmpdir(), 'agent-remembers-'))
  await approvedKey(stack, own.name, folder)
})
afterEach(async () => {
  await stop()
  rmSync(folder, { recursive: true })
})

function start(): Server {
  return (server = keepUpWith({
    url: stack.url,
    account: own!.name,
    unit: stack.unit,
    label: 'Máy tại cổng',
    dataDir: folder,
    key: keptKey(keyFile(folder)),
    clock: hurriedClock,
    trouble: (problem) => console.error(problem)
  }))
}
async function stop() {
  await server?.stop()
  server = null
}
const standing = (device: TestDevice) =>
  server!.holderOf({ account: device.account, key: device.id, gate: 'cong-1b' })?.standing
const documents = () => stack.couch.nano.use(stack.database('directory'))
const says = (type: string, stream: string, body: object): Envelope =>
  commander!.device.fact(stack.unit, 'directory', `directory.${type}`, stream, body)
async function brings(fact: Envelope): Promise<void> {
  const answer = await commander!.post(`/${stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(fact)]
  })
  expect(await answer.json()).toMatchObject([{ ok: true }])
}
/** Waits until the machine has read what was written before. */
async function hasRead(): Promise<void> {
  const { name } = await stack.account('keeper')
  await until(() => server!.knows(name))
}
const revocation = ({ id: device }: TestDevice) =>
  says('device-revoked', `device/${device}`, { device, reason: 'Mất máy', stands: [] })
const readmission = ({ id: device }: TestDevice, { id }: Envelope) =>
  says('device-readmitted', `device/${device}`, { device, revocation: id })

test('a revocation that is deleted holds at a gate, also after a restart, until a later record lifts it', async () => {
  const { device } = keeper!
  start()
  await until(() => standing(device) === 'approved')
  const revoked = revocation(device)
  await brings(revoked)
  await until(() => standing(device) === 'revoked')
  await documents().destroy(revoked.id, (await documents().get(revoked.id))._rev)
  await hasRead()
  expect(standing(device)).toBe('revoked')
  await stop()
  start()
  await hasRead()
  expect(standing(device)).toBe('revoked')
  await brings(readmission(device, revoked))
  await until(() => standing(device) === 'approved')
})

test('what gives rights counts at a gate with the server’s seal alone, and what takes them at once', async () => {
  const { device } = keeper!
  start()
  await until(() => standing(device) === 'approved')
  const revoked = revocation(device)
  await documents().insert(asDocument(revoked) as never)
  await until(() => standing(device) === 'revoked')
  const back = readmission(device, revoked)
  const { took, seal } = (await documents().get(
    (await documents().list({ limit: 1 })).rows[0]!.id
  )) as unknown as Envelope
  await documents().insert({ ...asDocument(back), took, seal } as never)
  await hasRead()
  expect(standing(device)).toBe('revoked')
  await brings(readmission(device, revoked))
  await until(() => standing(device) === 'approved')
})

test('an introduction that was set back to before a reset does not make its phone the owner’s at a gate', async () => {
  const { name } = keeper!
  await brings(says('password-reset', `account/${name}`, { account: name }))
  const phone = new TestDevice(name)
  const { id, ...enrolment } = phone.enrolment(stack.unit)
  await documents().insert({ ...enrolment, _id: id, took: 1, seal: 'A'.repeat(43) } as never)
  const body = { account: name, device: phone.id, roles: ['keeper'], from: new Date(0).toISOString() }
  const approval = says('device-approved', `device/${phone.id}`, body)
  const took = Date.now()
  // As if the gateway had let it through.
  const sealed = { ...asDocument(approval), took, seal: stack.tools.seals.of(approval, took) }
  await documents().insert(sealed as never)
  start()
  await hasRead()
  expect(server!.keysOf(name)).toContain(phone.id)
  expect(standing(phone)).not.toBe('approved')
})

test('a time of the far future that nobody sealed ends no roles at a gate', async () => {
  const { device, name } = keeper!
  const listed = { account: name, name: 'Người', roles: ['keeper' as const], until: { keeper: '2099-12-31' } }
  await stack.tools.writer.write(stack.unit, 'directory', () => [
    { stream: `account/${name}`, type: 'directory.account-listed', body: listed }
  ])
  const planted = revocation(new TestDevice('ai-do'))
  const took = Number.MAX_SAFE_INTEGER
  await documents().insert({ ...asDocument(planted), took, seal: 'A'.repeat(43) } as never)
  start()
  await hasRead()
  expect(standing(device)).toBe('approved')
})
