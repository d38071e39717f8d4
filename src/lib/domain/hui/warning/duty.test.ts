import { expect, test } from 'vitest'
import { agreement, dayOf } from '../../../../../tests/hui/test-line.ts'
import { found, level, lineOf, NumberedLine } from '../../../../../tests/hui/watched-lines.ts'

const large = () => new NumberedLine(agreement(20, 5_000_000))
const none = { signs: { notices: new Map<string, string>() } }

test('R21: a line to be notified is amber from its first day, red after sixty', () => {
  expect(level('R21', [large()])).toBe('not-computable')
  expect(level('R21', [lineOf(5)], none)).toBe('none')
  expect(level('R21', [large()], { ...none, day: dayOf(1) })).toBe('amber')
  expect(level('R21', [large()], { ...none, day: dayOf(61) })).toBe('amber')
  expect(level('R21', [large()], { ...none, day: dayOf(62) })).toBe('red')
})

test('R21: the days of a small line count from the start of the one beside it; a notice ends the gap', () => {
  const lines = [lineOf(5), lineOf(5, { startsOn: dayOf(10) }, 2)]
  expect(found('R21', lines, { ...none, day: dayOf(30) })).toMatchObject({
    level: 'amber',
    inputs: { missing: 2, duties: 2, longestDays: 20 }
  })
  const notices = new Map(lines.map(({ id }) => [id, dayOf(20)]))
  expect(level('R21', lines, { signs: { notices }, day: dayOf(30) })).toBe('none')
  expect(level('R21', lines, { signs: { notices }, day: dayOf(19) })).toBe('amber')
})
