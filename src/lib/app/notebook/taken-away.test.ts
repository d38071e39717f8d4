import { expect, test, vi } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { verify } from '#lib/data/keys/keys.ts'
import type { Source } from '#lib/ports/ports.ts'
import { DirectoryWorld, pinsOf } from '../../../../tests/devices/directory-world.ts'
import { VerifiedDirectory } from './verified-directory.ts'
import { verifiedStream } from './verified-streams.ts'

const stored = (fact: Envelope): StoredFact => ({ ...fact, sync: 'received', tries: 0 })

/** A list that the test changes. */
function listOf(list: StoredFact[]) {
  const observers = new Set<(list: StoredFact[]) => void>()
  const source: Source<StoredFact[]> = {
    subscribe({ next }) {
      observers.add(next)
      next(list)
      return { unsubscribe: () => void observers.delete(next) }
    }
  }
  const change = (next: StoredFact[]) => {
    list = next
    for (const tell of observers) tell(list)
  }
  return { source, change }
}

test('pictures go before a list is told that has lost something, not when something comes or changes its state', async () => {
  const world = new DirectoryWorld()
  const keeper = world.phone('giu-cong', 'keeper')
  const facts = world.facts.map(stored)
  const [first, second, third] = [1, 2, 3].map(() => stored(keeper.note(world.unit)))
  const carried = { ...first!, via: 'ph-truc' }
  const [stream, book] = [listOf([carried, second!]), listOf(facts)]
  const [streams, books] = [() => stream.source, () => book.source]
  const told: (number | 'dropped')[] = []
  const drop = vi.fn(async () => void told.push('dropped'))
  const { unsubscribe } = verifiedStream(
    {
      store: { stream: streams, streams, ofDevice: streams, book: books },
      directory: new VerifiedDirectory({ book: books }, verify, world.unit, pinsOf(world)),
      verify,
      slices: () => ({ isOver: false, next: async () => {} }),
      screens: { drop },
      identity: { account: 'ph-truc' }
    },
    first!.stream,
    ''
  ).subscribe({
    next: (list) => void told.push(list.length),
    error: (problem) => {
      throw problem
    }
  })
  await expect.poll(() => told).toEqual([2])
  stream.change([carried, { ...second!, sync: 'sent' }, third!])
  await expect.poll(() => told).toEqual([2, 3])
  // Erased here.
  stream.change([carried, third!])
  await expect.poll(() => told).toEqual([2, 3, 'dropped', 2])
  // Vouched for no more.
  book.change(facts.slice(0, -1))
  await expect.poll(() => told).toEqual([2, 3, 'dropped', 2, 'dropped', 1])
  expect(drop.mock.calls).toEqual([['ph-truc'], ['ph-truc']])
  unsubscribe()
})
