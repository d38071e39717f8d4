import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Book } from '#lib/domain/roles.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { TestDevice } from '../facts.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A member who writes what nobody signed, or signed as something else. */
let stack: TestStack
let keeper: TestAccount
let other: TestAccount
let phone: TestDevice
beforeAll(async () => {
  stack = await startTestStack()
  ;[keeper, other] = [await stack.account('keeper'), await stack.account('officer')]
  phone = keeper.device
  const body = { key: phone.publicKey, label: 'Máy' }
  const enrolled = phone.fact(
    stack.unit,
    'directory',
    'directory.device-enrolled',
    `device/${phone.id}`,
    body
  )
  expect(await write(keeper, enrolled)).toEqual(['stored'])
})
afterAll(() => stack.stop())

/** Returns the server's word on each, in their order. */
async function write(who: TestAccount, ...facts: Envelope[]): Promise<string[]> {
  const path = `/${stack.database(facts[0]!.book as Book)}/_bulk_docs`
  const answer = await who.post(path, { docs: facts.map(asDocument) })
  const rows = (await answer.json()) as { id: string; ok?: true; reason?: string }[]
  return facts.map(({ id }) => {
    const row = rows.find((one) => one.id === id)!
    return row.ok ? 'stored' : (JSON.parse(row.reason!) as { code: string }).code
  })
}
const changed = (fact: Envelope, change: Partial<Envelope>) => ({ ...fact, ...change }) as Envelope

test('what the key of its device did not sign is refused, and holds up nothing beside it', async () => {
  const [honest, next] = [phone.note(stack.unit), phone.note(stack.unit)]
  const zeros = changed(phone.note(stack.unit), { sig: `${'A'.repeat(85)}A` })
  const altered = phone.note(stack.unit)
  altered.body = { ...altered.body, reason: 'Mở cho bà con đi chợ' }
  const swapped = changed(phone.note(stack.unit), { sig: honest.sig })
  expect(await write(keeper, zeros, honest, altered, swapped, next)).toEqual([
    'bad-signature',
    'stored',
    'bad-signature',
    'bad-signature',
    'stored'
  ])
})

test('an id that is not the fact’s own is refused', async () => {
  const honest = phone.note(stack.unit)
  const elsewhere = certifiedId({ ...honest, book: 'duty' }, Date.now())
  expect(await write(keeper, phone.note(stack.unit, { id: elsewhere }))).toEqual(['bad-id'])
  expect(await write(keeper, phone.note(stack.unit, { id: honest.id }))).toEqual(['bad-id'])
})

test('somebody else’s device signs nothing for a member who knows its name, nor does an enrolment with another key', async () => {
  const own = other.device
  expect(await write(other, own.note(stack.unit, { device: phone.id }))).toEqual(['bad-signature'])
  const body = { key: own.publicKey, label: 'Máy' }
  const enrol = (device: string) =>
    own.fact(stack.unit, 'directory', 'directory.device-enrolled', `device/${device}`, body, { device })
  expect(await write(other, enrol(phone.id))).toEqual(['bad-signature'])
  const point = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } as const
  const noPoint = { ...enrol(own.id), body: { key: point, label: 'Máy' } }
  expect(await write(other, noPoint)).toEqual(['bad-signature'])
  expect(await write(other, enrol(own.id))).toEqual(['stored'])
})

test('too much is refused whole or by its row, with the same words on both servers', async () => {
  const reason = 'ổ'.repeat(30_000)
  const body = { what: 'closed', reason, who: 'Tư Khởi' }
  expect(await write(keeper, phone.note(stack.unit, { body }), phone.note(stack.unit))).toEqual([
    'too-large',
    'stored'
  ])
  const undone = phone.note(stack.unit, { body: { what: 'closed', reason: 'Đo\u0301ng', who: 'Tư Khởi' } })
  expect(await write(keeper, undone)).toEqual(['malformed'])
})
