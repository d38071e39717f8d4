import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, isSuspended } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { password } from '../../courier/server.ts'
import { askSession, openSession, type TestSession } from '../../devices/session.ts'
import { TestDevice } from '../../facts.ts'
import { until } from '../../until.ts'
import { AdministratorWorld, deleteAll } from './administrator-world.ts'

/** Somebody with CouchDB's password takes out what takes rights away, or dates back what an approval counts by. */
let world: AdministratorWorld
let [chief, deputy]: TestSession[] = []
beforeAll(async () => {
  world = await AdministratorWorld.start()
  chief = await world.member('commander')
  deputy = await world.member('commander')
})
afterAll(() => world.stop())

const stateOf = async (device: TestDevice) => (await world.reopened(device)).state
const known = () => world.server.directories.anew(world.unit)
const says = async (by: TestSession, type: string, stream: string, body: object): Promise<Envelope> => {
  const session = await world.reopened(by.device)
  const fact = world.says(by.device, type, stream, body)
  await world.brings(session, fact)
  return fact
}

/** Each restriction with what lifts it. */
const restrictions = [
  [
    'suspension',
    ({ name }: TestSession) =>
      says(chief!, 'account-suspended', `account/${name}`, { account: name, reason: 'Nghỉ', stands: [] }),
    ({ name }: TestSession, { id }: Envelope) =>
      says(deputy!, 'account-restored', `account/${name}`, { account: name, suspension: id })
  ],
  [
    'revocation',
    ({ device: { id } }: TestSession) =>
      says(chief!, 'device-revoked', `device/${id}`, { device: id, reason: 'Mất máy', stands: [] }),
    ({ device: { id: device } }: TestSession, { id }: Envelope) =>
      says(deputy!, 'device-readmitted', `device/${device}`, { device, revocation: id })
  ]
] as const

test.each(restrictions)(
  'a %s that is deleted holds, with all that its author counts by, until a later record lifts it',
  async (_name, restricts, lifts) => {
    const officer = await world.member('officer')
    const restriction = await restricts(officer)
    await until(async () => (await stateOf(officer.device)) === 'barred')
    // What certified the phone of the one who said so, and its key.
    const directory = await known()
    const all = await world.server.couch.nano.use(world.directory).list({ include_docs: true })
    const grounds = all.rows.flatMap(({ id, doc }) => {
      const { body, by } = doc as unknown as Partial<Envelope>
      return body?.['device'] === chief!.device.id || by === chief!.name ? [id] : []
    })
    expect(grounds).toContain(restriction.id)
    expect(grounds.length).toBeGreaterThan(2)
    const before = await Promise.all(grounds.map((id) => world.stored(world.directory, id)))
    await deleteAll(world.server.couch, world.directory, grounds)
    expect(isSuspended(await known(), officer.name)).toBe(isSuspended(directory, officer.name))
    expect(await stateOf(officer.device)).toBe('barred')
    await world.server.whileDown(async () => {})
    expect(await stateOf(officer.device)).toBe('barred')
    expect(await stateOf(chief!.device)).toBe('approved')
    for (const doc of before) if (doc._id !== restriction.id) await world.plant(world.directory, doc)
    await world.server.whileDown(async () => {})
    expect(await stateOf(officer.device)).toBe('barred')
    await lifts(officer, restriction)
    await until(async () => (await stateOf(officer.device)) === 'approved')
  }
)

test('a reset that is deleted keeps its author from approving: in their name no phone is let in', async () => {
  const victim = await world.member('officer')
  const reset = await says(chief!, 'password-reset', `account/${victim.name}`, { account: victim.name })
  await until(async () => (await known()).passwordResets.has(victim.name))
  const phone = new TestDevice(victim.name)
  await world.introduces(await openSession(world.server.url, phone, password))
  await deleteAll(world.server.couch, world.directory, [reset.id])
  await world.server.whileDown(async () => {})
  const approval = {
    account: victim.name,
    device: phone.id,
    roles: ['officer'],
    from: new Date(0).toISOString()
  }
  await expect(says(chief!, 'device-approved', `device/${phone.id}`, approval)).rejects.toThrow('forbidden')
  await says(deputy!, 'device-approved', `device/${phone.id}`, approval)
  await until(async () => (await stateOf(phone)) === 'approved')
})

test('an introduction whose time is set back to before the reset counts as it was taken, and without its seal as carried', async () => {
  const victim = await world.member('officer')
  await says(chief!, 'password-reset', `account/${victim.name}`, { account: victim.name })
  await until(async () => (await known()).passwordResets.has(victim.name))
  const [seen, unseen] = [new TestDevice(victim.name), new TestDevice(victim.name)]
  const enrolment = await world.introduces(await openSession(world.server.url, seen, password))
  await until(async () => deviceOf(await known(), seen.account, seen.id)?.firstHand)
  const stored = await world.stored(world.directory, enrolment.id)
  await world.plant(world.directory, { ...stored, took: 1 })
  // One that no gateway has seen, as if it had taken it long ago.
  const { id, ...planted } = unseen.enrolment(world.unit)
  await world.plant(world.directory, { ...planted, _id: id, took: 1, seal: stored['seal'] })
  const approval = (device: string) => ({
    account: victim.name,
    device,
    roles: ['officer'],
    from: new Date(0).toISOString()
  })
  for (const again of [false, true]) {
    if (again) await world.server.whileDown(async () => {})
    for (const { id: device } of [seen, unseen])
      await expect(says(chief!, 'device-approved', `device/${device}`, approval(device))).rejects.toThrow(/./)
    expect(deviceOf(await known(), victim.name, unseen.id)?.firstHand).toBe(false)
    expect(await stateOf(seen)).toBe('waiting')
  }
})

test('what gives rights counts with the seal of its time alone, though a commander’s phone signed it', async () => {
  const officer = await world.member('officer')
  const { device } = officer
  const body = { device: device.id, reason: 'Mất máy', stands: [] }
  const revocation = await says(chief!, 'device-revoked', `device/${device.id}`, body)
  const lifts = { device: device.id, revocation: revocation.id }
  const { id, ...signed } = world.says(deputy!.device, 'device-readmitted', `device/${device.id}`, lifts)
  await until(async () => (await stateOf(device)) === 'barred')
  const { took, seal } = await world.stored(world.directory, revocation.id)
  for (const added of [{}, { took, seal }]) {
    await world.plant(world.directory, { ...signed, ...added, _id: id })
    await known()
    expect(await stateOf(device)).toBe('barred')
  }
  expect((await askSession(world.server.url, device)).status).toBe(200)
})
