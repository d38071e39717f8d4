import * as v from 'valibot'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strangersIn } from '#lib/domain/strangers/strangers.ts'
import { join, partId, type Photo } from '#lib/domain/photos/parts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { Fact } from '#lib/domain/facts.ts'
import { latestReports } from '#lib/domain/gates/latest-reports.ts'
import { databasesOf, photoDatabasesToRead } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { openDemoPart, type DemoPart } from '../../../tests/demo-part.ts'
import { factsIn } from '../../fact-writer.ts'
import { demoDuty, writeDemoDuty } from './duty.ts'
import { writeDemoIncidents } from '../incidents/incidents.ts'

const unit = 'xa-phong-hiep'
let demo: DemoPart
beforeAll(async () => {
  demo = await openDemoPart(writeDemoIncidents, writeDemoDuty)
})
afterAll(() => demo.stop())

async function book(name: Book): Promise<Envelope[]> {
  const { nano } = demo.tools.couch
  const databases = databasesOf(unit, name, await nano.db.list())
  return (await Promise.all(databases.map((database) => factsIn(nano, database)))).flat()
}

test('strangers of the last nights, one of them with an incident; each in good form', async () => {
  const facts = await book('duty')
  for (const fact of facts) expect(v.is(Fact, fact)).toBe(true)
  const list = strangersIn(facts, Date.now())
  expect(list.map(({ direction, plate }) => [direction, plate])).toEqual([
    ['in', undefined],
    ['out', '69X9-000.31'],
    ['in', '69X9-000.15']
  ])
  const [incident] = list[2]!.incidents
  expect((await book('incidents')).some(({ stream }) => stream === `incident/${incident}`)).toBe(true)
})

test('the key household said that it closed its gate by hand; each picture lies where its record says', async () => {
  const [duty, gates] = [await book('duty'), await book('gates')]
  const said = gates.filter(({ stream }) => stream === 'gate/cong-ben-do')
  expect(latestReports(said, Infinity).said).toMatchObject({
    what: 'closed',
    byHand: { photo: { type: 'image/png' } }
  })
  const shown = [...duty, ...said].filter(({ body }) => body['photo'])
  expect(shown).toHaveLength(4)
  for (const { body, at } of shown) {
    const photo = body['photo'] as Photo
    const home = { unit, place: 'pictures', at: Date.parse(at) } as const
    const existing = await demo.tools.couch.nano.db.list()
    const database = photoDatabasesToRead(home, Date.now()).find((name) => existing.includes(name))!
    const pictures = demo.tools.couch.nano.use(database)
    const reading = photo.parts.map((hash) => pictures.attachment.get(partId(hash), 'bytes'))
    const whole = join((await Promise.all(reading)) as Buffer[])
    expect(createHash('sha256').update(whole).digest('base64url')).toBe(photo.sha256)
  }
})

test('it is the same whenever it is made on one day, and lies in the past', () => {
  const morning = Date.UTC(2026, 10, 24, 1)
  expect(demoDuty(morning)).toEqual(demoDuty(morning + 3_600_000))
  const all = [...demoDuty(morning).entriesByAccount.values()].flat()
  expect(all.every(({ at }) => at! < morning)).toBe(true)
})
