import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { line } from './line.ts'
import { commitOf, verifyLot } from './lots.ts'

const text = fc.string({ minLength: 1, maxLength: 40 })
const some = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 200 })
const remoteOf = (seed: string, words: string) => ({ seed, words, commit: commitOf(seed) })

test('the commit is what any tool says of the seed', () => {
  expect(commitOf('thạch sanh')).toBe(createHash('sha256').update('thạch sanh').digest('hex'))
})

test('it draws one of the parts, the same however they are listed, and none with another seed', () => {
  fc.assert(
    fc.property(text, text, some, fc.func(fc.integer()), (seed, words, parts, order) => {
      const verdict = verifyLot(remoteOf(seed, words), parts)
      expect(verdict.ok && parts.includes(verdict.drawn)).toBe(true)
      const shuffled = parts.toSorted((a, b) => order(a) - order(b))
      expect(verifyLot(remoteOf(seed, words), shuffled)).toEqual(verdict)
      const other = { ...remoteOf(seed, words), seed: `${seed}.` }
      expect(verifyLot(other, parts)).toEqual({ ok: false, code: 'commit-differs' })
    })
  )
  expect(verifyLot(remoteOf('a', 'b'), [])).toEqual({ ok: false, code: 'no-parts' })
})

test('it is what its description says, step by step', () => {
  const parts = [9, 4, 7]
  const hash = createHash('sha256').update('hạt giống\nmột hai').digest()
  const fair = 2 ** 32 - (2 ** 32 % 3)
  const first = [0, 4, 8].map((at) => hash.readUInt32BE(at)).find((number) => number < fair)!
  const verdict = verifyLot(remoteOf('hạt giống', 'một hai'), parts)
  expect(verdict).toEqual({ ok: true, drawn: [4, 7, 9][first % 3] })
})

test('each part is drawn about as often, and the words decide as much as the seed', () => {
  const counts = [0, 0, 0]
  for (let i = 0; i < 3000; i++) {
    const verdict = verifyLot(remoteOf('chung', String(i)), [1, 2, 3])
    if (verdict.ok) counts[verdict.drawn - 1]! += 1
  }
  // Five standard deviations of a fair draw are 129.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(129)
})

const begun = () => new TestLine(agreement(3, 1_000))
const doubtsOf = (made: TestLine) => made.state.doubts.map(({ id, why }) => [id, why])

test('a round counts with the lot that found its taker; another taker is a doubt, and so is another round’s lot', () => {
  const made = begun()
  const { id } = made.lot(1, 2)
  made.round(1, 2, 0, { lot: id })
  expect(made.state.rounds).toHaveLength(1)
  expect(doubtsOf(made)).toEqual([])
  const wrong = made.round(2, 1, 0, { lot: id })
  expect(doubtsOf(made)).toEqual([[wrong.id, 'lot-differs']])
  const other = begun()
  const lot = other.lot(1, 2)
  const round = other.round(1, 3, 0, { lot: lot.id })
  expect(doubtsOf(other)).toEqual([[round.id, 'lot-differs']])
  other.reverse(lot.id)
  expect(doubtsOf(other)).toEqual([])
})

test('a lot that names a part that had taken, or none of the line, or draws one that it does not name, is a doubt', () => {
  const made = begun()
  made.round(1, 1, 0)
  const taken = made.lot(2, 2, { parts: [1, 2] })
  const unknown = made.lot(2, 2, { parts: [2, 4] })
  const beside = made.lot(2, 1, { parts: [2, 3] })
  const never = made.lot(4, 2, { parts: [2, 3] })
  made.lot(2, 3)
  made.lot(3, 3, { parts: [2, 3] })
  expect(doubtsOf(made)).toEqual([
    [taken.id, 'taken-twice'],
    [unknown.id, 'unknown-part'],
    [beside.id, 'unknown-part'],
    [never.id, 'unknown-round']
  ])
})

test('a lot from afar is verified', () => {
  const remote = remoteOf('câu bí mật', 'một\nhai')
  const verdict = verifyLot(remote, [1, 2, 3])
  const drawn = verdict.ok ? verdict.drawn : 0
  const made = begun()
  made.lot(1, drawn, { witnesses: [], remote })
  expect(doubtsOf(made)).toEqual([])
  const wrong = made.lot(1, (drawn % 3) + 1, { witnesses: [], remote })
  const forged = made.lot(1, drawn, { witnesses: [], remote: { ...remote, seed: 'câu khác' } })
  expect(doubtsOf(made)).toEqual([
    [wrong.id, 'lot-not-verified'],
    [forged.id, 'lot-not-verified']
  ])
})

test('the order of arrival changes nothing', () => {
  const made = begun()
  const { id } = made.lot(1, 2)
  made.round(1, 2, 0, { lot: id })
  made.round(2, 1, 0, { lot: made.lot(2, 3).id, on: dayOf(2) })
  made.lot(2, 1, { parts: [1, 2], witnesses: [numberedId(9)] })
  const whole = made.state
  fc.assert(
    fc.property(fc.shuffledSubarray(made.facts, { minLength: made.facts.length }), (facts) => {
      expect(line(facts, Date.UTC(2100, 0, 1))).toEqual(whole)
    })
  )
})
