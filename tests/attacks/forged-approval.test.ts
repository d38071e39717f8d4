import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { rolesAt } from '#lib/domain/directory/directory.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { asDocument, asTaken, TestDevice } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A member with a password, and somebody who has what they write sealed: neither gets a phone approved. */
let stack: TestStack
let [commander, keeper]: TestAccount[] = []
let [desk, second, gatePhone]: TestDevice[] = []
let phone: TestDevice
beforeAll(async () => {
  stack = await startTestStack()
  ;[commander, keeper] = [await stack.account('commander'), await stack.account('keeper')]
  ;[desk, second] = [new TestDevice(commander.name), new TestDevice(commander.name)]
  gatePhone = new TestDevice(keeper.name)
  phone = new TestDevice(keeper.name)
  for (const device of [desk, second, gatePhone]) await stack.certify(device)
  await plant(phone.enrolment(stack.unit))
})
afterAll(() => stack.stop())

const documents = () => stack.couch.nano.use(stack.database('directory'))
const plant = async (...facts: Envelope[]) => {
  for (const fact of facts) await documents().insert(asTaken(fact, stack.tools.seals) as never)
}
const says = (by: TestDevice, type: string, stream: string, body: object, more: object = {}) =>
  by.fact(stack.unit, 'directory', `directory.${type}`, stream, body, more)
const approval = (by: TestDevice, device: TestDevice, roles: string[], more: object = {}) => {
  const body = { account: device.account, device: device.id, roles, from: new Date(0).toISOString() }
  return says(by, 'device-approved', `device/${device.id}`, body, more)
}
const revocation = (device: TestDevice, stands: Envelope[] = []) => {
  const body = { device: device.id, reason: 'Mất máy', stands: stands.map(({ id }) => id) }
  return says(desk!, 'device-revoked', `device/${device.id}`, body)
}
const isApproved = async ({ id }: TestDevice) =>
  (await stack.known()).devices.find((device) => device.id === id)!.approved

test('an approval by whoever has no certificate of a commander lets nobody in', async () => {
  const stranger = new TestDevice(commander!.name)
  const own = new TestDevice('goc')
  await plant(stranger.enrolment(stack.unit), own.enrolment(stack.unit))
  for (const by of [stranger, own, gatePhone!, phone]) await plant(approval(by, phone, ['commander']))
  expect(await isApproved(phone)).toBe(false)
})

test('an approval whose signature is another’s, or none, lets nobody in', async () => {
  const honest = approval(desk!, new TestDevice('ai-do'), ['keeper'])
  const changed = { ...honest.body, account: phone.account, device: phone.id }
  await plant({ ...honest, body: changed })
  await plant(approval(phone, phone, ['commander'], { by: commander!.name, device: desk!.id }))
  expect(await isApproved(phone)).toBe(false)
})

test('what a revoked commander’s phone backdates, and a colleague carries, lets nobody in', async () => {
  const honest = approval(second!, phone, ['keeper'])
  await plant(honest)
  const revoked = revocation(second!, [honest])
  await plant(revoked)
  const accomplice = new TestDevice(keeper!.name)
  const ms = idTime(honest.id) + 1
  await plant(accomplice.enrolment(stack.unit))
  const backdated = approval(second!, accomplice, ['officer'], { ms, via: keeper!.name })
  const answer = await keeper!.post(`/${stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(backdated)]
  })
  // The gateway cannot tell by the time that it bears; the fold does.
  expect(await answer.json()).toMatchObject([{ ok: true }])
  expect([await isApproved(phone), await isApproved(accomplice)]).toEqual([true, false])
})

test('a restriction that a colleague carries counts, and an older approval brings nobody back', async () => {
  const revoked = { ...revocation(phone), via: keeper!.name }
  const { status } = await keeper!.post(`/${stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(revoked)]
  })
  expect(status).toBe(201)
  expect(await isApproved(phone)).toBe(false)
  await plant({ ...approval(desk!, phone, ['keeper'], { ms: idTime(revoked.id) - 1 }), via: keeper!.name })
  await plant(approval(desk!, phone, ['keeper']))
  expect(await isApproved(phone)).toBe(false)
  expect(rolesAt(await stack.known(), keeper!.name, phone.id, idTime(revoked.id) - 1)).toEqual(['keeper'])
})
