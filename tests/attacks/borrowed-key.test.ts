import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { keepUpWith, type Server } from '../../gate-agent/server.ts'
import { hurriedClock } from '../gates/agent/hurried-clock.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { approvedKey } from '../gates/agent/approved-key.ts'
import { openSession, type TestSession } from '../devices/session.ts'
import { startTestStack, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** A member who has a password and a phone that waits, and enrols somebody else's device with a key of their own. */
let stack: TestStack
let folder: string
let agent: Server
let thief: TestSession
let victim: string
let own: TestDevice
let phone: TestDevice

const enrol = (by: TestDevice, device: string, key = by.publicKey) =>
  by.fact(
    stack.unit,
    'directory',
    'directory.device-enrolled',
    `device/${device}`,
    { key, label: 'Máy' },
    { device }
  )
const write = async (who: TestSession, ...facts: ReturnType<typeof enrol>[]) =>
  (await who.post(`/${stack.database('directory')}/_bulk_docs`, { docs: facts.map(asDocument) })).json()
/** As a server would hold it that has judged nothing. */
const plant = (fact: ReturnType<typeof enrol>) =>
  stack.couch.nano.use(stack.database('directory')).insert(asDocument(fact) as never)
const known = () => stack.known()
const holderOf = (account: string, key: string) => agent.holderOf({ account, key, gate: 'cong-1b' })

beforeAll(async () => {
  stack = await startTestStack()
  const [member, owner] = [await stack.account('keeper'), await stack.account('commander')]
  own = new TestDevice(member.name)
  thief = await openSession(stack.url, own, member.password)
  victim = owner.name
  phone = owner.device
  const { name } = await stack.account('agent')
  folder = mkdtempSync(join(tmpdir(), 'attack-'))
  agent = keepUpWith({
    url: stack.url,
    account: name,
    unit: stack.unit,
    label: 'Máy tại cổng',
    dataDir: folder,
    key: await approvedKey(stack, name, folder),
    clock: hurriedClock,
    trouble: () => {}
  })
  await until(() => holderOf(victim, phone.id)?.standing === 'approved')
})
afterAll(async () => {
  await agent.stop()
  await stack.stop()
  rmSync(folder, { recursive: true })
})

test('an approved phone’s name opens no gate to another key', async () => {
  await plant(enrol(own, phone.id))
  // Once a later record has arrived at the agent, this one has.
  await write(thief, enrol(own, own.id))
  await until(() => holderOf(thief.name, own.id) !== null)
  expect(holderOf(thief.name, phone.id)).toBeNull()
  expect(holderOf(thief.name, own.id)?.standing).toBe('waiting')
  expect((await known()).devices.filter(({ id }) => id === phone.id)).toMatchObject([{ account: victim }])
})

test('nor does an alarm key that bears an approved phone’s name', async () => {
  const alarmKey = { id: phone.id, key: own.publicKey }
  const set = own.fact(stack.unit, 'directory', 'directory.alarm-key-set', `device/${own.id}`, { alarmKey })
  await plant(set)
  await plant(enrol(own, own.id))
  const { devices } = await known()
  expect(devices.find(({ id }) => id === own.id)?.alarmKey ?? null).toBeNull()
  expect(holderOf(thief.name, phone.id)).toBeNull()
})

test('nor the agent’s name to a key that would sign states of its gate', async () => {
  const machine = agentKeys(await known())
  const id = (await known()).devices.find(({ label }) => label === 'Máy tại cổng')!.id
  await plant(enrol(own, id))
  expect(agentKeys(await known())).toEqual(machine)
  expect((await known()).devices.filter((device) => device.id === id)).toHaveLength(1)
})

test('nor does an approval in the server’s name that another key signed let a phone in', async () => {
  const { id } = stack.tools.writer.device
  const body = { account: own.account, device: own.id, roles: ['commander'], from: new Date(0).toISOString() }
  const forged = { device: id, by: 'may-chu' }
  const place = [stack.unit, 'directory', 'directory.device-approved', `device/${own.id}`] as const
  await plant(own.fact(...place, body, forged))
  const later = new TestDevice(thief.name)
  await plant(enrol(later, later.id))
  await until(() => holderOf(thief.name, later.id) !== null)
  expect(holderOf(thief.name, own.id)?.standing).toBe('waiting')
  expect((await known()).devices.find((device) => device.id === own.id)?.admitted).toBe(false)
})
