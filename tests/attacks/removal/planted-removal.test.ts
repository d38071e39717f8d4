import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName, quarterAfter, quarterStart } from '#lib/domain/database-names.ts'
import { sealsWith } from '../../../sync-server/admission/seals.ts'
import { factsIn, factWriter, serverAccount } from '../../../sync-server/fact-writer.ts'
import { provisionDatabases } from '../../../sync-server/provision/provision.ts'
import { repeatRemovals, surveyQuarter } from '../../../sync-server/retention/remove-quarter.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { startTestStack, type TestStack } from '../../stack.ts'

/** Somebody with the password of CouchDB says in the server's name that records were removed. */
let stack: TestStack
beforeAll(async () => void (stack = await startTestStack()))
afterAll(() => stack.stop())

test('a removal that somebody wrote into CouchDB takes nothing, hides nothing and gives no number', async () => {
  const stranger = factWriter(
    stack.couch.nano,
    new TestDevice(serverAccount),
    serverAccount,
    Date.now,
    sealsWith(() => randomBytes(32))
  )
  const quarter = quarterAfter(Date.now(), -20)
  const ms = quarterStart(quarter)
  await provisionDatabases([stack.unit], { ...stack.tools, now: () => ms })
  const keeper = await stack.account('keeper')
  const phone = keeper.device
  const there = databaseName(stack.unit, 'gates', quarter)
  // The second one never arrives.
  const notes = [1, 2, 3].map((i) => phone.note(stack.unit, { ms: ms + i }))
  const docs = [notes[0]!, notes[2]!].map(asDocument)
  expect(await (await keeper.post(`/${there}/_bulk_docs`, { docs })).json()).toMatchObject([
    { ok: true },
    { ok: true }
  ])
  const { id, n } = notes[2]!
  const own = stack.tools.writer.device.id
  const taken = [
    { device: phone.id, by: keeper.name, from: 1, to: n },
    { device: own, by: serverAccount, from: 5_000_000, to: 5_000_000 }
  ]
  for (const book of ['gates', 'duty'] as const) {
    const body = { book, quarter, who: 'Ai đó', records: 3, photos: 0, taken }
    const entry = { stream: `unit/${stack.unit}`, type: 'directory.quarter-removed' as const, body }
    await stranger.write(stack.unit, 'directory', () => [entry])
  }
  await repeatRemovals([stack.unit], stack.tools, Date.now())
  expect((await factsIn(stack.couch.nano, there)).map((fact) => fact.id)).toContain(id)
  const ofPhone = (await surveyQuarter(
    { unit: stack.unit, book: 'gates', quarter },
    stack.tools,
    Date.now()
  ))!.gaps.filter(({ device }) => device === phone.id)
  expect(ofPhone).toMatchObject([{ from: n - 1, to: n - 1 }])
  const { write: record } = stack.tools.writer
  const body = { strangers: 1, taken: [{ device: phone.id, n: 99 }] }
  await record(stack.unit, 'duty', () => [
    { stream: `unit/${stack.unit}`, type: 'duty.strangers-removed', body }
  ])
  const numbers = (await factsIn(stack.couch.nano, stack.database('duty'))).flatMap(({ device, n }) =>
    device === own ? n : []
  )
  expect(Math.max(...numbers)).toBeLessThan(1_000)
})
