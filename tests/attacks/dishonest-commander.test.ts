import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { deviceOf, rolesAt } from '#lib/domain/directory/directory.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { askSession, openSession, sessionIn, type TestSession } from '../devices/session.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/**
 * A commander who resets a password alone gets no working phone in the other's name, whatever else they write; where
 * the gateway lets something through, or is gone past, the fold of everybody leaves it out.
 */
let stack: TestStack
let [chief, deputy, keeper, victim]: TestAccount[] = []
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  const made = [
    stack.account('commander'),
    stack.account('commander'),
    stack.account('keeper'),
    stack.account('officer')
  ]
  ;[chief, deputy, keeper, victim] = await Promise.all(made)
})

const chosen = 'ba con gà trống nhỏ'
const says = (by: TestDevice, type: string, stream: string, body: object, more: object = {}) =>
  by.fact(stack.unit, 'directory', `directory.${type}`, stream, body, more)
const brings = async (by: TestSession, ...facts: Envelope[]) => {
  const docs = facts.map(asDocument)
  const answer = await by.post(`/${stack.database('directory')}/_bulk_docs`, { docs })
  return (await answer.json()) as { ok?: true; error?: string }[]
}
/** Writes past the gateway, with a time of one's own and without a seal. */
const plants = async (facts: Envelope[], took?: number) => {
  for (const fact of facts)
    await stack.couch.nano
      .use(stack.database('directory'))
      .insert({ ...asDocument(fact), ...(took !== undefined && { took }) } as never)
}
const approval = (by: TestDevice, device: TestDevice, roles: string[], more: object = {}) => {
  const body = { account: device.account, device: device.id, roles, from: new Date(0).toISOString() }
  return says(by, 'device-approved', `device/${device.id}`, body, more)
}
const readmission = (by: TestDevice, device: TestDevice, revocation: Envelope) =>
  says(by, 'device-readmitted', `device/${device.id}`, { device: device.id, revocation: revocation.id })
const revocation = (by: TestDevice, device: TestDevice) =>
  says(by, 'device-revoked', `device/${device.id}`, { device: device.id, reason: 'Mất máy', stands: [] })

async function resets(by: TestAccount, account: string): Promise<string> {
  const fact = says(by.device, 'password-reset', `account/${account}`, { account })
  expect(await brings(by, fact)).toMatchObject([{ ok: true }])
  const response = await fetch(`${stack.url}/session/reset`, {
    method: 'POST',
    headers: by.headers,
    body: JSON.stringify({ account, fact: fact.id })
  })
  return ((await response.json()) as { password: string }).password
}

/** Resets the password of the one who is attacked, signs in under their name with a new phone, and introduces it. */
async function takesOver(by: TestAccount, account: string): Promise<TestSession> {
  const password = await resets(by, account)
  const phone = new TestDevice(account)
  const session = await sessionIn(
    stack.url,
    phone,
    await askSession(stack.url, phone, password, { wanted: chosen })
  )
  expect(session.state).toBe('waiting')
  expect(await brings(session, phone.enrolment(stack.unit))).toMatchObject([{ ok: true }])
  return session
}

/** Tells that a phone opens nothing: neither the fold nor the server takes it for approved. */
async function opensNothing(device: TestDevice, password?: string): Promise<void> {
  const known = deviceOf(await stack.known(), device.account, device.id)
  expect(known?.approved ?? false).toBe(false)
  const session = await openSession(stack.url, device, password)
  expect(session.state).toBe('waiting')
  expect((await session.db(`/${stack.database('incidents')}/_all_docs?limit=1`)).status).toBe(403)
}

test('by resetting, signing in and approving: at the gateway, and past it', async () => {
  const { device } = await takesOver(chief!, victim!.name)
  const said = approval(chief!.device, device, ['officer'])
  expect(await brings(chief!, said)).toMatchObject([{ error: 'forbidden' }])
  const carried = approval(chief!.device, device, ['officer'])
  expect(await brings(keeper!, carried)).toMatchObject([{ error: 'forbidden' }])
  await plants([said, carried])
  await opensNothing(device)
  // The owner's phone works on, and another commander lets a new one in.
  expect((await openSession(stack.url, victim!.device)).state).toBe('approved')
  expect(await brings(deputy!, approval(deputy!.device, device, ['officer']))).toMatchObject([{ ok: true }])
  await expect.poll(async () => (await openSession(stack.url, device)).state).toBe('approved')
})

test('by a date of before the reset, on the approval, the introduction or both', async () => {
  const { device } = await takesOver(chief!, victim!.name)
  const ms = Date.now() - 3_600_000
  const backdated = approval(chief!.device, device, ['officer'], { ms })
  expect(await brings(chief!, backdated)).toMatchObject([{ error: 'forbidden' }])
  const again = device.enrolment(stack.unit, { ms: ms - 1_000 })
  await brings(await openSession(stack.url, device), again)
  await plants([backdated, approval(chief!.device, device, ['officer'], { ms: ms + 1 })], ms)
  await opensNothing(device)
})

test('by approving first and introducing afterwards, or by carrying the enrolment', async () => {
  const phone = new TestDevice(victim!.name)
  await brings(chief!, phone.enrolment(stack.unit), approval(chief!.device, phone, ['officer']))
  const password = await resets(chief!, victim!.name)
  expect(deviceOf(await stack.known(), phone.account, phone.id)!.approved).toBe(false)
  const session = await sessionIn(
    stack.url,
    phone,
    await askSession(stack.url, phone, password, { wanted: chosen })
  )
  await brings(session, phone.enrolment(stack.unit))
  // The server itself introduces what its account's session has proved.
  await expect.poll(async () => deviceOf(await stack.known(), phone.account, phone.id)?.firstHand).toBe(true)
  await opensNothing(phone)
})
test('by making a keeper a commander, who approves in their place', async () => {
  const { device } = await takesOver(chief!, victim!.name)
  const helper = new TestDevice(keeper!.name)
  await brings(keeper!, helper.enrolment(stack.unit))
  const named = approval(chief!.device, helper, ['commander', 'keeper'])
  expect(await brings(chief!, named)).toMatchObject([{ error: 'forbidden' }])
  const listed = { account: keeper!.name, name: 'Người', roles: ['commander'] }
  const listing = says(chief!.device, 'account-listed', `account/${keeper!.name}`, listed)
  expect(await brings(chief!, listing)).toMatchObject([{ error: 'forbidden' }])
  await plants([named, listing], Date.now())
  const theirs = approval(helper, device, ['officer'])
  expect(await brings(await openSession(stack.url, helper, keeper!.password), theirs)).toMatchObject([
    { error: 'held' }
  ])
  await plants([theirs], Date.now())
  await opensNothing(device)
})

test('by approving the device for themselves, and by a second phone of their own', async () => {
  const { device } = await takesOver(chief!, victim!.name)
  const own = new TestDevice(chief!.name)
  await brings(chief!, own.enrolment(stack.unit))
  const said = approval(chief!.device, own, ['commander'])
  expect(await brings(chief!, said)).toMatchObject([{ error: 'forbidden' }])
  const both = {
    account: chief!.name,
    device: device.id,
    roles: ['commander'],
    from: new Date(0).toISOString()
  }
  await plants([said, says(chief!.device, 'device-approved', `device/${device.id}`, both)], Date.now())
  await opensNothing(own, chief!.password)
  await plants([approval(own, device, ['officer'])], Date.now())
  await opensNothing(device)
})

test('by readmitting a phone that another commander had let in and revoked again', async () => {
  const { device } = await takesOver(chief!, victim!.name)
  const revoked = revocation(deputy!.device, device)
  await brings(deputy!, approval(deputy!.device, device, ['officer']), revoked)
  const back = readmission(chief!.device, device, revoked)
  expect(await brings(chief!, back)).toMatchObject([{ error: 'forbidden' }])
  await plants([back], Date.now())
  expect(deviceOf(await stack.known(), device.account, device.id)!.approved).toBe(false)
  expect(await brings(deputy!, readmission(deputy!.device, device, revoked))).toMatchObject([{ ok: true }])
})

test('by resetting the other commander, and revoking their phones first', async () => {
  const { device } = await takesOver(chief!, deputy!.name)
  expect(await brings(chief!, revocation(chief!.device, deputy!.device))).toMatchObject([{ ok: true }])
  const said = approval(chief!.device, device, ['commander'])
  expect(await brings(chief!, said)).toMatchObject([{ error: 'forbidden' }])
  await plants([said], Date.now())
  await opensNothing(device)
})

test('by putting the other commander out of use, or making them a lesser one, for as long as it takes', async () => {
  const small = new TestDevice(chief!.name)
  expect(await brings(chief!, small.enrolment(stack.unit))).toMatchObject([{ ok: true }])
  const others = (await stack.known()).devices.filter(
    ({ account, certificates }) =>
      account !== chief!.name && certificates.some(({ roles }) => roles.includes('commander'))
  )
  expect(others.length).toBeGreaterThan(0)
  const own = () => approval(chief!.device, small, ['commander'])
  const bars = others.map(({ id }) =>
    says(chief!.device, 'device-revoked', `device/${id}`, { device: id, reason: 'Máy cũ', stands: [] })
  )
  for (const bar of bars) expect(await brings(chief!, bar)).toMatchObject([{ ok: true }])
  const first = own()
  expect(await brings(chief!, first)).toMatchObject([{ error: 'forbidden' }])
  await plants([first], Date.now())
  for (const [i, bar] of bars.entries()) {
    const body = { device: others[i]!.id, revocation: bar.id }
    const back = says(chief!.device, 'device-readmitted', `device/${body.device}`, body)
    expect(await brings(chief!, back)).toMatchObject([{ ok: true }])
  }
  const until = new Date(Date.now() + 1_000).toISOString()
  const lesser = { account: deputy!.name, device: deputy!.device.id, roles: ['officer'] }
  const moment = { ...lesser, from: new Date(0).toISOString(), until }
  const demoted = says(chief!.device, 'device-approved', `device/${lesser.device}`, moment)
  expect(await brings(chief!, demoted)).toMatchObject([{ error: 'forbidden' }])
  await plants([demoted, own()], Date.now())
  await opensNothing(small, chief!.password)
  const known = await stack.known()
  expect(rolesAt(known, deputy!.name, deputy!.device.id, Date.now())).toEqual(['commander'])
})

test('by giving a keeper’s phone roles with which nobody lists the account', async () => {
  const fresh = new TestDevice(keeper!.name)
  expect(await brings(keeper!, fresh.enrolment(stack.unit))).toMatchObject([{ ok: true }])
  const said = approval(chief!.device, fresh, ['keeper', 'officer', 'private-reader', 'agent'])
  expect(await brings(chief!, said)).toMatchObject([{ ok: true }])
  await expect
    .poll(async () => deviceOf(await stack.directories.of(stack.unit), keeper!.name, fresh.id)?.approved)
    .toBe(true)
  const known = await stack.known()
  expect(rolesAt(known, keeper!.name, fresh.id, Date.now())).toEqual(['keeper'])
  const session = await sessionIn(stack.url, fresh, await askSession(stack.url, fresh, keeper!.password))
  const subject = '01936a1c-8f2f-7abc-8def-000000000001'
  const tip = { about: 'person', kind: 'tip-source', value: 'Bà Tư', purpose: 'case' }
  const forged = [
    fresh.fact(stack.unit, 'incidents', 'incidents.incident-reported', 'incident/x', {
      category: 'theft',
      text: 'Mất xe'
    }),
    fresh.fact(stack.unit, 'private', 'private.detail-recorded', `subject/${subject}`, tip),
    fresh.fact(stack.unit, 'gates', 'gates.event-reported', 'gate/cong-1b', {
      kind: 'completed',
      source: 'agent'
    })
  ]
  const bring = async (fact: Envelope) => {
    const path = `/${stack.database(fact.book as 'gates')}/_bulk_docs`
    return (await session.post(path, { docs: [asDocument(fact)] })).json()
  }
  for (const fact of forged) expect(await bring(fact)).toMatchObject([{ error: 'forbidden' }])
  expect(await bring(fresh.note(stack.unit))).toMatchObject([{ ok: true }])
})
