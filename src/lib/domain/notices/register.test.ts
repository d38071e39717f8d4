import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../../../../tests/patient-time.ts'
import { idOf } from '../../../../tests/movement.ts'
import { listing, TestNotices } from '../../../../tests/notices/test-notices.ts'
import { differencesOf, noticesAsked } from './asked.ts'
import { registerIn, type NoticeFact } from './register.ts'

const today = '2026-11-24'
const only = (facts: readonly NoticeFact[]) => registerIn(facts)[0]!
const asked = ({ facts }: TestNotices, day = today) => {
  const { missing, supplements } = noticesAsked(registerIn(facts), day)
  return {
    missing: missing.map(({ line, reason }) => [line.row!.line, reason!.perOpening, reason!.several]),
    supplements: supplements.map(({ row, differences }) => [row.line, ...differences])
  }
}

describe('the register', () => {
  test('the latest listing of a line replaces the earlier ones whole', () => {
    const book = new TestNotices()
    book.listed('A')
    const { hamlet: _, endsOn: __, ...short } = listing({ line: 'LT-4' })
    book.write('notices.line-listed', 'A', short)
    expect(only(book.facts).row).toEqual(short)
  })

  test('lines stand by name, 2 before 10; those of which only a notice came stand first, without a row', () => {
    const book = new TestNotices()
    for (const name of ['LT-10', 'LT-2']) book.listed(name, { line: name })
    book.received('unlisted')
    const lines = registerIn(book.facts)
    expect(lines.map(({ row }) => row?.line)).toEqual([undefined, 'LT-2', 'LT-10'])
    expect(lines[0]!.standing).not.toBeNull()
    expect(lines[0]!.id).toBe(idOf('unlisted'))
  })

  test('what the server refused, and what stands elsewhere, changes nothing', () => {
    const book = new TestNotices()
    book.listed('A')
    book.listed('A', { n: 3 }, { sync: 'refused' })
    const notice = book.received('A', {}, { sync: 'refused' })
    book.received('A', {}, { stream: `line/${idOf('A')}` })
    const line = only(book.facts)
    expect(line.row!.n).toBe(20)
    expect(line.standing).toBeNull()
    expect(line.notices.map(({ fact, counts }) => [fact, counts])).toEqual([[notice, false]])
    const kept = book.received('A')
    book.withdrawn('A', kept.id, { sync: 'refused' })
    expect(only(book.facts).standing!.fact).toBe(kept)
  })
})

describe('notices of a line', () => {
  test('the latest by its day counts, of one day the one recorded last', () => {
    const book = new TestNotices()
    book.received('A', { receivedOn: '2026-11-20', number: '2' })
    book.received('A', { receivedOn: '2026-11-20', number: '3' })
    book.received('A', { receivedOn: '2026-06-01', number: '1' })
    expect(only(book.facts).notices.map(({ body }) => body.number)).toEqual(['3', '2', '1'])
    expect(only(book.facts).standing!.body.number).toBe('3')
  })

  test('one that was withdrawn counts no more, whichever came first; only notices of the same line can be', () => {
    const book = new TestNotices()
    const [kept, wrong] = [book.received('A', { number: '1' }), book.received('A', { number: '2' })]
    const withdrawal = book.withdrawn('A', wrong.id)
    for (const facts of [book.facts, book.facts.toReversed()]) {
      expect(only(facts).standing!.fact).toBe(kept)
      expect(only(facts).notices[0]).toMatchObject({ counts: false, withdrawn: withdrawal })
    }
    book.withdrawn('B', kept.id)
    book.withdrawn('A', withdrawal.id)
    book.withdrawn('A', idOf('nothing'))
    const line = registerIn(book.facts).find(({ id }) => id === idOf('A'))!
    expect(line.standing!.fact).toBe(kept)
    expect(line.notices[0]!.counts).toBe(false)
  })

  test('a day to come makes no notice the latest for ever; the commune’s day is meant', () => {
    const book = new TestNotices()
    const right = book.received('A')
    const future = book.received('A', { receivedOn: '9999-12-31' })
    const tomorrow = book.received('A', { receivedOn: '2026-11-25' }, { at: '2026-11-24T16:59:59.000Z' })
    const line = only(book.facts)
    expect(line.standing!.fact).toBe(right)
    expect(line.notices.filter(({ doubt }) => doubt).map(({ fact }) => fact)).toEqual([future, tomorrow])
    const late = new TestNotices()
    const night = late.received('A', { receivedOn: '2026-11-25' }, { at: '2026-11-24T17:00:00.000Z' })
    expect(only(late.facts).standing!.fact).toBe(night)
  })

  test('a supplement knows the notice before it; itself, a later one, one of another line or nothing it does not', () => {
    const book = new TestNotices()
    const first = book.received('A', { number: '1' })
    const second = book.received('A', { kind: 'supplement', number: '2', replaces: first.id })
    const [selfId, laterId] = [idOf('self'), idOf('later')]
    book.received('A', { number: '3', replaces: selfId }, { id: selfId })
    book.received('A', { number: '4', replaces: laterId })
    book.received('A', { number: '5', replaces: second.id }, { id: laterId })
    book.received('B', { number: '6', replaces: first.id })
    const replaced = registerIn(book.facts)
      .flatMap(({ notices }) => notices)
      .map(({ body, replaces }) => [body.number, replaces?.body.number])
    expect(new Map(replaced as [string, string | undefined][])).toEqual(
      new Map([
        ['1', undefined],
        ['2', '1'],
        ['3', undefined],
        ['4', undefined],
        ['5', '2'],
        ['6', undefined]
      ])
    )
  })
})

describe('what is asked of hosts', () => {
  test('a line that must be notified and has no notice, with its reason, until one stands', () => {
    const book = new TestNotices()
    book.listed('A')
    book.listed('B', { line: 'LT-09', host: idOf('kieu'), face: 200_000 })
    expect(asked(book)).toEqual({ missing: [['LT-04', 100_000_000, false]], supplements: [] })
    const notice = book.received('A')
    expect(asked(book)).toEqual({ missing: [], supplements: [] })
    book.withdrawn('A', notice.id)
    expect(asked(book).missing).toHaveLength(1)
  })

  test('a supplement where the register says something else than the latest notice', () => {
    const book = new TestNotices()
    book.listed('A')
    book.received('A', { value: 90_000_000, members: 17 })
    expect(asked(book).supplements).toEqual([['LT-04', 'value', 'members']])
    book.received('A', { kind: 'supplement' })
    expect(asked(book).supplements).toEqual([])
    book.listed('A', { endsOn: '2028-01-05' })
    expect(asked(book).supplements).toEqual([['LT-04', 'endsOn']])
  })

  test('of a line that has ended nothing is asked, nor of one that is not listed', () => {
    const book = new TestNotices()
    const over = { endsOn: '2026-11-23', ended: true } as const
    book.listed('A', over)
    book.received('B', { members: 3 })
    book.listed('C', { line: 'LT-05', host: idOf('kieu'), ...over })
    book.received('C', { members: 3 })
    expect(asked(book)).toEqual({ missing: [], supplements: [] })
    expect(asked(book, '2026-11-23').missing).toHaveLength(1)
    expect(asked(book, '2026-11-23').supplements).toHaveLength(1)
  })

  test('a notice without a last day differs where the register has one, and not where it has none', () => {
    const { endsOn: _, ...endless } = listing()
    const notice = { startsOn: endless.startsOn, value: 100_000_000, members: 18 }
    expect(differencesOf(listing(), notice)).toEqual(['endsOn'])
    expect(differencesOf(endless, notice)).toEqual([])
    expect(differencesOf(endless, { ...notice, endsOn: '2027-01-01' })).toEqual([])
  })
})

test('the same facts give the same register, however they arrive and however often', () => {
  const step = fc.record({
    what: fc.constantFrom('listed', 'received', 'withdrawn'),
    line: fc.constantFrom('A', 'B'),
    day: fc.integer({ min: 1, max: 28 }),
    of: fc.nat(20),
    phone: fc.constantFrom('x', 'y')
  })
  const history = fc.array(step, { maxLength: 20 }).chain((steps) => {
    const book = new TestNotices()
    for (const { what, line, day, of, phone } of steps) {
      const more = { device: phone.repeat(43), by: `lt-${phone}` }
      const before = book.facts[of % (book.facts.length + 1)]?.id
      const receivedOn = `2026-11-${String(day).padStart(2, '0')}`
      if (what === 'listed') book.listed(line, { n: day + 1 }, more)
      else if (what === 'received')
        book.received(line, { receivedOn, ...(before && { replaces: before }) }, more)
      else book.withdrawn(line, before ?? idOf('nothing'), more)
    }
    return fc.tuple(
      fc.constant(book.facts),
      fc.shuffledSubarray(book.facts, { minLength: book.facts.length })
    )
  })
  fc.assert(
    fc.property(history, ([facts, shuffled]) => {
      expect(registerIn([...shuffled, ...shuffled])).toEqual(registerIn(facts))
    })
  )
})

/** Reads what one author wrote of as many hosts and notices as `count`, and gives the processor time in ms. */
function costOfReading(count: number): number {
  const book = new TestNotices()
  let last: string | undefined
  for (let i = 0; i < count; i++) {
    const line = i % 2 ? 'A' : String(i)
    book.listed(line, { host: idOf('hue') })
    last = book.received(line, { ...(last && { replaces: last }) }).id
    book.withdrawn(line, last)
  }
  return cpuTime(() =>
    expect(noticesAsked(registerIn(book.facts), today).missing).toHaveLength(count / 2 + 1)
  )
}

test('thousands of entries of one author are read in time that grows as they do', () => {
  const few = Math.min(costOfReading(640), costOfReading(640))
  expect(costOfReading(5_120) / few).toBeLessThan(32)
})
