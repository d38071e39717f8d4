import { expect, test } from 'vitest'
import type { Book } from '#lib/domain/roles.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { verify } from '#lib/data/keys/keys.ts'
import type { Store } from '#lib/ports/ports.ts'
import { DirectoryWorld, pinsOf } from '../../../../../tests/devices/directory-world.ts'
import { unconfirmedCounts } from './unconfirmed-counts.ts'
import { VerifiedDirectory } from '../verified-directory.ts'

const stored = (fact: Envelope): StoredFact => ({ ...fact, sync: 'received', tries: 0 })

/** A store in memory that tells which facts it was asked to open. */
class OpenedStore {
  readonly opened: string[] = []
  readonly #watchers = new Set<() => void>()

  constructor(private facts: readonly StoredFact[]) {}

  readonly book = (book: Book) => this.#source((fact) => fact.book === book)
  readonly stream = (stream: string) => this.#source((fact) => fact.stream === stream)
  readonly streams = this.stream
  readonly ofDevice: Store['ofDevice'] = (book, device, isMeant = () => true) =>
    this.#source((fact) => fact.book === book && fact.device === device && isMeant(fact), this.opened)

  add(fact: StoredFact): void {
    this.facts = [...this.facts, fact]
    for (const tell of this.#watchers) tell()
  }

  get readers(): number {
    return this.#watchers.size
  }

  #source(isIn: (fact: StoredFact) => boolean, opened: string[] = []): ReturnType<Store['book']> {
    return {
      subscribe: (observer) => {
        const tell = () => {
          const found = this.facts.filter(isIn)
          opened.push(...found.map(({ id }) => id))
          observer.next(found)
        }
        tell()
        this.#watchers.add(tell)
        return { unsubscribe: () => void this.#watchers.delete(tell) }
      }
    }
  }
}

test('counts by phone what came after its author had left, opens nothing else, and forgets what is confirmed', async () => {
  const world = new DirectoryWorld()
  const [left, second, stays] = ['giu-cong', 'giu-cong-2', 'giu-cong-3'].map((one) =>
    world.phone(one, 'keeper')
  )
  const revocations = [left!, second!].map((phone) => world.revocation(world.commander, phone))
  const ms = idTime(revocations[0]!.id) - 5_000
  const note = (phone = left!, took = ms + 700_000) => ({ ...stored(phone.note(world.unit, { ms })), took })
  const [before, late, other] = [note(left, ms + 1), note(), note()]
  const store = new OpenedStore([
    ...[...world.facts, ...revocations].map(stored),
    before,
    late,
    other,
    note(second, ms + 1),
    note(stays)
  ])
  const directory = new VerifiedDirectory(store, verify, world.unit, pinsOf(world))
  const told: [string, number][][] = []
  const slices = () => ({ isOver: false, next: async () => {} })
  const session = { store, identity: { account: 'chi-huy' }, screens: { drop: async () => {} } }
  const { unsubscribe } = unconfirmedCounts({ ...session, directory, verify, slices }).subscribe({
    next: (counts) => told.push([...counts]),
    error: (problem) => {
      throw problem
    }
  })
  await expect.poll(() => told).toEqual([[[left!.id, 2]]])
  expect([...new Set(store.opened)]).toEqual([late.id, other.id])

  const confirms = (fact: StoredFact) =>
    store.add(
      stored(world.says(world.commander, 'records-confirmed', `device/${left!.id}`, { records: [fact.id] }))
    )
  confirms(late)
  await expect.poll(() => told.at(-1)).toEqual([[left!.id, 1]])
  store.add(note(second))
  await expect
    .poll(() => told.at(-1))
    .toEqual([
      [left!.id, 1],
      [second!.id, 1]
    ])
  confirms(other)
  await expect.poll(() => told.at(-1)).toEqual([[second!.id, 1]])
  // Never says in between that nothing waits, as a phone that reads anew might.
  expect(told.map((counts) => counts.length)).toEqual([1, 1, 2, 1])
  unsubscribe()
  expect(store.readers).toBe(0)
})
