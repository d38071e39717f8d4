import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseName } from '#lib/domain/database-names.ts'
import { incidentsIn, type Incident } from '#lib/domain/incidents/incident.ts'
import { timeLeft } from '#lib/domain/incidents/tip.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { refuse } from '#lib/domain/rules.ts'
import { inCharge } from '#lib/domain/handover/charge.ts'
import { handoversIn } from '#lib/domain/handover/handovers.ts'
import { people } from '#lib/domain/hui/people.ts'
import { openDemoPart, type DemoPart } from '../../../tests/demo-part.ts'
import { loadServerDevice } from '../../server-device.ts'
import { factsIn, factWriter, type NewFact } from '../../fact-writer.ts'
import { demoHui } from '../hui/hui.ts'
import { demoIncidents, writeDemoIncidents } from './incidents.ts'
import { sealsIn } from '../../admission/seals.ts'

const units = ['xa-phong-hiep', 'phuong-lang-tron'] as const
const now = Date.now()
let demo: DemoPart
const facts = new Map<string, Envelope[]>()
beforeAll(async () => {
  demo = await openDemoPart(writeDemoIncidents)
  for (const unit of units)
    facts.set(unit, await factsIn(demo.tools.couch.nano, databaseName(unit, 'incidents', '')))
})
afterAll(() => demo.stop())

const toldIn = (unit: (typeof units)[number]) => incidentsIn(facts.get(unit)!)
const wordsOf = ({ story }: Incident) => JSON.stringify(story.map(({ fact }) => fact.body))

describe('in both units', () => {
  test('every story adds up: no dispute, no doubt, nothing unknown, several facts each', () => {
    for (const unit of units)
      for (const one of toldIn(unit)) {
        expect(one).toMatchObject({ dispute: null, doubts: new Map() })
        expect(one.story.length).toBeGreaterThan(2)
        expect(one.story.map(({ kind }) => kind)).not.toContain('newer')
        expect(['report', 'tip']).toContain(one.story[0]!.kind)
      }
  })

  test('all of it is what its authors may write, lies in the past, and names nobody to be accused', () => {
    for (const unit of units)
      for (const fact of facts.get(unit)!) {
        const role = fact.by.endsWith('-truong') ? 'commander' : 'officer'
        const actor = { name: fact.by, roles: [`${unit}:${role}`] }
        expect(refuse(fact, null, actor, { unit, book: 'incidents' })).toBeNull()
        expect(Date.parse(fact.at)).toBeLessThan(now)
        expect(JSON.stringify(fact.body)).not.toMatch(/đối tượng/i)
      }
  })
})

describe('Phong Hiệp', () => {
  test('one handover is finished: what it lists is the successor’s since', () => {
    const own = facts.get('xa-phong-hiep')!
    const handovers = handoversIn(own)
    expect(handovers).toHaveLength(1)
    const [{ body, takenOver }] = handovers as [(typeof handovers)[number]]
    expect([body.from, body.to, takenOver?.by]).toEqual(['ph-truc', 'ph-tonghop', 'ph-tonghop'])
    expect(body.files).toHaveLength(1)
    const charge = inCharge(own, own)
    expect(body.files.map((id) => charge.get(`incident/${id}`))).toEqual(['ph-tonghop'])
    const since = toldIn('xa-phong-hiep').filter((one) => one.open && one.by === 'ph-truc')
    expect(since.length).toBeGreaterThan(0)
    expect(since.every(({ id }) => charge.get(`incident/${id}`) === 'ph-truc')).toBe(true)
  })

  test('ten in all, four of them handled because a gate was closed', () => {
    const told = toldIn('xa-phong-hiep')
    expect(told).toHaveLength(10)
    expect(told.filter((one) => wordsOf(one).includes('Nhờ cổng'))).toHaveLength(4)
    expect(new Set(told.map(({ stage }) => stage))).toEqual(
      new Set(['closed', 'handling', 'verifying', 'forwarded'])
    )
  })

  test('one tip has four hours left, one is with PC01', () => {
    const tips = toldIn('xa-phong-hiep').filter(({ tip }) => tip)
    expect(tips).toHaveLength(3)
    const clocks = tips.flatMap((one) => timeLeft(one, now) ?? [])
    expect(clocks).toHaveLength(1)
    expect(clocks[0]).toMatchObject({ urgency: 'soon' })
    expect(Math.round(clocks[0]!.ms / 3_600_000)).toBe(4)
    const handedOn = tips.find(({ stage }) => stage === 'forwarded')
    expect(wordsOf(handedOn!)).toContain('PC01')
    expect(handedOn!.tip).toMatchObject({ triage: 'crime', forwarded: true, answered: true })
  })
})

describe('Láng Tròn', () => {
  test('nineteen tips about hụi until 29/3/2025, all answered and settled, each about a host of the list', () => {
    const tips = toldIn('phuong-lang-tron')
    expect(tips).toHaveLength(19)
    const known = people(
      demoHui(now).colleague.map((entry, n) => ({
        ...entry,
        id: `${n}`,
        n,
        book: 'hui'
      })) as unknown as Envelope[]
    )
    const names = [...known.values()].map(({ name }) => name)
    for (const { category, tip, stage, text, reportedAt } of tips) {
      expect({ category, stage }).toEqual({ category: 'hui', stage: 'closed' })
      expect(tip).toMatchObject({ triage: 'security', answered: true })
      expect(names.some((name) => text.includes(name))).toBe(true)
      expect(reportedAt > '2022-04-21' && reportedAt < '2025-03-30').toBe(true)
    }
    expect(new Set(tips.map(({ text }) => text)).size).toBe(19)
  })
})

test('a start again adds nothing', async () => {
  const writerFor = (account: string, key: string) =>
    factWriter(
      demo.tools.couch.nano,
      loadServerDevice(`${demo.dataDir}/${key}`),
      account,
      () => now,
      sealsIn(demo.dataDir)
    )
  expect(await writeDemoIncidents(demo.tools.couch.nano, writerFor, now)).toBe(0)
})

describe('on any day', () => {
  test('it is the same all day long but for the tip that waits', () => {
    const morning = Date.UTC(2026, 10, 24, 1)
    const [early, late] = [demoIncidents(morning), demoIncidents(morning + 7 * 3_600_000)]
    for (const [account, entries] of early) {
      // The tip that waits has another place among its author's numbers later, and so have ids.
      const told = (entry: NewFact) => JSON.stringify({ ...entry, body: { ...entry.body, after: '' } })
      const later = new Set(late.get(account)!.map(told))
      const changed = entries.filter((entry) => !later.has(told(entry))).length
      expect([account, changed]).toEqual([account, account === 'ph-truc' ? 3 : 0])
    }
  })

  test('no account writes two things in one moment, at any minute of the day', () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      const all = demoIncidents(Date.UTC(2026, 10, 23, 17, minute))
      for (const entries of all.values())
        expect(new Set(entries.map(({ at }) => at)).size).toBe(entries.length)
    }
  })

  test('the chief closes by day, hours after the report and not at its very minute', () => {
    const minuteOf = (at: number) => Math.floor(at / 60_000 + 7 * 60) % (24 * 60)
    const entries = [...demoIncidents(Date.UTC(2026, 10, 23, 17)).values()].flat()
    const closings = entries.filter(({ type }) => type === 'incidents.incident-closed')
    expect(closings.length).toBeGreaterThan(20)
    for (const { at, stream } of closings) {
      const reportedAt = Math.min(...entries.filter((entry) => entry.stream === stream).map(({ at }) => at!))
      expect(minuteOf(at!)).not.toBe(minuteOf(reportedAt))
      expect(minuteOf(at!)).toBeGreaterThanOrEqual(7 * 60)
      expect(minuteOf(at!)).toBeLessThan(18 * 60)
    }
  })

  test('nothing lies ahead, not even just after midnight', () => {
    const midnight = Date.UTC(2026, 10, 23, 17)
    for (const entries of demoIncidents(midnight).values())
      for (const { at } of entries) expect(at!).toBeLessThan(midnight)
  })
})
