import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** Members whose roles change: what they write counts by the roles of the time at which they recorded it. */
let stack: TestStack
let other: string
let colleague: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  other = await stack.anotherUnit()
  colleague = await stack.account('commander')
})
afterAll(() => stack.stop())

const day = 24 * 3_600_000
const roles = (account: string, ...held: [unit: string, roles: Role[]][]) =>
  stack.provision({
    units: held.map(([id]) => ({ id, name: 'Thử', kind: 'xã' })),
    accounts: [{ account, password: 'mat-khau-thu', name: account, rolesByUnit: new Map(held) }],
    gates: []
  })
async function become({ name, device }: TestAccount, role: string, unit = stack.unit) {
  const now = async () => deviceOf(await stack.directories.of(unit), name, device.id)?.certificates.at(-1)
  await until(async () => (await now())?.roles.join() === role)
}
async function brings(who: TestAccount, fact: Envelope) {
  const database = stack.database(fact.book as 'hui').replace(stack.unit, fact.unit)
  const [row] = (await (
    await who.post(`/${database}/_bulk_docs`, { docs: [asDocument(fact)] })
  ).json()) as object[]
  return row
}
const closing = ({ device }: TestAccount, ms: number) => {
  const body = {
    after: certifiedId({ unit: 'xa', book: 'incidents', device: 'x', n: 1 }, ms),
    to: 'closed',
    reason: 'Xong'
  }
  return device.fact(stack.unit, 'incidents', 'incidents.incident-closed', 'incident/1', body, { ms })
}
const refused = { error: 'forbidden', reason: '{"code":"not-allowed"}' }

test('an officer who was transferred still brings what they recorded before, and nothing from after', async () => {
  const officer = await stack.account('officer')
  const [before, carried] = [officer.device.note(stack.unit), officer.device.note(stack.unit)]
  await roles(officer.name, [stack.unit, []], [other, ['officer']])
  await become(officer, '')
  expect(await brings(officer, before)).toMatchObject({ ok: true })
  const later = officer.device.note(stack.unit, { ms: Date.now() + day })
  expect(await brings(officer, later)).toMatchObject(refused)
  expect(await brings(colleague, { ...later, via: colleague.name })).toMatchObject(refused)
  // The carrier keeps the whole seal, to show it should the server lose the record.
  expect(await brings(colleague, carried)).toMatchObject({ ok: true, via: colleague.name })
  // They read nothing there any more, once the gateway has read their account anew.
  await until(async () => (await officer.db(`/${stack.database('gates')}/_all_docs`)).status === 403)
})

test('who became commander now writes nothing as commander of an hour ago, by hand or carried', async () => {
  const officer = await stack.account('officer')
  const hourAgo = Date.now() - day / 24
  expect(await brings(officer, closing(officer, Date.now()))).toMatchObject(refused)
  await roles(officer.name, [stack.unit, ['officer', 'commander']])
  await become(officer, 'commander,officer')
  const backdated = closing(officer, hourAgo)
  expect(await brings(officer, backdated)).toMatchObject(refused)
  expect(await brings(colleague, { ...backdated, via: colleague.name })).toMatchObject(refused)
  expect(await brings(officer, closing(officer, Date.now()))).toMatchObject({ ok: true })
  // As officer an hour ago they may still say what officers may.
  expect(await brings(officer, officer.device.note(stack.unit, { ms: hourAgo }))).toMatchObject({ ok: true })
})

test('a record that a commander carries is judged by its author’s roles, not by theirs', async () => {
  const keeper = await stack.account('keeper')
  const carried = { ...closing(keeper, Date.now()), via: colleague.name }
  expect(await brings(colleague, carried)).toMatchObject(refused)
})
