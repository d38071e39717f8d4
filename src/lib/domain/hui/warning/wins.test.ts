import { expect, test } from 'vitest'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'

/** A line in which the host holds the first parts, and takes the first rounds with them. */
function hostTakes(n: number, own: number, wins: number, held = wins) {
  const parts = range(1, n).map((i) => [{ person: i <= own ? host : numberedId(i), units: 1 }])
  const line = lineOf(n, { parts })
  for (const k of range(1, held)) line.round(k, k <= wins ? k : n + 1 - k, 10)
  return line
}

test('R4: above one and a half of what chance gives is amber, above two and a half red', () => {
  // 3 of 4 early rounds with p of 12 parts: 9 ÷ p.
  expect(level('R4', [hostTakes(12, 6, 3, 4)])).toBe('none')
  expect(level('R4', [hostTakes(12, 5, 3, 4)])).toBe('amber')
  // 5 of 5 early rounds with p of 15 parts: 15 ÷ p.
  expect(level('R4', [hostTakes(15, 6, 5)])).toBe('amber')
  expect(level('R4', [hostTakes(15, 5, 5)])).toBe('red')
  expect(found('R4', [hostTakes(15, 5, 5)]).inputs).toMatchObject({
    wins: 5,
    early: 5,
    insiderParts: 5,
    parts: 15
  })
})

test('R4: needs three wins, and three early rounds; red takes five wins', () => {
  expect(level('R4', [hostTakes(12, 4, 4)])).toBe('amber')
  expect(found('R4', [hostTakes(12, 4, 4)]).inputs).toMatchObject({ wins: 4, insiderParts: 4 })

  expect(level('R4', [hostTakes(12, 2, 2, 4)])).toBe('none')
  expect(level('R4', [hostTakes(12, 2, 2)])).toBe('too-few')
})

test('R4: the household counts as the host, an unseen holder too; the head round does not', () => {
  const line = lineOf(15)
  for (const k of range(1, 5)) line.round(k, k, 10)
  expect(level('R4', [line])).toBe('none')
  const household = new Map([[host, range(1, 5).map(numberedId)]])
  expect(level('R4', [line], { signs: { household } })).toBe('red')
  expect(level('R4', [line], { signs: { verified: new Set(range(6, 15).map(numberedId)) } })).toBe('red')
  const parts = range(1, 12).map((i) => [{ person: i <= 3 ? host : numberedId(i), units: 1 }])
  const head = lineOf(12, { parts, head: true })
  for (const k of range(1, 4)) head.round(k, k, k === 1 ? 0 : 10)
  expect(found('R4', [head])).toMatchObject({ level: 'none', inputs: { wins: 2, insiderParts: 2 } })
})

/** A line with as many bid rounds, of which the first were taken by absent members. */
function absentIn(absent: number, rounds: number) {
  const line = lineOf(20)
  for (const k of range(1, rounds))
    line.round(k, k, 100 - k, { tickets: [{ part: k, bid: 100 - k, by: k <= absent ? 'host' : 'holder' }] })
  return line
}

test('R6: above 20 % absent takers are amber, above 40 % red; below eight rounds too few', () => {
  expect(level('R6', [absentIn(2, 10)])).toBe('none')
  expect(level('R6', [absentIn(3, 10)])).toBe('amber')
  expect(level('R6', [absentIn(4, 10)])).toBe('amber')
  expect(level('R6', [absentIn(5, 10)])).toBe('red')
  expect(level('R6', [absentIn(7, 7)])).toBe('too-few')
})

test('R6: who was noted as present was there; rounds of which nobody noted anything, and lots, are left out', () => {
  const line = absentIn(0, 6)
  line.round(7, 7, 10, { present: [7, 8], tickets: [] })
  line.round(8, 8, 10, { present: [9], tickets: [] })
  line.round(9, 9, 10, { tickets: [] })
  line.round(10, 10, 0)
  expect(found('R6', [line])).toMatchObject({
    level: 'none',
    inputs: { absent: 1, rounds: 8, held: 10 },
    evidence: [{ line: line.id, k: 8, part: 8 }]
  })
})
