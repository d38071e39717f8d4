import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName, quarterAfter, quarterStart } from '#lib/domain/database-names.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { provisionDatabases } from '../../../sync-server/provision/provision.ts'
import { removeQuarter } from '../../../sync-server/retention/remove-quarter.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

/** Somebody keeps records of a quarter that the unit has removed, and brings them again. */
let stack: TestStack
let [author, carrier] = [] as unknown as [TestAccount, TestAccount]
beforeAll(async () => {
  stack = await startTestStack()
  ;[author, carrier] = [await stack.account('keeper'), await stack.account('commander')]
})
afterAll(() => stack.stop())

test('records of a removed quarter come back to no book, with their seal or without, whoever brings them', async () => {
  const { unit, couch, tools } = stack
  const quarter = quarterAfter(Date.now(), -20)
  const ms = quarterStart(quarter)
  await provisionDatabases([unit], { ...tools, now: () => ms })
  const there = databaseName(unit, 'gates', quarter)
  const push = async (who: TestAccount, docs: object[], database = stack.database('gates')) =>
    (await (await who.post(`/${database}/_bulk_docs`, { docs })).json()) as object[]
  const [taken, late] = [1, 2].map((i) => author.device.note(unit, { ms: ms + i }))
  expect(await push(author, [asDocument(taken!)], there)).toMatchObject([{ ok: true }])
  const sealed = (await factsIn(couch.nano, there)).find(({ id }) => id === taken!.id)!
  await removeQuarter({ unit, book: 'gates', quarter }, { who: carrier.name }, tools)
  await stack.directories.anew(unit)

  const refused = [{ id: taken!.id, error: 'forbidden', reason: '{"code":"removed"}' }]
  for (const who of [author, carrier])
    for (const fact of [sealed, taken!]) expect(await push(who, [asDocument(fact)])).toEqual(refused)
  // Takes what it never had.
  expect(await push(author, [asDocument(late!)])).toMatchObject([{ ok: true }])
  expect((await factsIn(couch.nano, stack.database('gates'))).map(({ id }) => id)).toEqual([late!.id])
})
