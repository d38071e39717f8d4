import fc from 'fast-check'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

/** When the earliest fact of a book was recorded, Unix ms, and what a second is. */
export const bookStart = Date.UTC(2026, 10, 24)
export const aSecond = 1_000

const second = fc.integer({ min: 0, max: 90 })
const iso = (seconds: number) => new Date(bookStart + seconds * aSecond).toISOString()

/** Says what a fact tells, and where it stands. */
export type Said = Pick<StoredFact, 'book' | 'stream' | 'type'> & { body: object }

/** An id that is always the same for one number. */
export const idOfNumber = (number: number): string => uuidv7(bookStart, new Uint8Array(10).fill(number))

/** Facts by three phones whose clocks and numbers may go back, some of them taken by the server; unsigned, for folds. */
function placed(said: fc.Arbitrary<Said>): fc.Arbitrary<Omit<StoredFact, 'sync' | 'tries'>[]> {
  const place = fc.record({
    said,
    phone: fc.integer({ min: 1, max: 3 }),
    n: fc.integer({ min: 1, max: 30 }),
    recorded: second,
    at: fc.option(second),
    took: fc.option(second)
  })
  return fc.array(place, { minLength: 1, maxLength: 30 }).map((all) =>
    all.map(({ said, phone, n, recorded, at, took }, i) => ({
      ...said,
      id: uuidv7(bookStart + recorded * aSecond, new Uint8Array(10).fill(i)),
      unit: 'xa-thu',
      at: iso(at ?? recorded),
      by: `can-bo-${phone}`,
      device: `${phone}`.padEnd(43, 'x'),
      n,
      body: said.body as StoredFact['body'],
      sig: `${'x'.repeat(85)}A`,
      ...(took !== null && { took: bookStart + took * aSecond })
    }))
  )
}

/**
 * Makes the lists that a book is one after the other, as a few of its facts at a time come, change the state of their sync
 * or go, in whatever order: oldest id first, none twice.
 */
export function changingBook(said: fc.Arbitrary<Said>): fc.Arbitrary<StoredFact[][]> {
  const becomes = fc.constantFrom('pending', 'sent', 'refused', 'received', 'received', 'carried', 'gone')
  const step = fc.array(fc.record({ which: fc.nat(), becomes }), { minLength: 1, maxLength: 8 })
  const steps = fc.array(step, { minLength: 1, maxLength: 10 })
  return fc.tuple(placed(said), steps).map(([all, steps]) => {
    const held = new Map<string, StoredFact>()
    return steps.map((step) => {
      for (const { which, becomes } of step) {
        const fact = all[which % all.length]!
        if (becomes === 'gone') held.delete(fact.id)
        else held.set(fact.id, { ...fact, sync: becomes, tries: 0 })
      }
      return [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    })
  })
}
