import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName, quarterAfter, quarterStart } from '#lib/domain/database-names.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { provisionDatabases } from '../../sync-server/provision/provision.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let author: TestAccount
let carrier: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  author = await stack.account('keeper')
  carrier = await stack.account('keeper')
})
afterAll(() => stack.stop())

const day = 86_400_000
const push = async (who: TestAccount, docs: object[], database = stack.database('gates')) =>
  (await (await who.post(`/${database}/_bulk_docs`, { docs })).json()) as object[]
const idsIn = async (database: string) => (await factsIn(stack.couch.nano, database)).map(({ id }) => id)

test('nobody brings a record of a former quarter a second time, to the one that goes on now', async () => {
  const { unit, tools } = stack
  const quarter = quarterAfter(Date.now(), -1)
  const ms = quarterStart(quarter) + day
  await provisionDatabases([unit], { ...tools, now: () => ms })
  const there = databaseName(unit, 'gates', quarter)
  const note = author.device.note(unit, { ms })
  expect(await push(author, [asDocument(note)], there)).toMatchObject([{ ok: true }])
  expect(await push(carrier, [asDocument(note)])).toMatchObject([
    { error: 'forbidden', reason: '{"code":"wrong-place"}' }
  ])
  expect(await idsIn(stack.database('gates'))).not.toContain(note.id)
  expect(await idsIn(there)).toContain(note.id)
})

test('a record whose quarter has no database goes to the one that goes on now', async () => {
  const { unit } = stack
  const note = author.device.note(unit, { ms: quarterStart(quarterAfter(Date.now(), -3)) + day })
  expect(await push(author, [asDocument(note)])).toMatchObject([{ ok: true }])
  expect(await idsIn(stack.database('gates'))).toContain(note.id)
})
