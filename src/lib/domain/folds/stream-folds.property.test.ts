import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedSpan } from './changed-span.ts'
import { StreamFolds } from './stream-folds.ts'

interface Note {
  id: string
  stream: string
  sync: number
}

const story = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 30 }),
    stream: fc.integer({ min: 0, max: 4 }),
    goes: fc.boolean()
  }),
  { maxLength: 60 }
)
const ids = (notes: readonly Note[]) => notes.map(({ id, sync }) => `${id}:${sync}`).join()

/** Returns the lists of facts that one change after the other makes of a book: one comes, is restated, or goes. */
function booksOf(changes: readonly { id: number; stream: number; goes: boolean }[]): Note[][] {
  const held = new Map<string, Note>()
  return changes.map(({ id: number, stream, goes }, i) => {
    const id = String(number).padStart(2, '0')
    const known = held.get(id)
    if (goes) held.delete(id)
    else held.set(id, { id, stream: known?.stream ?? `line/${stream}`, sync: i })
    return [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  })
}

test('folds that follow a book say the same as folding it whole, in whatever order its facts come and go', () => {
  fc.assert(
    fc.property(story, (changes) => {
      const folds = new StreamFolds<Note, string>(ids)
      for (const book of booksOf(changes)) {
        const whole = new Map([...new Set(book.map(({ stream }) => stream))].map((stream) => [stream, '']))
        for (const stream of whole.keys()) whole.set(stream, ids(book.filter((one) => one.stream === stream)))
        expect(new Map(folds.of(book))).toEqual(whole)
        for (const [stream, state] of whole) expect(ids(folds.factsOf(stream))).toBe(state)
      }
    }),
    { numRuns: 2_000 }
  )
})

test('a change folds its own stream alone, however far apart two of them lie', () => {
  const folded: string[] = []
  const folds = new StreamFolds<Note, number>((facts, stream) => folded.push(stream) && facts.length)
  const book = Array.from({ length: 100 }, (_, i) => ({
    id: String(i * 2).padStart(3, '0'),
    stream: `line/${i % 10}`,
    sync: 0
  }))
  folds.of(book)
  folded.length = 0
  const more = [
    ...book.map((fact) => (fact.id === '004' ? { ...fact, sync: 1 } : fact)),
    { id: '199', stream: 'line/3', sync: 0 }
  ]
  expect(folds.of(more).get('line/3')).toBe(11)
  expect(folded).toEqual(['line/2', 'line/3'])
})

test('two lists differ in one stretch only, and putting it in place gives the later one', () => {
  const items = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 })
  fc.assert(
    fc.property(items, items, (before, after) => {
      const { start, removed, added } = changedSpan(before, after)
      expect(before.toSpliced(start, removed, ...added)).toEqual(after)
    }),
    { numRuns: 2_000 }
  )
})
