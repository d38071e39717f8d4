import { describe, expect, test, vi } from 'vitest'
import { nameOf, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { verify } from '#lib/data/keys/keys.ts'
import type { WorkSlices } from '#lib/ports/ports.ts'
import { DirectoryWorld, pinsOf } from '../../../../tests/devices/directory-world.ts'
import { VerifiedDirectory } from './verified-directory.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { unconfirmedIn } from './unconfirmed/unconfirmed-streams.ts'
import { verifiedBook, verifiedStream } from './verified-streams.ts'

const stored = (fact: Envelope): StoredFact => ({ ...fact, sync: 'received', tries: 0 })
const world = new DirectoryWorld()
const keeper = world.phone('giu-cong', 'keeper')
const vouched = world.facts.map(stored)
const waiting = vouched.slice(0, -1)
const own = stored(keeper.note(world.unit))
const carried: StoredFact = { ...own, via: 'ph-truc' }
const forged: StoredFact = { ...carried, body: { ...carried.body, reason: 'Giả' } }

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

const endless = (): WorkSlices => ({ isOver: false, next: async () => {} })
const depsOf = (store: Pick<ReturnType<typeof storeOf>, 'book' | 'stream'>, pins = pinsOf(world)) => ({
  store: { ...store, streams: store.stream, ofDevice: store.stream },
  directory: new VerifiedDirectory({ book: () => store.book() }, verify, world.unit, pins),
  verify,
  slices: endless,
  screens: { drop: async () => {} },
  identity: { account: 'giu-cong' }
})

function watch(store: ReturnType<typeof storeOf>, pins = pinsOf(world)) {
  const shown: StoredFact[][] = []
  const { unsubscribe } = verifiedStream(depsOf(store, pins), own.stream, '').subscribe({
    next: (facts) => shown.push(facts),
    error: (e) => {
      throw e
    }
  })
  return { all: () => shown, last: () => shown.at(-1), unsubscribe }
}

describe('what a fold may see', () => {
  test("an author's own facts at once, before the directory is there", () => {
    const store = storeOf([own], [])
    expect(watch(store).last()).toEqual([own])
  })

  test('what was shown at once is drawn once, and goes when the directory says that its author had left', async () => {
    const leave = world.revocation(world.commander, keeper)
    const ms = idTime(leave.id) - 1_000
    const prompt: StoredFact = { ...stored(keeper.note(world.unit, { ms })), took: idTime(leave.id) + 1_000 }
    const store = storeOf([prompt], vouched)
    const screen = watch(store)
    expect(screen.all()).toEqual([[prompt]])
    store.change('book', [...vouched, stored(leave)])
    await expect.poll(screen.last).toEqual([])
    expect(screen.all()).toHaveLength(2)
  })

  test('nothing that has not the shape of its type, neither at once nor later', async () => {
    const malformed: StoredFact = { ...own, body: { reason: 7 }, sync: 'received' }
    const sound = stored(keeper.note(world.unit))
    const screen = watch(storeOf([malformed, sound], vouched))
    await expect.poll(screen.last).toEqual([sound])
    expect(screen.all()).toHaveLength(1)
  })

  test('a carried fact once the directory vouches for device, role and signature', async () => {
    const store = storeOf([carried], waiting)
    const screen = watch(store)
    await expect.poll(screen.last).toEqual([])
    store.change('book', vouched)
    await expect.poll(screen.last).toEqual([carried])
  })

  test('not what came after its author had left, whoever brought it, until a commander confirms it', async () => {
    const leave = world.revocation(world.commander, keeper)
    const ms = idTime(leave.id) - 1_000
    const before = stored({ ...keeper.note(world.unit, { ms }), took: ms + 11 * 60_000 })
    for (const one of [before, { ...before, via: 'ph-truc' }]) {
      const store = storeOf([one], [...vouched, stored(leave)])
      const screen = watch(store)
      await expect.poll(screen.last).toEqual([])
      let waiting: StoredFact[] | undefined
      unconfirmedIn(depsOf(store), own.stream).subscribe({ next: (f) => (waiting = f), error: () => {} })
      await expect.poll(() => waiting).toEqual([one])
      const body = { records: [before.id] }
      const confirmation = world.says(world.commander, 'records-confirmed', `device/${keeper.id}`, body)
      store.change('book', [...vouched, stored(leave), stored(confirmation)])
      await expect.poll(screen.last).toEqual([one])
      await expect.poll(() => waiting).toEqual([])
    }
  })

  test('never one that its signature does not cover, whoever brings it', async () => {
    const screen = watch(storeOf([forged, own], vouched))
    await expect.poll(screen.last).toEqual([own])
  })

  test('never by a directory whose facts their devices did not sign, or under another root', async () => {
    const spoilt = vouched.map((fact) => ({ ...fact, sig: own.sig }))
    const screen = watch(storeOf([carried], spoilt))
    await expect.poll(screen.last).toEqual([])
    const other = new VerifiedDirectory(
      storeOf([], vouched),
      verify,
      world.unit,
      pinsOf({ unit: world.unit, root: keeper })
    )
    let known: Directory | undefined
    other.known().subscribe({ next: (latest) => (known = latest), error: () => {} })
    await expect.poll(() => known?.devices.filter(({ admitted }) => admitted)).toEqual([])
  })

  test('a whole book by the same rule; of the directory the facts that count', async () => {
    const store = storeOf([carried, forged], vouched)
    const deps = {
      ...depsOf(store),
      store: { ...store, streams: store.stream, book: store.stream, ofDevice: store.stream }
    }
    let shown: StoredFact[] | undefined
    const tell = { next: (facts: StoredFact[]) => (shown = facts), error: () => {} }
    const watching = verifiedBook(deps, 'incidents').subscribe(tell)
    await expect.poll(() => shown).toEqual([carried])
    watching.unsubscribe()
    const planted = stored(world.says(keeper, 'contacts-set', 'unit/xa-thu', { police: '0900 000 001' }))
    store.change('book', [...vouched, planted])
    verifiedBook(deps, 'directory').subscribe(tell)
    await expect.poll(() => shown?.length).toBe(vouched.length)
    expect(shown).not.toContainEqual(planted)
  })

  test('of the directories of several units the notebook’s own', async () => {
    const other = new DirectoryWorld('xa-khac', Date.now())
    const both = storeOf([], [...vouched, ...other.facts.map(stored)])
    const directory = new VerifiedDirectory(both, verify, world.unit, pinsOf(world, other))
    let known: Directory | undefined
    directory.known().subscribe({ next: (latest) => (known = latest), error: () => {} })
    await expect.poll(() => known?.accounts.has('giu-cong')).toBe(true)
    expect(known!.devices.some(({ id }) => id === other.commander.id)).toBe(false)
  })

  test('a carried fact of another unit by that unit’s directory, and its people by their names', async () => {
    const other = new DirectoryWorld('xa-khac')
    const there = other.phone('giu-cong-khac', 'keeper')
    const [book, theirs] = [[...vouched, ...other.facts.map(stored)], stored(there.note(other.unit))]
    const said = { ...theirs, via: 'ph-truc' }
    const stolen = { ...stored(there.note(world.unit)), via: 'ph-truc' }
    const pins = pinsOf(world, other)
    const screen = watch(storeOf([said, stolen], book), pins)
    await expect.poll(screen.last).toEqual([said])
    let units: ReadonlyMap<string, Directory> = new Map()
    const directories = new VerifiedDirectory(storeOf([], book), verify, world.unit, pins)
    directories.byUnit().subscribe({ next: (latest) => (units = latest), error: () => {} })
    await expect.poll(() => [...units.keys()]).toEqual([world.unit, other.unit])
    expect(nameOf(units.get(other.unit)!, 'giu-cong-khac')).toBe('Người giu-cong-khac')
  })

  test('in no unit by a root that was not pinned there: whoever writes at the server may plant one', async () => {
    const planted = new DirectoryWorld('xa-khac', Date.now())
    const said = { ...stored(planted.phone('ke-gian', 'keeper').note(planted.unit)), via: 'ph-truc' }
    const store = storeOf([said], [...vouched, ...planted.facts.map(stored)])
    const real = pinsOf(world, { unit: planted.unit, root: new DirectoryWorld('xa-khac').root })
    for (const pins of [pinsOf(world), real]) {
      let units: ReadonlyMap<string, Directory> = new Map()
      const directories = new VerifiedDirectory(store, verify, world.unit, pins)
      directories.byUnit().subscribe({ next: (latest) => (units = latest), error: () => {} })
      await expect.poll(() => units.get(planted.unit)).toBeDefined()
      expect(units.get(planted.unit)!.accounts.size).toBe(0)
      const screen = watch(store, pins)
      await expect.poll(screen.last).toEqual([])
    }
  })

  test('each signature of the directory is verified once', async () => {
    const asked = vi.fn(verify)
    const store = storeOf([], vouched)
    const directory = new VerifiedDirectory(store, asked, world.unit, pinsOf(world))
    let told = 0
    directory.known().subscribe({ next: () => told++, error: () => {} })
    await expect.poll(() => told).toBe(1)
    store.change('book', [...vouched, stored(world.approval(world.commander, keeper, ['officer']))])
    await expect.poll(() => told).toBe(2)
    expect(asked).toHaveBeenCalledTimes(vouched.length + 1)
  })

  test('nothing more after the screen has left', () => {
    const store = storeOf([carried], [])
    watch(store).unsubscribe()
    expect([store.listeners.stream.size, store.listeners.book.size]).toEqual([0, 0])
  })
})

describe('a long list, judged in slices of one fact each', () => {
  const brought = Array.from({ length: 12 }, (): StoredFact => {
    const fact = stored(keeper.note(world.unit))
    return { ...fact, via: 'ph-truc' }
  })

  interface Between {
    /** How many slices are over. */
    turn: number
    /** Resolves when the directories have been told anew. */
    told(): Promise<void>
  }

  function watchSlices(store: ReturnType<typeof storeOf>, between: (now: Between) => unknown = () => {}) {
    const shown: StoredFact[][] = []
    const asked: string[] = []
    const waiting: (() => void)[] = []
    let turn = 0
    const told = () => new Promise<void>((resolve) => waiting.push(resolve))
    const slices = () => ({
      isOver: true,
      async next() {
        await between({ turn: ++turn, told })
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    const counted: typeof verify = (key, text, sig) => {
      asked.push(sig)
      return verify(key, text, sig)
    }
    const error = (e: unknown) => {
      throw e
    }
    const deps = { ...depsOf(store), verify: counted, slices }
    verifiedStream(deps, own.stream, '').subscribe({ next: (facts) => shown.push(facts), error })
    deps.directory.byUnit().subscribe({ next: () => waiting.splice(0).forEach((run) => run()), error })
    return { shown, asked, turns: () => turn }
  }

  test('is told once, when all of it is judged', async () => {
    const screen = watchSlices(storeOf([...brought, forged], vouched))
    await expect.poll(() => screen.shown).toEqual([brought])
    expect(screen.turns()).toBe(13)
  })

  test('is judged to its end while it grows with each slice, nothing twice, and what was erased meanwhile is not told', async () => {
    const store = storeOf(brought.slice(6), vouched)
    const screen = watchSlices(store, ({ turn }) => {
      if (turn <= 6) store.change('stream', brought.slice(6 - turn, -1))
    })
    await expect.poll(() => screen.shown).toEqual([brought.slice(0, -1)])
    expect(new Set(screen.asked).size).toBe(screen.asked.length)
  })

  test('counts by the newest directory, also where that comes between two slices', async () => {
    const store = storeOf(brought, waiting)
    const screen = watchSlices(store, ({ turn, told }) => {
      if (turn !== 5) return
      store.change('book', vouched)
      return told()
    })
    await expect.poll(() => screen.shown).toEqual([brought])
  })
})

test('what is erased while its signature is verified is not told', async () => {
  const store = storeOf([carried, own], vouched)
  const shown: StoredFact[][] = []
  const verifying: typeof verify = async (...asked) => {
    const isGenuine = await verify(...asked)
    store.change('stream', [own])
    return isGenuine
  }
  verifiedStream({ ...depsOf(store), verify: verifying }, own.stream, '').subscribe({
    next: (facts) => shown.push(facts),
    error: () => {}
  })
  await expect.poll(() => shown).toEqual([[own]])
  await new Promise((resolve) => setImmediate(resolve))
  expect(shown).toEqual([[own]])
})
