import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { approve, startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A member who writes with a key that no commander has approved: in person, or through a colleague's phone. */
let stack: TestStack
let keeper: TestAccount
let colleague: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  colleague = await stack.account('keeper')
})
afterAll(() => stack.stop())

async function brings(who: TestAccount, fact: Envelope) {
  const path = `/${stack.database(fact.book as 'gates')}/_bulk_docs`
  const [row] = (await (await who.post(path, { docs: [asDocument(fact)] })).json()) as object[]
  return row
}
const held = (code: string) => ({ error: 'held', reason: JSON.stringify({ code }) })

test('what a second, unapproved phone of the account signs is not taken from its approved one', async () => {
  const own = new TestDevice(keeper.name)
  const note = own.note(stack.unit)
  expect(await brings(keeper, note)).toMatchObject(held('not-enrolled'))
  const introduced = own.enrolment(stack.unit)
  expect(await brings(keeper, introduced)).toMatchObject({ ok: true })
  expect(await brings(keeper, note)).toMatchObject(held('not-approved'))
})

test('a carried record waits until its author’s phone is approved, and is taken then', async () => {
  const { name } = await stack.account('keeper')
  const phone = new TestDevice(name)
  const note = { ...phone.note(stack.unit), via: colleague.name }
  expect(await brings(colleague, note)).toMatchObject(held('not-enrolled'))
  const enrolment = phone.enrolment(stack.unit)
  expect(await brings(colleague, { ...enrolment, via: colleague.name })).toMatchObject({ ok: true })
  expect(await brings(colleague, note)).toMatchObject(held('not-approved'))
  await approve(stack, phone.enrolment(stack.unit))
  expect(await brings(colleague, note)).toMatchObject({ ok: true })
})

test('an enrolment under another’s name with a key of one’s own counts for nobody', async () => {
  const mine = new TestDevice(keeper.name)
  const theirs = mine.enrolment(stack.unit, { by: colleague.name })
  expect(await brings(keeper, theirs)).toMatchObject({ ok: true })
  const note = mine.note(stack.unit, { by: colleague.name })
  expect(await brings(keeper, note)).toMatchObject(held('not-approved'))
})

test('a record of a unit where the account holds no role is not stored', async () => {
  const other = await stack.anotherUnit()
  const note = keeper.device.note(other)
  const path = `/${stack.database('gates').replace(stack.unit, other)}/_bulk_docs`
  const there = await (await keeper.post(path, { docs: [asDocument(note)] })).json()
  expect(there).toEqual([{ id: note.id, error: 'held', reason: '{"code":"unknown-unit"}' }])
  const here = await brings(keeper, note)
  expect(here).toMatchObject({ error: 'forbidden', reason: '{"code":"wrong-place"}' })
})
