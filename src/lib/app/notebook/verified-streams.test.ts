import { describe, expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import vectors from '#lib/domain/vectors/canonical.json' with { type: 'json' }
import { verify } from '#lib/data/keys/keys.ts'
import { verifiedBook, verifiedStream } from './verified-streams.ts'

const own = { ...vectors.facts[0]!.fact, sync: 'received', tries: 0 } as StoredFact
const carried: StoredFact = { ...own, via: 'ph-truc' }
const forged: StoredFact = { ...carried, body: { ...carried.body, reason: 'Giả' } }
const entry = (type: string, body: object, changes: object = {}) =>
  ({
    ...own,
    id: `${own.id.slice(0, -1)}${type.length % 10}`,
    book: 'directory',
    type,
    body,
    ...changes
  }) as StoredFact
const listed = entry(
  'directory.account-listed',
  { account: own.by, name: 'Trần Văn Khởi', roles: ['keeper'] },
  { device: 's', n: 1 }
)
const enrolled = entry('directory.device-enrolled', { key: vectors.key, label: 'Máy' }, { n: 2 })
const approved = entry('directory.device-approved', { device: own.device }, { device: 's', n: 3 })

/** Builds a store whose lists the test changes; all subscribers hear each change. */
function storeOf(stream: StoredFact[], book: StoredFact[]) {
  const listeners = {
    stream: new Set<(f: StoredFact[]) => void>(),
    book: new Set<(f: StoredFact[]) => void>()
  }
  const lists = { stream, book }
  const source = (name: 'stream' | 'book') => ({
    subscribe(observer: { next(value: StoredFact[]): void }) {
      listeners[name].add(observer.next)
      observer.next(lists[name])
      return { unsubscribe: () => void listeners[name].delete(observer.next) }
    }
  })
  return {
    stream: () => source('stream'),
    book: () => source('book'),
    change(name: 'stream' | 'book', list: StoredFact[]) {
      lists[name] = list
      for (const tell of listeners[name]) tell(list)
    },
    listeners
  }
}

function watch(store: ReturnType<typeof storeOf>) {
  const shown: StoredFact[][] = []
  const { unsubscribe } = verifiedStream(store, verify, own.stream, '').subscribe({
    next: (facts) => shown.push(facts),
    error: (e) => {
      throw e
    }
  })
  return { last: () => shown.at(-1), unsubscribe }
}

describe('what a fold may see', () => {
  test("an author's own facts at once, without asking the directory", () => {
    const store = storeOf([own], [])
    expect(watch(store).last()).toEqual([own])
    expect(store.listeners.book.size).toBe(0)
  })

  test('a carried fact once the directory vouches for device, role and signature', async () => {
    const store = storeOf([carried], [listed, enrolled])
    const screen = watch(store)
    await expect.poll(screen.last).toEqual([])
    store.change('book', [listed, enrolled, approved])
    await expect.poll(screen.last).toEqual([carried])
  })

  test('never one that its signature does not cover, whoever brings it', async () => {
    const screen = watch(storeOf([forged, own], [listed, enrolled, approved]))
    await expect.poll(screen.last).toEqual([own])
  })

  test('never by an enrolment that itself was carried', async () => {
    const smuggled = [listed, { ...enrolled, via: 'ph-truc' }, approved]
    const screen = watch(storeOf([carried], smuggled))
    await expect.poll(screen.last).toEqual([])
  })

  test('a whole book by the same rule', async () => {
    const store = storeOf([], [listed, enrolled, approved])
    const source = (name: 'stream' | 'book') => (name === 'stream' ? store.stream : store.book)()
    const books = { book: (book: string) => source(book === 'directory' ? 'book' : 'stream') }
    let shown: StoredFact[] | undefined
    const watching = verifiedBook(books, verify, 'incidents').subscribe({
      next: (facts) => (shown = facts),
      error: (e) => {
        throw e
      }
    })
    store.change('stream', [carried, forged])
    await expect.poll(() => shown).toEqual([carried])
    watching.unsubscribe()
  })

  test('nothing more after the screen has left', () => {
    const store = storeOf([carried], [])
    watch(store).unsubscribe()
    expect([store.listeners.stream.size, store.listeners.book.size]).toEqual([0, 0])
  })
})
