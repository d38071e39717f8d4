import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks } from '#lib/data/tabs.ts'
import type { Source } from '#lib/ports/source.ts'
import { first, ownMemory, testKeys } from '../courier/phone.ts'

/** Goes on by a step whenever somebody asks for the time: with 3 ms a slice has four rows. */
let now = 0
let step = 3
/** Runs whenever the browser has its turn. */
let betweenSlices: () => unknown = () => {}
let store: PhoneStore
let keys: Awaited<ReturnType<typeof testKeys>>

beforeEach(async () => {
  keys ??= await testKeys()
  step = 3
  vi.spyOn(performance, 'now').mockImplementation(() => (now += step))
  vi.stubGlobal('scheduler', {
    async yield() {
      await betweenSlices()
      await new Promise((resolve) => setImmediate(resolve))
    }
  })
  store = await open()
})
afterEach(async () => {
  betweenSlices = () => {}
  await store.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const open = () =>
  PhoneStore.open({
    account: 'giu-cong',
    key: keys.data,
    storage: ownMemory(),
    locks: processLocks(),
    multiInstance: false,
    yieldNow: async () => {}
  })

const idOf = (place: number) => `0199aaaa-0000-7000-8000-${String(place).padStart(12, '0')}`
/** Those of the second unit leave the phone when its reader's role there ends. */
const received = (place: number): Envelope => ({
  id: idOf(place),
  unit: place % 3 === 0 ? 'xa-khac' : 'xa-thu',
  book: 'gates',
  stream: 'gate/a',
  type: 'gates.note-written',
  at: '2026-10-05T01:02:03.004Z',
  by: 'ph-truc',
  device: 'e'.repeat(43),
  n: place,
  body: { what: 'other', reason: `Ghe ${place}` },
  sig: `${'s'.repeat(85)}A`
})
const some = (from: number, count: number) => Array.from({ length: count }, (_, i) => received(from + i))
const idsOf = (facts: readonly Pick<Envelope, 'id'>[]) => facts.map(({ id }) => id)

/** Saves a fact of this phone. @returns its id */
async function save(): Promise<string> {
  let saved = ''
  const device = 'd'.repeat(43)
  await store.append(device, 'gates', async (n) => {
    saved = idOf(1_000 + n)
    return { ...received(1), id: saved, n, by: 'giu-cong', device }
  })
  return saved
}

/** Watches a list. @returns each list that was told, as ids @param told runs with each */
function watch(source: Source<StoredFact[]> = store.book('gates'), told: (ids: string[]) => void = () => {}) {
  const lists: string[][] = []
  const { unsubscribe } = source.subscribe({
    next(list) {
      lists.push(idsOf(list))
      told(idsOf(list))
    },
    error(problem) {
      throw problem
    }
  })
  return { lists, unsubscribe }
}

/** Watches a list that has been told, and then rests until `now` is set on. */
async function resting() {
  betweenSlices = () => (now += 100)
  const watching = watch()
  await expect.poll(() => watching.lists.length).toBe(1)
  await new Promise((resolve) => setImmediate(resolve))
  betweenSlices = () => {}
  step = 0
  return watching
}

test('the first list is told when all of it is open', async () => {
  await store.receive(some(0, 40), [])
  const { lists } = watch()
  await expect.poll(() => lists.length).toBeGreaterThan(0)
  expect(lists).toEqual([idsOf(some(0, 40))])
})

test('a screen that leaves between two slices is told nothing', async () => {
  await store.receive(some(0, 40), [])
  const { lists, unsubscribe } = watch()
  betweenSlices = unsubscribe
  await first(store.book('gates'))
  expect(lists).toEqual([])
})

test('a change does not wait until all that came before it is open', async () => {
  const { lists } = watch()
  await expect.poll(() => lists.length).toBe(1)
  betweenSlices = () => {
    betweenSlices = () => {}
    return store.receive([received(500)], [])
  }
  await store.receive(some(0, 40), [])
  await expect.poll(() => lists.at(-1)?.length).toBe(41)
  expect(lists.find((ids) => ids.includes(idOf(500)))!.length).toBeLessThan(41)
})

test('what comes while the observer rests is told together afterwards', async () => {
  const { lists } = await resting()
  for (const from of [0, 10, 20]) {
    await store.receive(some(from, 10), [])
    await first(store.book('gates'))
  }
  expect(lists.length).toBe(1)
  now += 1_000
  await expect.poll(() => lists.length).toBe(2)
  expect(lists[1]).toEqual(idsOf(some(0, 30)))
})

test('a save is told at once, whatever rests', async () => {
  const { lists } = await resting()
  await store.receive(some(0, 10), [])
  const saved = await save()
  await expect.poll(() => lists.at(-1)).toContain(saved)
  expect(lists.length).toBe(2)
})

test('where one of a limited list leaves while it is read, another takes its place', async () => {
  const saved: string[] = []
  for (let i = 0; i < 8; i++) saved.push(await save())
  betweenSlices = () => {
    betweenSlices = () => {}
    return store.settle([{ id: saved[5]!, sync: 'sent' }])
  }
  const { lists } = watch(store.inState('pending', 6))
  await expect.poll(() => lists.at(-1)).toEqual([...saved.slice(0, 5), saved[6]])
})

const place = fc.integer({ min: 0, max: 40 })
const happening = fc.record({
  what: fc.constantFrom('receive', 'save', 'settle', 'set-aside', 'erase', 'unread'),
  /** Which facts; of those saved here, the how-manieth. */
  places: fc.uniqueArray(place, { minLength: 1, maxLength: 12 }),
  /** Whether the next slice waits for the end of it. */
  isAwaited: fc.boolean()
})
interface Happening {
  what: string
  places: number[]
}

/** Keeps what was saved, what somebody has begun to take away, and what was taken away for good. */
class Fates {
  readonly saved: string[] = []
  readonly going = new Set<string>()
  readonly gone = new Set<string>()
}

async function happens({ what, places }: Happening, { saved, going, gone }: Fates): Promise<void> {
  if (what === 'receive') return store.receive(places.map(received), [])
  if (what === 'save') return void saved.push(await save())
  const own = saved.filter((_, i) => places.includes(i))
  if (what === 'settle') return store.settle(own.map((id) => ({ id, sync: 'sent' })))
  const left = idsOf(some(0, 41).filter(({ unit }) => unit === 'xa-khac'))
  const ids = what === 'unread' ? left : what === 'erase' ? [...places.map(idOf), ...own] : own
  for (const id of ids) going.add(id)
  if (what === 'unread') return store.unread('gates', (unit) => unit !== 'xa-khac')
  if (what === 'erase') {
    await store.receive([], ids)
    for (const id of ids) gone.add(id)
    return
  }
  await store.settle(ids.map((id) => ({ id, sync: 'refused', reason: 'not-allowed' })))
  await store.mark(ids, 'set-aside')
}

test('whatever is written, marked and erased while slices are opened: each list is sorted, has nothing twice and misses nothing that stays, and the last one is what lies there', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(place, { maxLength: 40 }),
      fc.array(happening, { maxLength: 12 }),
      async (before, happenings) => {
        await store.close()
        store = await open()
        await store.receive(before.map(received), [])
        const fates = new Fates()
        fates.saved.push(await save(), await save(), await save())
        const ongoing: Promise<void>[] = []
        const left = [...happenings]
        betweenSlices = () => {
          const one = left.shift()
          const done = one && happens(one, fates)
          if (done) ongoing.push(done)
          return one?.isAwaited ? done : undefined
        }
        let known = [...before.map(idOf), ...fates.saved]
        const wrong: string[][] = []
        const book = watch(store.book('gates'), (ids) => {
          const there = new Set(ids)
          wrong.push(known.filter((id) => !there.has(id) && !fates.going.has(id)))
          wrong.push([...fates.gone].filter((id) => there.has(id)))
          known = ids
        })
        const pending = watch(store.inState('pending', 2))
        await expect.poll(() => book.lists.length).toBeGreaterThan(0)
        while (left.length > 0) await betweenSlices()
        await Promise.all(ongoing)
        for (const [source, { lists }] of [
          [store.book('gates'), book],
          [store.inState('pending', 2), pending]
        ] as const) {
          const lying = idsOf(await first(source))
          await expect.poll(() => lists.at(-1)).toEqual(lying)
          expect(lists).toEqual(lists.map((ids) => [...new Set(ids)].sort()))
        }
        expect(wrong.flat()).toEqual([])
        book.unsubscribe()
        pending.unsubscribe()
      }
    ),
    { numRuns: 60 }
  ))
