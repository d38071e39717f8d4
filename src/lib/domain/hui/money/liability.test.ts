import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine, wholeParts } from '../../../../../tests/hui/test-line.ts'
import { exposuresOf } from './exposure.ts'
import { coversIfStops, liabilityByDay, takersIn } from './liability.ts'

const host = numberedId(999)
/** A line of `n` parts of a thousand in which the first `held` rounds were held. */
function held(n: number, rounds: number, other = {}) {
  const made = new TestLine(agreement(n, 1_000, other))
  for (let k = 1; k <= rounds; k++) made.round(k, k, 0)
  return made
}

test('lines are summed by day, and a line that is over adds nothing', () => {
  const [long, short] = [held(4, 3).state, held(2, 2).state]
  expect(liabilityByDay([long, short])).toEqual([
    { on: dayOf(1), amount: 3_000 + 1_000 },
    { on: dayOf(2), amount: 4_000 },
    { on: dayOf(3), amount: 3_000 }
  ])
  expect(liabilityByDay([])).toEqual([])
})

test('whatever the lines, each day has the sum of their latest rounds', () => {
  const line = fc
    .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 8 }))
    .map(([n, rounds]) => held(n, Math.min(n, rounds)).state)
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      for (const { on, amount } of liabilityByDay(lines)) {
        const each = lines.map((one) => {
          const last = exposuresOf(one).findLast((_, i) => one.rounds[i]!.on <= on)
          return (last?.face ?? 0) + (last?.added ?? 0)
        })
        expect(amount).toBe(each.reduce((sum, one) => sum + one, 0))
      }
    })
  )
})

test('who stops leaves the host what her taken parts owe ahead, by line, the largest first', () => {
  const hue = numberedId(50)
  const twice = held(5, 2, { parts: wholeParts(hue, hue, hue, numberedId(4), host) }).state
  const once = { ...held(3, 1, { parts: wholeParts(hue, numberedId(4), host) }).state, id: numberedId(7) }
  expect(coversIfStops([once, twice], hue)).toEqual([
    { line: twice.id, parts: 2, ahead: 3, amount: 6_000 },
    { line: once.id, parts: 1, ahead: 2, amount: 2_000 }
  ])
  expect(coversIfStops([once, twice], numberedId(4))).toEqual([])
  expect(takersIn([once, twice])).toEqual([hue])
})

test('of a cut part she owes her share; a bid of the premium model is owed too; a stopped line has no round ahead', () => {
  const [a, b] = [numberedId(51), numberedId(52)]
  const cut = (person: string) => [{ person, units: 2 }]
  const parts = [
    [
      { person: a, units: 1 },
      { person: b, units: 1 }
    ],
    cut(numberedId(2)),
    cut(numberedId(3))
  ]
  const made = new TestLine(
    agreement(3, 1_001, { unitsPerPart: 2, parts, model: 'premium', commission: { kind: 'none' } })
  )
  made.round(1, 1, 200)
  expect(coversIfStops([made.state], a)).toMatchObject([{ amount: 2 * 601 }])
  expect(coversIfStops([made.state], b)).toMatchObject([{ amount: 2 * 600 }])
  made.stop(dayOf(2))
  expect(coversIfStops([made.state], a)).toEqual([])
})

test('the shares of all who took are together what the line’s taken parts owe', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 9 }), (n, rounds) => {
      const { state } = held(n, Math.min(n - 1, rounds))
      const all = takersIn([state]).flatMap((person) => coversIfStops([state], person))
      expect(all.reduce((sum, { amount }) => sum + amount, 0)).toBe(exposuresOf(state).at(-1)!.face)
    })
  )
})
