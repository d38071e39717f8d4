import { expect, test } from 'vitest'
import { bellAt, bellOf } from './bell.ts'
import { bookIn, databasesToRead } from './database-names.ts'
import { books } from './roles.ts'

const now = Date.UTC(2026, 10, 25)

test('each book has a bell of its own, and each of its databases rings that one', () => {
  for (const unit of ['phuong-lang-tron', 'xa-gates', 'a.b'])
    for (const book of books) {
      expect(bellAt(bellOf(unit, book))).toEqual({ unit, book })
      for (const database of databasesToRead(unit, book, now))
        expect(bookIn(database)).toEqual({ unit, book })
    }
})

test('what holds no book rings none', () => {
  const others = [
    '_users',
    '_global_changes',
    'antt-xa-thu-evidence',
    'antt-xa-thu-pictures-2026q4',
    'antt-xa-thu-transit',
    'antt-xa-thu-gates',
    'antt-xa-thu-hui-2026q4',
    'antt-gates-2026q4',
    'antt-xa-thu-gates-2026q5'
  ]
  for (const name of others) expect([name, bookIn(name)]).toEqual([name, null])
  for (const topic of ['antt/v1/xa/bell/evidence', 'antt/v1/xa/gate/g/state', 'antt/v1/a/b/bell/hui'])
    expect(bellAt(topic)).toBeNull()
})
