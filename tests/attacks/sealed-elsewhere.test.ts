import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDocument } from '../facts.ts'
import { nextDatabase, startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A reader who brings a colleague's sealed record with what nobody signed, or to another quarter. */
let stack: TestStack
let keeper: TestAccount
let member: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  member = await stack.account('keeper')
})
afterAll(() => stack.stop())

async function brings(who: TestAccount, database: string, doc: object) {
  const answer = await who.post(`/${database}/_bulk_docs`, { docs: [doc] })
  return ((await answer.json()) as object[])[0]
}
/** A record of the keeper, as every reader of the book reads it. */
async function sealed() {
  const note = keeper.device.note(stack.unit)
  const database = stack.database('gates')
  await brings(keeper, database, asDocument(note))
  const documents = stack.couch.nano.use(database)
  const { _rev: rev, ...doc } = (await documents.get(note.id)) as unknown as Sealed
  return { documents, rev, doc: { ...doc, body: { ...doc.body, constructor: 'x'.repeat(100_000) } } }
}
type Sealed = ReturnType<typeof asDocument> & { _rev: string; body: object }

test('it is stored in no quarter but its own, or the one that goes on now', async () => {
  const { doc } = await sealed()
  const next = nextDatabase(stack.unit, 'gates', Date.now() + 24 * 3_600_000)
  const refused = { error: 'forbidden', reason: '{"code":"wrong-place"}' }
  expect(await brings(member, next, doc)).toMatchObject(refused)
  const { took: _took, seal: _seal, ...unsealed } = doc as typeof doc & { took: number; seal: string }
  expect(await brings(member, next, unsealed)).toMatchObject(refused)
})

test('it comes back to a server that lost it without what neither signature nor seal covers', async () => {
  const { documents, rev, doc } = await sealed()
  await documents.destroy(doc._id, rev)
  expect(
    await brings(member, stack.database('gates'), { ...doc, _revisions: { start: 9, ids: ['a'.repeat(32)] } })
  ).toMatchObject({ ok: true })
  const { body } = (await documents.get(doc._id)) as unknown as Sealed
  expect(Object.keys(body)).not.toContain('constructor')
})
