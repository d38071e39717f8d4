import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks, type Locks } from '#lib/data/tabs.ts'
import { first, ownMemory, spoil, testKeys } from '../courier/phone.ts'

const device = 'd'.repeat(43)
let keys: Awaited<ReturnType<typeof testKeys>>
let disk: Map<unknown, { documents: Map<string, unknown> }>
let stores: PhoneStore[] = []

beforeEach(async () => {
  keys = await testKeys()
  disk = new Map()
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
})

async function open(locks: Locks = processLocks(), yieldNow = async () => {}) {
  const parts = { account: 'giu-cong', key: keys.data, locks, multiInstance: false, yieldNow }
  const store = await PhoneStore.open({ ...parts, storage: ownMemory(disk) })
  stores.push(store)
  return store
}

let made = 0
const fact = (n: number, change: Partial<Envelope> = {}): Envelope => ({
  id: `0199aaaa-0000-7000-8000-${String(++made).padStart(12, '0')}`,
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/a',
  type: 'gates.note-written',
  at: '2026-10-05T01:02:03.004Z',
  by: 'giu-cong',
  device,
  n,
  body: { tenRieng: 'TIENG VIET BI MAT' },
  sig: `${'s'.repeat(85)}A`,
  ...change
})
const append = (store: PhoneStore, change: Partial<Envelope> = {}) =>
  store.append(device, 'gates', async (n) => fact(n, change))

test('no body lies in clear in the storage, in whatever collection', async () => {
  const store = await open()
  await append(store)
  await store.receive([fact(7, { device: 'e'.repeat(43) })], [])
  const shown = await first(store.stream('gate/a', ''), (all) => all.length === 2)
  expect(shown.map(({ body }) => body.tenRieng)).toEqual(Array(2).fill('TIENG VIET BI MAT'))
  const lying = JSON.stringify([...disk.values()].map((state) => Object.fromEntries(state.documents)))
  expect(lying.match(/gate\/a/g)).toHaveLength(2)
  expect(lying).not.toContain('BI MAT')
  expect(lying).not.toContain('tenRieng')
})

test('the streams of one kind are read together, and nothing that only begins like them', async () => {
  const store = await open()
  const at = (stream: string) => append(store, { stream })
  await at('alarm/b')
  await at('alarmist/a')
  await at('alarm/a')
  await at('gate/a')
  const seen: string[][] = []
  const next = (facts: StoredFact[]) => void seen.push(facts.map(({ stream }) => stream))
  const watching = store.streams('alarm').subscribe({ next, error: () => {} })
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(['alarm/b', 'alarm/a']))
  await at('alarmist/b')
  await at('alarm/c')
  await vi.waitFor(() => expect(seen.at(-1)).toEqual(['alarm/b', 'alarm/a', 'alarm/c']))
  watching.unsubscribe()
})

test('of a device’s facts those that are not meant are left out by their envelopes, and stay sealed', async () => {
  const store = await open()
  for (let i = 0; i < 3; i++) await append(store)
  await append(store, { stream: 'gate/b' })
  const told: object[] = []
  const isMeant = (row: Omit<StoredFact, 'body'>) => told.push(row) > 0 && row.n > 2
  const found = await first(store.ofDevice('gates', device, isMeant), (all) => all.length === 2)
  expect(found.map(({ n }) => n)).toEqual([3, 4])
  expect(JSON.stringify(told)).not.toContain('BI MAT')
})

test('35 a byte that changed in one body leaves its line, which says nothing more; the others are as they were', async () => {
  const store = await open()
  for (const tenRieng of ['một', 'hai']) await append(store, { body: { tenRieng } })
  const written = await first(store.stream('gate/a', ''), (all) => all.length === 2)
  await stores.pop()!.close()
  spoil(disk, written[0]!.id)
  const again = await open()
  const shown = await first(again.stream('gate/a', ''), (all) => all.length === 2)
  expect(shown.map(({ type, body }) => [type, body])).toEqual([
    ['phone.damaged', {}],
    ['gates.note-written', { tenRieng: 'hai' }]
  ])
  expect(shown.map(({ id, n, sig }) => [id, n, sig])).toEqual(written.map(({ id, n, sig }) => [id, n, sig]))
  expect(await again.offered('pending', '', 10)).toHaveLength(2)
})

test('numbers go on after a restart, per device and book', async () => {
  const store = await open()
  for (let i = 0; i < 5; i++) await append(store)
  await store.receive([fact(90, { device: 'e'.repeat(43) }), fact(40, { book: 'directory' })], [])
  await store.close()
  const again = await open()
  let next = 0
  await again.append(device, 'gates', async (n) => ((next = n), null))
  expect(next).toBe(6)
  await again.append(device, 'directory', async (n) => ((next = n), null))
  expect(next).toBe(41)
})

test('a number whose fact was erased is given out in no tab again', async () => {
  const locks = processLocks()
  const [a, b] = [await open(locks), await open(locks)]
  await append(a)
  const last = fact(2)
  await b.append(device, 'gates', async () => last)
  await b.receive([], [last.id])
  let next = 0
  await a.append(device, 'gates', async (n) => ((next = n), null))
  expect(next).toBe(3)
})

test('what another tab erased while it led does not come back once this one leads again', async () => {
  const [a, b] = [await open(), await open()]
  const late = fact(1)
  await a.receive([late], [])
  a.relieved()
  await b.receive([], [late.id])
  await a.receive([late], [])
  expect(await first(a.stream('gate/a', ''))).toEqual([])
})

test('numbers have no gap and no twin when two tabs write at once, or a write fails, or nothing is saved', async () => {
  const locks = processLocks()
  const [a, b] = [await open(locks), await open(locks)]
  const twin = fact(1)
  const work = Array.from({ length: 30 }, (_, i) => {
    const store = i % 2 ? a : b
    if (i % 7 === 3) return store.append(device, 'gates', async () => null)
    if (i % 7 === 5)
      return store.append(device, 'gates', () => Promise.reject(new Error('no'))).catch(() => {})
    if (i % 7 === 6) return append(store, { id: twin.id }).catch(() => {})
    return append(store)
  })
  await Promise.all(work)
  const numbers = (await first(b.stream('gate/a', ''))).map(({ n }) => n)
  expect(numbers.sort((x, y) => x - y)).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1))
  expect(numbers.length).toBeGreaterThan(18)
})

test("nobody moves this phone's numbers by putting its name under a fact of his own, erased or not", async () => {
  const store = await open()
  await append(store)
  const forged = fact(Number.MAX_SAFE_INTEGER, { by: 'ke-gian' })
  await store.receive([forged], [])
  await append(store)
  await store.receive([], [forged.id])
  await store.close()
  stores = []
  const again = await open()
  await append(again)
  const shown = await first(again.stream('gate/a', ''), (all) => all.length === 3)
  expect(shown.map(({ n }) => n)).toEqual([1, 2, 3])
})

test('a live stream shows each save at once, in order of ids, and lets go', async () => {
  const store = await open()
  const seen: StoredFact[][] = []
  const waiting: (() => void)[] = []
  const subscription = store.stream('gate/a', '').subscribe({
    next: (facts) => (seen.push(facts), waiting.shift()?.()),
    error: (problem) => {
      throw problem
    }
  })
  const told = () => new Promise<void>((resolve) => waiting.push(resolve))
  await told()
  expect(seen.at(-1)).toEqual([])
  for (const count of [1, 2]) {
    const next = told()
    await append(store)
    await next
    expect(seen.at(-1)).toHaveLength(count)
  }
  const silent = seen.length
  await append(store, { stream: 'gate/b' })
  subscription.unsubscribe()
  await append(store)
  expect(seen.length).toBe(silent)
})

test('a stream is read from an id on, and up to another', async () => {
  const store = await open()
  await append(store)
  const later = { id: '01aaaaaa-0000-7000-8000-000000000000' }
  await append(store, later)
  expect(await first(store.stream('gate/a', '01aa'))).toMatchObject([later])
  expect((await first(store.stream('gate/a', '', later.id))).map(({ id }) => id)).not.toContain(later.id)
})

test('a screen opened in the middle of a first sync fills at once, not at its end', async () => {
  let opened = false
  let fill: (count: number) => void
  const filled = new Promise<number>((resolve) => (fill = resolve))
  const store: PhoneStore = await open(processLocks(), async () => {
    if (!opened) {
      opened = true
      store
        .stream('gate/a', '')
        .subscribe({ next: (facts) => facts.length > 0 && fill(facts.length), error: () => {} })
    }
    await new Promise((resolve) => setImmediate(resolve))
  })
  const facts = Array.from({ length: 6_000 }, (_, i) => fact(i + 1, { device: 'e'.repeat(43) }))
  const received = store.receive(facts, [])
  let atEnd = false
  void received.then(() => (atEnd = true))
  expect(await filled).toBeGreaterThan(0)
  expect(atEnd).toBe(false)
  await received
  await first(store.stream('gate/a', ''), (all) => all.length === 6_000)
})

test('waiting facts come oldest first and bounded, refused ones with their reason; counts follow', async () => {
  const store = await open()
  for (let i = 0; i < 4; i++) await append(store)
  const all = await first(store.inState('pending', 3))
  expect(all.map(({ n }) => n)).toEqual([1, 2, 3])
  const counts: unknown[] = []
  const subscription = store.counts().subscribe({ next: (count) => counts.push(count), error: () => {} })
  await store.settle([
    { id: all[0]!.id, sync: 'sent' },
    { id: all[1]!.id, sync: 'refused', reason: 'not-allowed' },
    { id: all[2]!.id, sync: 'waiting' }
  ])
  expect(await first(store.inState('refused', 9))).toMatchObject([{ n: 2, reason: 'not-allowed', tries: 1 }])
  expect(await first(store.inState('pending', 9))).toMatchObject([
    { n: 3, tries: 1 },
    { n: 4, tries: 0 }
  ])
  expect(await first(store.counts())).toEqual({ pending: 2, refused: 1, kept: 0 })
  await vi.waitFor(() => expect(counts.at(-1)).toEqual({ pending: 2, refused: 1, kept: 0 }))
  subscription.unsubscribe()
})

test('what arrives confirms the same fact and leaves any other as it is', async () => {
  const store = await open()
  const own = fact(1)
  await store.append(device, 'gates', async () => own)
  await store.receive([{ ...own, sig: `${'x'.repeat(85)}A` }], [])
  expect(await first(store.inState('pending', 9))).toHaveLength(1)
  await store.receive([own, fact(1, { by: 'someone', device: 'e'.repeat(43) })], [])
  const states = (await first(store.stream('gate/a', ''))).map(({ sync }) => sync)
  expect(states).toEqual(['sent', 'received'])
  await store.settle([{ id: own.id, sync: 'refused', reason: 'late' }])
  expect(await first(store.counts())).toEqual({ pending: 0, refused: 0, kept: 0 })
})

test('a device is known once its enrolment lies here', async () => {
  const store = await open()
  expect(await store.knowsDevice(device)).toBe(false)
  await store.append(device, 'directory', async (n) =>
    fact(n, { book: 'directory', stream: `device/${device}`, type: 'directory.device-enrolled' })
  )
  expect(await store.knowsDevice(device)).toBe(true)
  const [enrolment] = await first(store.book('directory'))
  await store.settle([{ id: enrolment!.id, sync: 'refused', reason: 'not-allowed' }])
  expect(await store.knowsDevice(device)).toBe(true)
  await store.mark([enrolment!.id], 'set-aside')
  expect(await store.knowsDevice(device)).toBe(false)
})

test('another account has another database, whose name tells nobody', async () => {
  await open()
  const names = [...disk.keys()].join()
  expect(names).not.toContain('giu-cong')
})

test('the server’s time and seal stand beside what was written here, and follow what a server says that took it anew', async () => {
  const store = await open()
  await append(store)
  const [own] = await first(store.stream('gate/a', ''))
  const seen: StoredFact[] = []
  const watching = store
    .stream('gate/a', '')
    .subscribe({ next: ([fact]) => void seen.push(fact!), error: () => {} })
  const seal = (letter: string) => ({ took: letter.charCodeAt(0), seal: letter.repeat(43) })
  await store.settle([{ id: own!.id, sync: 'sent', ...seal('A') }])
  await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ sync: 'sent', ...seal('A') }))
  const { sync: _, tries: __, ...served } = own!
  await store.receive([{ ...served, ...seal('B') }], [])
  await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ sync: 'sent', ...seal('B') }))
  watching.unsubscribe()
})
