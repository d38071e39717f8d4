import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pinsOf } from '../../../../tests/devices/directory-world.ts'
import { comparable, history, world } from '../../../../tests/devices/directory-history.ts'
import { countingFacts } from '#lib/domain/directory/counting.ts'
import { directory } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source, Store } from '#lib/ports/ports.ts'
import { VerifiedDirectory } from './verified-directory.ts'

/** A book of the directory that tells its readers of each list that it is given. */
class ChangingBook {
  facts: readonly StoredFact[] = []
  readonly #readers = new Set<(facts: StoredFact[]) => void>()

  put(facts: readonly StoredFact[]): void {
    this.facts = facts
    for (const tell of this.#readers) tell([...facts])
  }

  readonly book: Store['book'] = () => ({
    subscribe: ({ next }) => {
      this.#readers.add(next)
      return { unsubscribe: () => this.#readers.delete(next) }
    }
  })
}

const forged = 'forged'
const change = fc.record({
  which: fc.nat(),
  becomes: fc.constantFrom('received', 'received', 'received', 'carried', 'taken', forged, 'gone')
})
/** Lists of facts that come, are restated in other words of their carrier or server, are forged, and go. */
const lists = fc
  .tuple(history, fc.array(fc.array(change, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 6 }))
  .map(([all, steps]) => {
    const held = new Map<string, StoredFact>()
    for (const fact of world.facts) held.set(fact.id, { ...fact, sync: 'received', tries: 0 })
    return steps.map((step) => {
      for (const { which, becomes } of step) {
        const fact = all[which % all.length]!
        if (becomes === 'gone') held.delete(fact.id)
        else held.set(fact.id, restated(fact, becomes))
      }
      return [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    })
  })
function restated(fact: (typeof world.facts)[number], how: string): StoredFact {
  if (how === 'taken') return { ...fact, took: (fact.took ?? 0) + 1_000, sync: 'received', tries: 0 }
  return { ...fact, ...(how === forged && { sig: forged }), sync: how === 'carried' ? how : 'sent', tries: 0 }
}

/** Folds what is genuine in facts that nobody has seen before. */
function whole(facts: readonly StoredFact[]) {
  const seen = structuredClone(facts)
  const keys = new Set(
    seen.flatMap(({ type, device, body }) =>
      type === 'directory.device-enrolled' ? device : String(body['key'] && body['device'])
    )
  )
  const genuine = seen.filter(({ device, sig }) => sig !== forged && keys.has(device))
  return { genuine, folded: directory(genuine, world.root.id) }
}

const error = (problem: unknown) => {
  throw problem
}

/** A reader of a source, and the last that it was told. */
class Reader<T> {
  last: T | undefined
  #heard: () => void = () => {}

  constructor(source: Source<T>) {
    const next = (value: T) => {
      this.last = value
      this.#heard()
    }
    source.subscribe({ error, next })
  }

  /** Resolves when it is told something more. */
  told(): Promise<void> {
    return new Promise((resolve) => (this.#heard = resolve))
  }
}

test('whatever comes, is restated or goes, readers are told what folding the genuine facts anew gives', async () => {
  const verify = async (_: unknown, __: string, sig: string) => sig !== forged
  await fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 3 }), async (lists, atOnce) => {
      const book = new ChangingBook()
      const verified = new VerifiedDirectory(book, verify, world.unit, pinsOf(world))
      const known = new Reader(verified.known())
      const byUnit = new Reader(verified.byUnit())
      const counting = new Reader(verified.counting())
      for (let i = 0; i < lists.length; i += atOnce) {
        const told = [known, byUnit, counting].map((reader) => reader.told())
        // Whoever is not done with one list by the next is told of the last alone.
        const some = lists.slice(i, i + atOnce)
        for (const list of some) book.put(list)
        await Promise.all(told)
        const { genuine, folded } = whole(some.at(-1)!)
        expect(comparable(known.last!)).toEqual(comparable(folded))
        expect(comparable(byUnit.last!.get(world.unit)!)).toEqual(comparable(folded))
        expect(counting.last).toEqual(countingFacts(genuine, world.root.id).facts)
      }
    }),
    { numRuns: 60 }
  )
})

test('each signature is verified once, however many readers ask at the same time', async () => {
  const book = new ChangingBook()
  let verified = 0
  const verify = async () => ++verified > 0
  const directory = new VerifiedDirectory(book, verify, world.unit, pinsOf(world))
  const readers = [directory.known(), directory.counting(), directory.sealingKeys()].map(
    (source) => new Reader<unknown>(source)
  )
  const told = readers.map((reader) => reader.told())
  book.put(world.facts.map((fact) => ({ ...fact, sync: 'received', tries: 0 })))
  await Promise.all(told)
  expect(verified).toBe(world.facts.length)
})

test('lists that come while one is folded cost one fold more, and readers hear of a book that never rests', async () => {
  const book = new ChangingBook()
  const directory = new VerifiedDirectory(book, async () => true, world.unit, pinsOf(world))
  const known = new Reader(directory.known())
  let read = 0
  const counted = { ...world.facts[0]!, sync: 'received', tries: 0 } as StoredFact
  const { unit } = counted
  Object.defineProperty(counted, 'unit', { enumerable: true, get: () => (read++, unit) })
  const others = world.facts.slice(1).map((fact): StoredFact => ({ ...fact, sync: 'received', tries: 0 }))
  const list = [counted, ...others]
  const once = known.told()
  book.put(list)
  await once
  const ofOne = read
  const told = known.told()
  for (let i = 0; i < 50; i++) book.put(list)
  await told
  expect(read - ofOne).toBeLessThan(10 * ofOne)
  // Puts another list whenever one is being folded.
  const heard: string[] = []
  void known.told().then(() => heard.push('told'))
  for (let puts = 0; heard.length === 0 && puts < 1_000; puts++) {
    book.put(list)
    await Promise.resolve()
  }
  expect(heard).toEqual(['told'])
})
