import { expect, test } from 'vitest'
import { dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'

/** A line of interest-free rounds whose pots went to the account of somebody. */
function transferred(to: readonly string[], method: 'cash' | 'transfer' = 'transfer') {
  const line = lineOf(12, { commission: { kind: 'none' } })
  to.forEach((person, i) => {
    line.round(i + 1, i + 1, 0, { collected: true })
    const body = { on: dayOf(i + 1), said: { by: 'host', how: 'post' }, k: i + 1, to: person } as const
    line.write('hui.pot-handed', { ...body, amount: 11_000, commissionKept: 0, method })
  })
  return line
}

test('R3: one pot of another in the host’s account is amber, two are red; cash is not seen', () => {
  expect(level('R3', [transferred([numberedId(1), numberedId(2)])])).toBe('none')
  expect(level('R3', [transferred([numberedId(1), host])])).toBe('amber')
  expect(level('R3', [transferred([host, host])])).toBe('red')
  expect(level('R3', [transferred([host, host], 'cash')])).toBe('none')
})

test('R3: red takes more than 5 % of what went by transfer', () => {
  // 1,000 đồng each, so that a pot is handed over in many pieces.
  const pieces = (own: number, all: number) => {
    const line = lineOf(50, { commission: { kind: 'none' } })
    line.round(1, 1, 0, { collected: true })
    for (const i of range(1, all)) {
      const body = {
        on: dayOf(1),
        said: { by: 'host', how: 'post' },
        k: 1,
        to: i <= own ? host : numberedId(1)
      } as const
      line.write('hui.pot-handed', { ...body, amount: 1_000 + i, commissionKept: 0, method: 'transfer' })
    }
    return line
  }
  expect(level('R3', [pieces(2, 39)])).toBe('red')
  expect(level('R3', [pieces(2, 40)])).toBe('amber')
})

test('R3: an account of the household is the host’s, and whose account it was is told by the signs', () => {
  const line = transferred([numberedId(1), numberedId(50)])
  const household = new Map([[host, [numberedId(50)]]])
  expect(level('R3', [line], { signs: { household } })).toBe('amber')
  const accounts = new Map([[line.facts.find(({ type }) => type === 'hui.pot-handed')!.id, host]])
  expect(level('R3', [line], { signs: { household, accounts } })).toBe('red')
  // Her own pot may go to her.
  const own = lineOf(3, {
    parts: range(1, 3).map((i) => [{ person: i === 1 ? host : numberedId(i), units: 1 }])
  })
  own.round(1, 1, 0, { collected: true })
  own.write('hui.pot-handed', {
    on: dayOf(1),
    said: { by: 'host', how: 'post' },
    k: 1,
    to: host,
    amount: 1,
    commissionKept: 0,
    method: 'transfer'
  })
  expect(level('R3', [own])).toBe('none')
})

/** A line whose pots, 11,000 each, were handed over so many days after the agreed one; null: not yet. */
function handed(days: readonly (number | null)[], terms = {}) {
  const line = lineOf(12, { commission: { kind: 'none' }, handoverDays: 2, ...terms })
  days.forEach((late, i) => {
    line.round(i + 1, i + 1, 0, { collected: true })
    if (late !== null) line.hand(i + 1, 11_000, { on: dayOf(i + 3 + late) })
  })
  return line
}

test('R14: one late pot is amber, two are red, and one of more than seven days', () => {
  expect(level('R14', [handed([0, 0, -2])])).toBe('none')
  expect(level('R14', [handed([0, 1, 0])])).toBe('amber')
  expect(level('R14', [handed([0, 7, 0])])).toBe('amber')
  expect(level('R14', [handed([0, 8, 0])])).toBe('red')
  expect(level('R14', [handed([1, 1, 0])])).toBe('red')
})

test('R14: what is not handed over yet is late from the next day on, a part of it at once', () => {
  const line = handed([0, null])
  expect(level('R14', [line], { day: dayOf(4) })).toBe('none')
  expect(level('R14', [line], { day: dayOf(5) })).toBe('amber')
  line.hand(2, 5_000)
  expect(found('R14', [line], { day: dayOf(4) })).toMatchObject({ level: 'amber', evidence: [{ k: 2 }] })
  // What is left with the host as a loan is not late.
  line.leave(2, 6_000)
  expect(level('R14', [line], { day: dayOf(20) })).toBe('none')
})

test('R14: what is set off against the taker’s debt is handed over', () => {
  const line = handed([0, null], { advance: 'host' })
  line.cover(1, 2, 1)
  const pot = line.state.rounds[1]!.payout
  line.hand(2, pot - 1_000, { to: numberedId(2), on: dayOf(4) })
  expect(level('R14', [line], { day: dayOf(4) })).toBe('amber')
  line.setOff(2, 1, 2, 1_000, { on: dayOf(4) })
  expect(level('R14', [line], { day: dayOf(4) })).toBe('none')
})

test('R14: says nothing where no hand-over is recorded, of the host’s own pot, and of what nobody has to put in', () => {
  expect(level('R14', [handed([null, null])])).toBe('not-computable')
  const own = handed([0, null], {
    parts: range(1, 12).map((i) => [{ person: i === 2 ? host : numberedId(i), units: 1 }])
  })
  expect(level('R14', [own])).toBe('none')
  const waiting = handed([0], { advance: 'nobody' })
  waiting.round(2, 2, 0)
  waiting.pay(2, 5, 1_000)
  expect(level('R14', [waiting])).toBe('none')
  // The last member pays ten days on: two days later the pot is due.
  for (const part of range(1, 12)) if (part !== 2) waiting.pay(2, part, 1_000, { on: dayOf(12) })
  waiting.hand(2, 11_000, { to: numberedId(2), on: dayOf(14) })
  expect(level('R14', [waiting])).toBe('none')
})
