import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { privateEntries } from '#lib/domain/personal/entries.ts'
import { dataRequests, isOverdue } from '#lib/domain/personal/requests.ts'
import { refuse } from '#lib/domain/rules.ts'
import { openDemoPart, type DemoPart } from '../../../tests/demo-part.ts'
import { sealsIn } from '../../admission/seals.ts'
import { factsIn, factWriter } from '../../fact-writer.ts'
import { loadServerDevice } from '../../server-device.ts'
import { demoPrivate, writeDemoPrivate } from './personal.ts'

const home = { unit: 'phuong-lang-tron', book: 'private' } as const
const now = Date.now()
let demo: DemoPart
let facts: Envelope[]
beforeAll(async () => {
  demo = await openDemoPart(writeDemoPrivate)
  facts = await factsIn(demo.tools.couch.nano, `antt-${home.unit}-${home.book}`)
})
afterAll(() => demo.stop())

test('three people have entries, none of which can be real, and one of two requests is overdue', () => {
  const entries = [...privateEntries(facts).values()].flat()
  expect(privateEntries(facts).size).toBe(3)
  expect(entries.map(({ value }) => value.slice(0, 3)).sort()).toEqual(['000', '000', '000', '090'])
  const today = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
  const requests = dataRequests(facts)
  expect(requests.map((one) => [one.kind, isOverdue(one, today)])).toEqual([
    ['correct', true],
    ['view', false]
  ])
})

test('all of it is what its authors may write, lies in the past, and a start again adds nothing', async () => {
  for (const fact of facts) {
    const roles = (fact.by === 'lt-truong' ? ['commander'] : ['officer', 'private-reader']).map(
      (role) => `${home.unit}:${role}`
    )
    expect(refuse(fact, null, { name: fact.by, roles }, home)).toBeNull()
    expect(Date.parse(fact.at)).toBeLessThan(now)
  }
  const { tools, dataDir } = demo
  const writerFor = (account: string, key: string) =>
    factWriter(tools.couch.nano, loadServerDevice(join(dataDir, key)), account, () => now, sealsIn(dataDir))
  expect(await writeDemoPrivate(tools.couch.nano, writerFor, now)).toBe(0)
})

test('it is the same all day long', () => {
  for (const day of [0, 101, 202, 303].map((days) => Date.UTC(2026, 0, 1, 1) + days * 86_400_000))
    expect(demoPrivate(day)).toEqual(demoPrivate(day + 3_600_000))
})
