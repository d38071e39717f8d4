import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { level, lineOf, NumberedLine, range } from '../../../../../tests/hui/watched-lines.ts'
import { memberExposure } from './member-exposure.ts'
import { thresholds } from './thresholds.ts'
import { lineWatch } from './watch.ts'

const member = numberedId(1)
const exposure = (lines: NumberedLine[]) =>
  memberExposure(
    member,
    lines.map((line) => lineWatch({ state: line.state, facts: line.facts }, Date.UTC(2100, 0, 1))),
    { day: dayOf(90), limits: thresholds, who: (person) => person }
  )

/** A line in which the member takes the first rounds, on days so far apart. */
function taken(parts: number, apart: number) {
  const held = range(1, 12).map((i) => [{ person: i <= parts ? member : numberedId(i), units: 1 }])
  const line = new NumberedLine(agreement(12, 1_000, { parts: held, commission: { kind: 'none' } }))
  for (const k of range(1, parts)) line.round(k, k, 0, { on: dayOf(1 + (k - 1) * apart) })
  return line
}

test('R16: three parts taken within sixty days are red, for the member alone', () => {
  expect(exposure([taken(2, 1)]).level).toBe('not-computable')
  expect(exposure([taken(3, 30)]).level).toBe('red')
  expect(exposure([taken(3, 31)]).level).toBe('not-computable')
  expect(level('R16', [taken(3, 1)])).toBe('not-computable')
})

test('R16: tells monthly dues and what taken parts still owe, each by the units held', () => {
  const weekly = lineOf(
    5,
    { period: 'week', unitsPerPart: 2, parts: range(1, 5).map((i) => [{ person: numberedId(i), units: 2 }]) },
    2
  )
  expect(exposure([taken(2, 1), weekly]).inputs).toMatchObject({
    parts: 3,
    // Two a month, and one a week: 1,000 × 365 ÷ 7 ÷ 12.
    monthly: 2_000 + 4_345,
    ahead: 2 * 10 * 1_000
  })
})
