import { describe, expect, test } from 'vitest'
import { numberedId, opening, TestLine } from '../../../../tests/hui-line.ts'
import type { Envelope } from '../fact.ts'
import { idTime } from '../uuid.ts'
import { LineFolds } from './line-folds.ts'

const noon = Date.parse('2026-01-01T12:00:00.000Z')
const [hour, soon] = [3_600_000, new Date(noon + 30 * 60_000).toISOString()]

/** A line of three parts, of which one says more than has happened by noon. */
const lineWith = () => new TestLine(opening(3, 1_000_000, { kind: 'half' }))
/** A fact of another line, which comes meanwhile. */
const [elsewhere] = new TestLine({ ...opening(2, 1_000, { kind: 'half' }), code: 'LT-99' }).facts
const other: Envelope = { ...elsewhere!, id: numberedId(500), stream: `line/${numberedId(500)}`, n: 500 }
const seen = (lines: ReturnType<LineFolds<Envelope>['of']>) =>
  lines.map(({ opening, rounds }) => [opening.code, rounds.length])

describe('a line ahead of this phone’s time', () => {
  test('is listed once it has been opened, though none of its facts has come since', () => {
    const { facts } = lineWith()
    const early = facts.map((fact) => ({ ...fact, at: soon }))
    const folds = new LineFolds<Envelope>()
    expect(seen(folds.of(early, noon))).toEqual([])
    expect(seen(folds.of([...early, other], noon + hour))).toEqual([
      ['LT-01', 0],
      ['LT-99', 0]
    ])
  })

  test('has its next round once that has been held, though none of its facts has come since', () => {
    const book = lineWith()
    book.round(1, 1, 200_000, {}, { at: soon })
    const folds = new LineFolds<Envelope>()
    expect(seen(folds.of(book.facts, noon))).toEqual([['LT-01', 0]])
    expect(seen(folds.of([...book.facts, other], noon + hour))).toEqual([
      ['LT-01', 1],
      ['LT-99', 0]
    ])
  })
})

test('a line whose opening has not arrived, or that says what only newer versions know, waits for it', () => {
  const book = lineWith()
  book.round(1, 1, 200_000)
  const newer = { ...book.facts[1]!, id: numberedId(70), n: 70, type: 'hui.line-blessed' }
  const [opened, ...rest] = [...book.facts, newer].sort((a, b) => idTime(a.id) - idTime(b.id))
  const folds = new LineFolds<Envelope>()
  expect(folds.of(rest, noon)).toEqual([])
  expect(folds.factsOf(newer.stream)).toEqual(rest)
  expect(seen(folds.of([opened!, ...rest], noon))).toEqual([['LT-01', 1]])
  expect(seen(folds.of([{ ...opened!, type: 'hui.line-founded' }, ...rest], noon))).toEqual([])
})

test('two lines of one code stand in the order in which they were recorded, whichever arrived first', () => {
  const [first, second] = [lineWith().facts[0]!, other]
  const same = { ...second, body: { ...second.body, code: 'LT-01' } }
  const folds = new LineFolds<Envelope>()
  folds.of([same], noon)
  expect(folds.of([first, same], noon).map(({ id }) => id)).toEqual([numberedId(0), numberedId(500)])
})
