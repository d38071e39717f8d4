import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { permissions } from '#lib/domain/facts.ts'
import { line } from '#lib/domain/hui/line.ts'
import { collapse, isUnsure } from '#lib/domain/hui/collapse/collapse.ts'
import { people, knownName } from '#lib/domain/hui/people.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import { coversOf, sidesOf, takenOf } from '#lib/domain/hui/summary.ts'
import { refuse } from '#lib/domain/rules.ts'
import { openDemoPart, type DemoPart } from '../../../tests/demo-part.ts'
import { loadServerDevice } from '../../server-device.ts'
import { factsIn, factWriter } from '../../fact-writer.ts'
import { lunarMonthEnds, lunarRounds } from './days.ts'
import { demoHui, writeDemoHui } from './hui.ts'
import { demoLines } from './plans.ts'
import { sealsIn } from '../../admission/seals.ts'

const database = 'antt-phuong-lang-tron-hui'
const now = Date.now()
let demo: DemoPart
let facts: Envelope[]
beforeAll(async () => {
  demo = await openDemoPart(writeDemoHui)
  facts = await factsIn(demo.tools.couch.nano, database)
})
afterAll(() => demo.stop())

function linesByCode(): Map<string, Line> {
  const streams = new Set(facts.map(({ stream }) => stream).filter((stream) => stream.startsWith('line/')))
  const lines = [...streams].map((stream) =>
    line(
      facts.filter((fact) => fact.stream === stream),
      now
    )!
  )
  return new Map(lines.map((of) => [of.terms.code, of]))
}

describe('the lines of the ward, as the story tells them', () => {
  test.each([
    ['LT-01', 25, 2_000_000, 11, 350_000, 1_000_000, 1_650_000, 42_100_000, 22, 'Sơn Thị Sa Rinh'],
    ['LT-04', 20, 5_000_000, 7, 900_000, 2_500_000, 4_100_000, 80_800_000, 16, 'Ba Huệ'],
    ['LT-07', 12, 10_000_000, 5, 1_500_000, 5_000_000, 8_500_000, 94_500_000, 7, 'Ba Huệ'],
    ['LT-09', 30, 200_000, 18, 15_000, 100_000, 185_000, 5_520_000, 25, 'Út Kiều'],
    ['LT-12', 12, 5_000_000, 6, 1_200_000, 2_500_000, 3_800_000, 45_300_000, 11, null]
  ])('%s to the đồng', (code, n, face, k, bid, commission, livePays, payout, paid, host) => {
    const of = linesByCode().get(code)!
    const round = of.rounds.at(-1)!
    expect([of.terms.n, of.terms.face, round.k, round.bid, round.commission]).toEqual([
      n,
      face,
      k,
      bid,
      commission
    ])
    expect(round.payout).toBe(payout)
    const living = of.parts.filter(({ takenAt }) => takenAt === null).map(({ no }) => round.dues[no - 1]!.due)
    expect(living).toEqual(Array(n - k).fill(livePays))
    expect(round.dues.filter(({ paid }) => paid > 0)).toHaveLength(paid)
    expect(of.rounds.slice(0, -1).every(({ closed }) => closed)).toBe(true)
    expect(round.closed).toBe(paid === n - 1)
    expect(of).toMatchObject({ doubts: [], dispute: null, complete: false })
    if (host) expect(knownName(people(facts).get(of.terms.host)!)).toBe(host)
  })

  test('one host has two lines, one who collapsed three, all others one', () => {
    const hosts = [...linesByCode().values()].map(({ terms }) => terms.host)
    const perHost = [...new Set(hosts)].map((host) => hosts.filter((other) => other === host).length)
    expect(perHost.sort()).toEqual([...Array(13).fill(1), 2, 3])
  })

  test('a closed line, a dispute between two accounts, a 30th on the 29th', () => {
    const lines = linesByCode()
    const closed = lines.get('LT-02')!
    expect(closed.complete && closed.rounds.every(({ closed }) => closed)).toBe(true)
    expect(closed.doubts).toEqual([])
    const { dispute, rounds, doubts } = lines.get('LT-18')!
    expect([rounds.length, dispute!.k, doubts]).toEqual([2, 3, []])
    expect(dispute!.rounds.map(({ by }) => by).sort()).toEqual(['lt-truc', 'lt-truong'])
    const ends = lines.get('LT-15')!.rounds.map(({ lunar }) => lunar!.day)
    expect(ends[0]).toBe(30)
    expect(ends).toContain(29)
  })

  test.each([
    ['LT-28', 'premium', 4, 'bid', 1_000_000, 9_330_000, 8_830_000, true],
    ['LT-30', 'fixed', 3, 'lot', 460_000, 5_140_000, 5_115_000, false],
    ['LT-31', 'interest-free', 3, 'order', 2_000_000, 14_000_000, 14_000_000, true],
    ['LT-33', 'discount', 4, 'bid', 880_000, 8_280_000, 8_280_000, false]
  ] as const)('%s to the đồng: %s', (code, model, k, chosen, live, gross, payout, closed) => {
    const of = linesByCode().get(code)!
    const round = of.rounds.at(-1)!
    expect(of).toMatchObject({ terms: { model }, doubts: [], dispute: null, complete: false })
    expect(round).toMatchObject({ k, chosen, gross, payout, closed })
    expect(sidesOf(round, of).live.each).toBe(live)
    expect(of.rounds.slice(0, -1).every(({ closed }) => closed)).toBe(true)
  })

  test('a host takes first, without bid and commission', () => {
    const { terms, parts, rounds } = linesByCode().get('LT-33')!
    expect(rounds[0]).toMatchObject({ chosen: 'head', taker: 1, bid: 0, commission: 0, payout: 9_000_000 })
    expect(parts[0]!.holders).toEqual([{ person: terms.host, units: 1 }])
  })

  test('every type of fact is in the demo', () => {
    const types = new Set(facts.map(({ type }) => type))
    const all = Object.keys(permissions).filter((type) => type.startsWith('hui.'))
    expect(all.filter((type) => !types.has(type))).toEqual([])
  })

  const court = (number: number) => linesByCode().get(`VD-0${number} ví dụ bản án`)!

  test('a judgment of Tiền Giang: 21 parts of five million each third lunar month, the fourth takes 64.850.000', () => {
    const of = court(1)
    expect([of.terms.n, of.terms.face, of.terms.period, of.rounds.length]).toEqual([
      21,
      5_000_000,
      'quarter',
      4
    ])
    expect(of.rounds[3]).toMatchObject({ bid: 1_950_000, gross: 66_850_000, payout: 64_850_000 })
    const days = of.rounds.map(({ lunar }) => lunar!)
    expect(days.map(({ day }) => day)).toEqual([10, 10, 10, 10])
    expect(new Set(days.map(({ month }) => month)).size).toBe(4)
    expect(of).toMatchObject({ stopped: { reason: 'Ví dụ từ bản án, tên người đã thay' }, doubts: [] })
  })

  test('an example of Cà Mau: taken in the first round, six rounds covered, eighteen not yet due', () => {
    const of = court(2)
    const first = of.rounds[0]!.taker
    expect([of.terms.n, of.terms.face, of.rounds.length]).toEqual([25, 5_000_000, 7])
    const [owed, ...others] = coversOf(of)
    expect(others).toEqual([])
    expect(owed).toMatchObject({ amount: 30_000_000, parts: [first], rounds: [2, 3, 4, 5, 6, 7] })
    expect(takenOf(of, of.parts[first - 1]!.holders[0]!.person)).toMatchObject({
      covered: 30_000_000,
      notYetDue: 90_000_000
    })
    expect(of.rounds.every(({ closed }) => closed)).toBe(true)
    expect(of).toMatchObject({ stopped: {}, doubts: [] })
  })

  test('a judgment of Thới Bình: 29 parts, bids of 1,0, 2,0 and 2,2 million, stopped after the third round', () => {
    const of = court(3)
    expect([of.terms.n, of.rounds.map(({ bid }) => bid)]).toEqual([29, [1_000_000, 2_000_000, 2_200_000]])
    expect(of.rounds.map((round) => sidesOf(round, of).live.each)).toEqual([4_000_000, 3_000_000, 2_800_000])
    expect(of).toMatchObject({ stopped: {}, doubts: [], complete: false })
  })

  test('a host who collapsed: her three lines stopped, thirty people, one of them registered twice', () => {
    const own = ['LT-21', 'LT-23', 'LT-26'].map((code) => linesByCode().get(code)!)
    for (const of of own) {
      expect(of.stopped!.on > of.rounds.at(-1)!.on).toBe(true)
      expect(of.rounds.at(-1)!.closed).toBe(false)
      expect(of.doubts).toEqual([])
    }
    const file = collapse(
      facts.filter(({ stream }) => stream.startsWith('collapse/')),
      now,
      people(facts)
    )!
    expect(new Set(own.map(({ terms }) => terms.host))).toEqual(new Set([file.host]))
    expect(file.claims.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1))
    expect(new Set(file.claims.map(({ claimant }) => JSON.stringify(claimant))).size).toBe(30)
    expect(file.claims.filter(isUnsure).map(({ number }) => number)).toEqual([9, 31])
    expect(new Set(file.claims.map(({ by }) => by))).toEqual(new Set(['lt-truong', 'lt-truc']))
    expect(file.total).toBe(file.claims.reduce((sum, { amount }) => sum + amount, 0))
    // A declared sum may differ from the book.
    const paid = (holder: string) =>
      own
        .flatMap(({ rounds, parts }) =>
          parts
            .filter(({ holders, takenAt }) => holders[0]!.person === holder && takenAt === null)
            .flatMap(({ no }) => rounds.map(({ dues }) => dues[no - 1]!.paid))
        )
        .reduce((sum, amount) => sum + amount, 0)
    const differences = file.claims.flatMap(({ claimant, amount }) =>
      'person' in claimant ? [amount - paid(claimant.person)] : []
    )
    expect(differences.filter((difference) => difference === 0)).toHaveLength(22)
    expect(differences.filter((difference) => difference === 500_000)).toHaveLength(5)
  })

  test('65 hosts and their members are listed, everybody in the lines among them; one was written down twice', () => {
    const known = people(facts)
    expect(known.size).toBe(126)
    expect(new Set([...known.values()].map(({ name }) => name)).size).toBe(126)
    for (const { terms, parts } of linesByCode().values()) {
      const holders = parts.flatMap(({ holders }) => holders.map(({ person }) => person))
      for (const id of [terms.host, ...holders]) expect(known.has(id)).toBe(true)
    }
  })

  test('all of it is what its authors may write, and lies in the past', () => {
    for (const fact of facts) {
      const roles = [`phuong-lang-tron:${fact.by === 'lt-truc' ? 'officer' : 'commander'}`]
      expect(
        refuse(fact, null, { name: fact.by, roles }, { unit: 'phuong-lang-tron', book: 'hui' })
      ).toBeNull()
      expect(Date.parse(fact.at)).toBeLessThan(now)
    }
  })
})

test('a start again adds nothing, nor does another server on the same CouchDB', async () => {
  const other = mkdtempSync(join(tmpdir(), 'antt-'))
  for (const dataDir of [demo.dataDir, other]) {
    const writerFor = (account: string, key: string) =>
      factWriter(
        demo.tools.couch.nano,
        loadServerDevice(join(dataDir, key)),
        account,
        () => now,
        sealsIn(dataDir)
      )
    expect(await writeDemoHui(demo.tools.couch.nano, writerFor, now, demo.tools)).toBe(0)
  }
  rmSync(other, { recursive: true })
})

describe('on any day', () => {
  const dayMs = 86_400_000
  const days = Array.from({ length: 12 }, (_, i) => Date.UTC(2026, 0, 1, 17) + i * 101 * dayMs)

  test('it is the same all day long, and its last rounds are held', () => {
    const morning = Date.UTC(2026, 10, 24, 1)
    expect(demoHui(morning)).toEqual(demoHui(morning + 3_600_000))
    for (const day of days) {
      const { officer, colleague } = demoHui(day)
      expect(Math.max(...[...officer, ...colleague].map(({ at }) => at!))).toBeLessThan(day)
    }
  })

  test('lunar lines have their rounds, the next of which is not over', () => {
    for (const day of days) {
      const today = new Date(day).toISOString().slice(0, 10)
      expect(lunarRounds(today, 10, 11).map(({ lunar }) => lunar!.day)).toEqual(Array(11).fill(10))
      const ends = lunarMonthEnds(today)
      expect(ends.length).toBeLessThan(10)
      expect(new Set(ends.map(({ lunar }) => lunar!.day))).toEqual(new Set([29, 30]))
      const held = demoLines(today).map(({ n, days }) => days.length <= n && days.at(-1)!.on < today)
      expect(held).not.toContain(false)
    }
  })
})
