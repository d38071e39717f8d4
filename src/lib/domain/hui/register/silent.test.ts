import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TestGroup, type Registration } from '../../../../../tests/hui/test-groups.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { range } from '../../../../../tests/hui/watched-lines.ts'
import { daysLater, roundDay } from '../calendar.ts'
import { periods } from '../facts/periods.ts'
import { lunarOf, lunarRoundDay, solarOf } from '../lunar.ts'
import { groups } from './groups.ts'
import { reportDays, silentRounds, type DayOfRound } from './silent.ts'

const monthly = { period: 'month', startsOn: '2026-01-15' } as const

/** Returns the silent rounds of a group without lines, in short. */
const silentOf = (group: TestGroup, today: string, dayOf?: DayOfRound) =>
  silentRounds(groups(group.facts, today), [], today, dayOf).map(({ on, rounds }) => [on, rounds])

describe('a host without lines in the book', () => {
  test('is silent two days after a round that she has not reported, until she does', () => {
    const group = new TestGroup(0, monthly)
    expect(silentOf(group, '2026-01-16')).toEqual([])
    expect(silentOf(group, '2026-01-17')).toEqual([['2026-01-15', 1]])
    expect(silentOf(group, '2026-03-20')).toEqual([['2026-01-15', 3]])
    group.report('2026-02-15')
    expect(silentOf(group, '2026-03-16')).toEqual([])
    expect(silentOf(group, '2026-03-17')).toEqual([['2026-03-15', 1]])
  })

  test('is not asked where nobody knows her days, nor after her last round', () => {
    expect(silentOf(new TestGroup(), '2026-06-01')).toEqual([])
    const short = new TestGroup(0, { ...monthly, n: 2 })
    expect(silentOf(short, '2026-06-01')).toEqual([['2026-01-15', 2]])
    short.report('2026-02-20')
    expect(silentOf(short, '2026-12-01')).toEqual([])
  })

  test.each(['surveyed', 'stopped'] as const)('a group that is %s is not asked', (status) => {
    const group = new TestGroup(0, monthly)
    group.set('2026-01-11', status)
    expect(silentOf(group, '2026-03-01')).toEqual([])
  })

  test('is not asked for rounds before her row was registered', () => {
    const group = new TestGroup(0, { ...monthly, on: '2026-03-16', since: '2022-04-21' })
    expect(silentOf(group, '2026-04-16')).toEqual([])
    expect(silentOf(group, '2026-04-17')).toEqual([['2026-04-15', 1]])
  })

  test('rounds agreed by the lunar calendar are on its days', () => {
    const startsOn = '2026-01-27'
    const lunar = lunarOf(startsOn)!
    const group = new TestGroup(0, { period: 'month', startsOn, lunar })
    const byMoon: DayOfRound = ({ lunar, period }, k) => {
      const on = lunar && lunarRoundDay(lunar, period, k)
      return on ? solarOf(on) : null
    }
    const second = solarOf(lunarRoundDay(lunar, 'month', 2)!)!
    group.report(startsOn)
    expect(silentOf(group, daysLater(second, reportDays), byMoon)).toEqual([[second, 1]])
    expect(silentOf(group, daysLater(second, reportDays), () => undefined)).toEqual([])
  })

  test('halving finds what counting one by one does, whatever the days', () => {
    const schedule = fc.record({
      period: fc.constantFrom(...periods),
      startsOn: fc.nat(400).map((days) => daysLater('2024-01-01', days)),
      n: fc.option(fc.integer({ min: 2, max: 40 }), { nil: undefined })
    })
    const from = fc.nat(900)
    fc.assert(
      fc.property(schedule, from, fc.option(from), (agreed, days, reported) => {
        const { period, startsOn, n } = agreed
        const today = daysLater('2024-01-01', days)
        const group = new TestGroup(0, { ...agreed, on: '2024-01-01', since: '2024-01-01' } as Registration)
        const told = reported === null ? '' : daysLater('2024-01-01', reported)
        if (told) group.report(told)
        const open: string[] = []
        for (let k = 1; k <= (n ?? 1_000); k++) {
          const on = roundDay(startsOn, period, k)
          if (on > daysLater(today, -reportDays)) break
          if (on > (told <= today ? told : '')) open.push(on)
        }
        expect(silentOf(group, today)).toEqual(open.length > 0 ? [[open[0], open.length]] : [])
      }),
      { numRuns: 500 }
    )
  })
})

describe('a host with lines in the book', () => {
  const host = numberedId(999)
  const group = () => new TestGroup(0, { ...monthly, host, since: '2026-01-01', on: '2026-01-01' })
  const daily = (code = 'LT-01') => new TestLine(agreement(6, 1_000, { code, period: 'day' }))
  /** Asks in short: code, number, day, how many. */
  const asked = (of: TestGroup, lines: readonly TestLine[], today: string) =>
    silentRounds(
      groups(of.facts, today),
      lines.map(({ outline }) => outline),
      today
    ).map(({ line, k, on, rounds }) => [line?.terms.code, k, on, rounds])

  test('is asked for the rounds that nobody has recorded, and not by her row', () => {
    const line = daily()
    line.round(1, 1, 100)
    expect(asked(group(), [line], dayOf(3))).toEqual([])
    expect(asked(group(), [line], dayOf(5))).toEqual([['LT-01', 2, dayOf(2), 2]])
  })

  test('is not asked for rounds of a line before her row was registered', () => {
    const line = daily()
    line.round(1, 1, 100)
    const of = new TestGroup(0, { host, since: '2026-01-01', on: dayOf(3) })
    expect(asked(of, [line], dayOf(5))).toEqual([['LT-01', 3, dayOf(3), 1]])
  })

  test('is asked for the same rounds, whenever her row was registered, by halving', () => {
    const line = new TestLine(agreement(200, 1_000, { period: 'day' }))
    for (const listed of [-5, 1, 2, 77, 149, 150, 151, 300]) {
      const of = new TestGroup(0, { host, since: '2026-01-01', on: dayOf(listed) })
      let days = 0
      const asking: DayOfRound = ({ startsOn, period }, k) => ((days += 1), roundDay(startsOn, period, k))
      const rows = groups(of.facts, dayOf(400))
      const found = silentRounds(rows, [line.outline], dayOf(150 + reportDays), asking)
      const first = Math.max(1, listed)
      const expected = first > 150 ? [] : [[first, dayOf(first), 151 - first]]
      expect(found.map(({ k, on, rounds }) => [k, on, rounds])).toEqual(expected)
      expect(days).toBeLessThan(151 - Math.min(first, 151) + 12)
    }
  })

  test('a report of a round, of a line or of all reports what it names', () => {
    const lines = [daily('LT-01'), daily('LT-02')]
    for (const line of lines) line.round(1, 1, 100)
    const [all, one, round, other] = [group(), group(), group(), group()]
    all.report(dayOf(3))
    expect(asked(all, lines, dayOf(5))).toEqual([])
    one.report(dayOf(3), { line: { code: 'LT-02' } })
    expect(asked(one, lines, dayOf(5))).toEqual([['LT-01', 2, dayOf(2), 2]])
    round.report(dayOf(4), { k: 3 })
    expect(asked(round, lines.slice(0, 1), dayOf(5))).toEqual([['LT-01', 2, dayOf(2), 1]])
    other.report(dayOf(4), { line: { id: numberedId(31) } })
    expect(asked(other, lines.slice(0, 1), dayOf(5))).toEqual([['LT-01', 2, dayOf(2), 2]])
  })

  test('a line that is over, stopped or in dispute asks nothing of her', () => {
    const [over, stopped, disputed] = [new TestLine(agreement(2, 1_000, { period: 'day' })), daily(), daily()]
    over.round(1, 1, 100)
    over.round(2, 2, 0)
    stopped.stop(dayOf(1))
    disputed.round(1, 1, 100)
    disputed.round(1, 2, 100, {}, { by: 'lt-truc', device: 'e'.repeat(43), n: 1 })
    expect(disputed.state.dispute).not.toBeNull()
    for (const line of [over, stopped, disputed]) expect(asked(group(), [line], dayOf(6))).toEqual([])
  })

  test('the longest silent stands first', () => {
    const [one, two] = [new TestGroup(1, monthly), new TestGroup(2, { ...monthly, startsOn: '2026-01-10' })]
    const facts = [one, two].flatMap(({ facts }) => facts)
    const found = silentRounds(groups(facts, '2026-02-01'), [], '2026-02-01')
    expect(found.map(({ groups }) => groups[0].id)).toEqual([two.id, one.id])
  })

  test('with several groups is asked once, and may report in any of them', () => {
    const lines = [daily('LT-01'), daily('LT-02')]
    for (const line of lines) line.round(1, 1, 100)
    const second = new TestGroup(2, { host, since: '2026-01-01', on: dayOf(1) })
    const [first, stopped] = [group(), new TestGroup(3, { host, since: '2020-01-01', on: '2020-01-01' })]
    stopped.set('2026-01-01', 'stopped')
    const found = (...groupsOfHers: TestGroup[]) =>
      silentRounds(
        groups(
          groupsOfHers.flatMap(({ facts }) => facts),
          dayOf(5)
        ),
        lines.map(({ outline }) => outline),
        dayOf(5)
      ).map(({ groups, line, k, rounds }) => [groups.map(({ id }) => id), line!.terms.code, k, rounds])
    const ids = [first.id, second.id]
    const both = [
      [ids, 'LT-01', 2, 2],
      [ids, 'LT-02', 2, 2]
    ]
    expect(found(stopped, second, first).sort()).toEqual(both)
    second.report(dayOf(3), { line: { code: 'LT-02' } })
    expect(found(stopped, second, first)).toEqual(both.slice(0, 1))
  })

  test('hundreds of groups of one host ask for each round of hundreds of lines once', () => {
    const many = 300
    const { outline } = new TestLine(agreement(20, 1_000, { period: 'day' }))
    const lines = range(1, many).map((i) => ({ ...outline, id: numberedId(1_000 + i) }))
    const rows = (host: (i: number) => string) =>
      range(1, many).map((i) => {
        const known = { status: 'active', listedOn: '2020-01-01', reports: [], schedule: null }
        return { id: numberedId(i), host: host(i), ...known } as never
      })
    const work = (host: (i: number) => string) => {
      let days = 0
      const asking: DayOfRound = ({ startsOn, period }, k) => ((days += 1), roundDay(startsOn, period, k))
      return { rounds: silentRounds(rows(host), lines, '2026-12-01', asking).length, days }
    }
    const honest = work((i) => (i === 1 ? outline.terms.host : numberedId(5_000 + i)))
    expect(honest.rounds).toBe(many)
    expect(work(() => outline.terms.host)).toEqual(honest)
  })

  test('hundreds of lines and reports are read once each', () => {
    const many = 300
    const outline = new TestLine(agreement(20, 1_000, { period: 'day' })).outline
    const lines = range(1, many).map((i) => ({ ...outline, id: numberedId(1_000 + i) }))
    let reads = 0
    const reports = range(1, many).map(() =>
      Object.defineProperty({ on: dayOf(1), k: 1 }, 'k', { get: () => ((reads += 1), 1) })
    )
    const group = { id: 'g', host: outline.terms.host, status: 'active', listedOn: '2020-01-01', reports }
    const silent = silentRounds([group as never], lines, '2026-12-01')
    expect(silent.map(({ k, rounds }) => [k, rounds])).toEqual(lines.map(() => [2, 19]))
    expect(reads).toBeLessThanOrEqual(2 * many)
  })
})
