import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import { openSession } from '../devices/session.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { maxWaitingEnrolments } from '../../sync-server/admission/enrolment-bound.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** A member who makes one key after the other, in their own name, in a colleague's, or in names that nobody has. */
let stack: TestStack
let keeper: TestAccount
let colleague: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  colleague = await stack.account('keeper')
})
afterAll(() => stack.stop())

type Row = { ok?: true; error?: string; reason?: string }
async function brings(who: Pick<TestAccount, 'post'>, docs: object[]): Promise<Row[]> {
  return (await (await who.post(`/${stack.database('directory')}/_bulk_docs`, { docs })).json()) as Row[]
}
const keys = (account: string, count: number) => Array.from({ length: count }, () => new TestDevice(account))
const held = (code: string) => ({ error: 'held', reason: JSON.stringify({ code }) })
const taken = (rows: readonly Row[]) => rows.filter(({ ok }) => ok).length

test('in one push or in many, so many enrolments that one carried wait and no more, and records pass beside them', async () => {
  const docs = keys(colleague.name, maxWaitingEnrolments + 8).map((device) =>
    asDocument({ ...device.enrolment(stack.unit), via: keeper.name })
  )
  const rows = await brings(keeper, docs)
  expect(taken(rows)).toBe(maxWaitingEnrolments)
  expect(rows.filter(({ error }) => error)).toHaveLength(8)
  for (const row of rows.filter(({ error }) => error)) expect(row).toMatchObject(held('too-many-phones'))
  await until(async () => (await stack.directories.of(stack.unit)).devices.length > maxWaitingEnrolments)
  const [more] = keys(colleague.name, 1)
  expect(
    await brings(keeper, [asDocument({ ...more!.enrolment(stack.unit), via: keeper.name })])
  ).toMatchObject([held('too-many-phones')])
  const note = await keeper.post(`/${stack.database('gates')}/_bulk_docs`, {
    docs: [asDocument(keeper.device.note(stack.unit))]
  })
  expect(await note.json()).toMatchObject([{ ok: true }])
})

test('they take no room of the colleague, whose own phone introduces itself', async () => {
  const device = new TestDevice(colleague.name)
  const waiting = await openSession(stack.url, device, colleague.password)
  expect(await brings(waiting, [asDocument(device.enrolment(stack.unit))])).toMatchObject([{ ok: true }])
  const [other] = keys((await stack.account('keeper')).name, 1)
  expect(await brings(keeper, [asDocument(other!.enrolment(stack.unit))])).toMatchObject([
    held('too-many-phones')
  ])
})

test('a phone that waits enrols itself a few times, not without end', async () => {
  const { name, password } = await stack.account('keeper')
  const device = new TestDevice(name)
  const waiting = await openSession(stack.url, device, password)
  const again = Array.from({ length: maxWaitingEnrolments + 1 }, () =>
    asDocument(device.enrolment(stack.unit))
  )
  const rows = await brings(waiting, again)
  expect(taken(rows)).toBe(maxWaitingEnrolments)
  expect(rows.find(({ error }) => error)).toMatchObject(held('too-many-phones'))
})

test('an approved phone enrols itself a few times, not without end', async () => {
  const { name, post, device } = await stack.account('keeper')
  const again = Array.from({ length: maxWaitingEnrolments }, () => asDocument(device.enrolment(stack.unit)))
  const rows = await brings({ post }, again)
  expect(taken(rows)).toBe(maxWaitingEnrolments - 1)
  expect(rows.find(({ error }) => error)).toMatchObject(held('too-many-phones'))
  await until(
    async () => deviceOf(await stack.directories.of(stack.unit), name, device.id)?.broughtBy[31] === null
  )
  expect(await brings({ post }, [asDocument(device.enrolment(stack.unit))])).toMatchObject([
    held('too-many-phones')
  ])
})

test('an enrolment in a name that the unit does not list is not carried', async () => {
  const docs = keys('khong-ai', 3).map((device) =>
    asDocument({ ...device.enrolment(stack.unit), via: keeper.name })
  )
  expect(await brings(keeper, docs)).toMatchObject([1, 2, 3].map(() => held('unknown-unit')))
})
