import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { noticesAsked } from '#lib/domain/notices/asked.ts'
import { registerIn } from '#lib/domain/notices/register.ts'
import { refuse } from '#lib/domain/rules.ts'
import { openDemoPart, type DemoPart } from '../../../tests/demo-part.ts'
import { sealsIn } from '../../admission/seals.ts'
import { factsIn, factWriter } from '../../fact-writer.ts'
import { loadServerDevice } from '../../server-device.ts'
import { demoNotices, writeDemoNotices } from './notices.ts'

const home = { unit: 'phuong-lang-tron', book: 'notices' } as const
const now = Date.now()
const today = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
let demo: DemoPart
let facts: Envelope[]
beforeAll(async () => {
  demo = await openDemoPart(writeDemoNotices)
  facts = await factsIn(demo.tools.couch.nano, `antt-${home.unit}-${home.book}`)
})
afterAll(() => demo.stop())

test('one line must be notified and is not, one lacks a supplement, one has what it needs, one has ended', () => {
  const lines = registerIn(facts)
  expect(lines.map(({ row, standing }) => [row?.line, standing?.body.number])).toEqual([
    // A paper that was taken in apart, and the place of the host who was asked.
    [undefined, '04/TB'],
    [undefined, undefined],
    ['LT-01', undefined],
    ['LT-02', '01/TB'],
    ['LT-04', '03/TB'],
    ['LT-07', undefined],
    ['LT-12', '02/TB']
  ])
  const { missing, supplements } = noticesAsked(lines, today)
  expect(missing.map(({ line, reason, by }) => [line.row!.line, reason, by! > today])).toEqual([
    ['LT-07', { perOpening: 120_000_000, several: true }, true]
  ])
  expect(supplements.map(({ row, differences }) => [row.line, differences])).toEqual([['LT-12', ['members']]])
  const { endsOn, ended } = lines.find(({ row }) => row?.line === 'LT-02')!.row!
  expect([endsOn! < today, ended]).toEqual([true, true])
})

test('all of it is what its authors may write, lies in the past, and a start again adds nothing', async () => {
  for (const fact of facts) {
    const roles = [`${home.unit}:${fact.by === 'lt-ubnd' ? 'ubnd' : 'officer'}`]
    expect(refuse(fact, null, { name: fact.by, roles }, home)).toBeNull()
    expect(Date.parse(fact.at)).toBeLessThan(now)
  }
  const { tools, dataDir } = demo
  const writerFor = (account: string, key: string) =>
    factWriter(tools.couch.nano, loadServerDevice(join(dataDir, key)), account, () => now, sealsIn(dataDir))
  expect(await writeDemoNotices(tools.couch.nano, writerFor, now)).toBe(0)
})

test('it is the same all day long, on any day', () => {
  for (const day of [0, 101, 202, 303].map((days) => Date.UTC(2026, 0, 1, 1) + days * 86_400_000)) {
    expect(demoNotices(day)).toEqual(demoNotices(day + 3_600_000))
    const { officer, committee } = demoNotices(day)
    expect(Math.max(...[...officer, ...committee].map(({ at }) => at!))).toBeLessThan(day)
  }
})
