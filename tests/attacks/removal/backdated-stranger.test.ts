import { afterAll, beforeAll, expect, test } from 'vitest'
import { databasesOf } from '#lib/domain/database-names.ts'
import { isShaped } from '#lib/domain/facts.ts'
import { keptMs, strangersIn } from '#lib/domain/strangers/strangers.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { sweepStrangers } from '../../../sync-server/retention/sweep-strangers.ts'
import { asDocument } from '../../facts.ts'
import { someBytes } from '../../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

/** A gate keeper writes about strangers whom others have recorded, at times of his choice and as often as he likes. */
let stack: TestStack
let honest: TestAccount
let liar: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  ;[honest, liar] = [await stack.account('keeper'), await stack.account('keeper')]
})
afterAll(() => stack.stop())

const longAgo = () => new Date(Date.now() - keptMs - 60_000).toISOString()
const newStream = () => `stranger/${uuidv7(Date.now(), someBytes(10))}`
const seen = { gate: 'cong-1b', direction: 'in' }
async function facts() {
  const names = databasesOf(stack.unit, 'duty', await stack.couch.nano.db.list())
  return (await Promise.all(names.map((name) => factsIn(stack.couch.nano, name)))).flat()
}
async function brings(who: TestAccount, docs: object[]) {
  const answer = await who.post(`/${stack.database('duty')}/_bulk_docs`, { docs })
  expect(((await answer.json()) as { ok?: boolean }[]).every(({ ok }) => ok)).toBe(true)
}

test('a stranger whom somebody else records once more as of long ago is neither hidden nor swept away', async () => {
  const stream = newStream()
  const own = honest.device.fact(stack.unit, 'duty', 'duty.stranger-seen', stream, seen)
  await brings(honest, [asDocument(own)])
  const ms = Date.parse(longAgo())
  for (const more of [{ at: longAgo() }, { at: longAgo(), ms }])
    await brings(liar, [
      asDocument(liar.device.fact(stack.unit, 'duty', 'duty.stranger-seen', stream, seen, more))
    ])
  expect(strangersIn(await facts(), Date.now()).map(({ fact }) => fact.id)).toEqual([own.id])
  await sweepStrangers([stack.unit], stack.tools)
  expect((await facts()).map(({ id }) => id)).toContain(own.id)
})

test('more records about one stranger than an entry lists stop no sweep, and each number is told', async () => {
  const stream = newStream()
  const about = (type: 'duty.stranger-seen' | 'duty.plate-read', body: object) =>
    asDocument(liar.device.fact(stack.unit, 'duty', type, stream, body, { at: longAgo() }))
  await brings(liar, [about('duty.stranger-seen', seen)])
  for (let i = 0; i < 3; i++)
    await brings(
      liar,
      Array.from({ length: 400 }, () => about('duty.plate-read', { plate: '1' }))
    )
  await sweepStrangers([stack.unit], stack.tools)
  const left = await facts()
  expect(left.filter((fact) => fact.stream === stream)).toEqual([])
  const told = left.filter(({ type }) => type === 'duty.strangers-removed')
  expect(told.every(isShaped)).toBe(true)
  expect(told.reduce((sum, { body }) => sum + (body['taken'] as object[]).length, 0)).toBe(1_201)
})
