import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { SeenScreen, SeenScreens } from '#lib/ports/screens.ts'
import { opaqueName } from '../keys/opaque.ts'
import { seal, unseal } from '../keys/seal.ts'

interface Shelf extends DBSchema {
  /** Sealed screens by address. */
  screens: { key: string; value: string }
}

/** Tells where the page is, and of which build. */
export interface PagePlace {
  address(): string
  build: string
}

/** Keeps seen screens in a small IndexedDB of each account; `removeNotebook` removes it with the others by its name. */
export function openSeenScreens({ address, build }: PagePlace): SeenScreens {
  /** Binds a sealed screen to its address and build: another one's does not open. */
  const nameOf = (address: string) => `screen ${address} ${build}`
  return {
    async keep(account, key, drawnAt, screen) {
      const before = dropped.get(account)
      if (before !== undefined && performance.now() - before < redrawn) return false
      const sealed = await seal(key, nameOf(drawnAt), screen)
      const isOld = () => dropped.get(account) !== before
      // A full disk keeps none: the next start waits for the store.
      await within(account, async (shelf) => {
        if (!isOld()) await shelf.put('screens', sealed, drawnAt)
      }).catch(() => {})
      return !isOld()
    },
    drop: dropSeenScreens,
    async find(account) {
      const here = address()
      const sealed = await within(account, (shelf) => shelf.get('screens', here)).catch(() => undefined)
      return async (key) => {
        if (sealed === undefined) return null
        return (await unseal(key, nameOf(here), sealed).catch(() => null)) as SeenScreen | null
      }
    },
    drawn
  }
}

/** How long it takes at most until nothing on the screen shows what was taken away, ms: a list may rest for a second first. */
const redrawn = 3_000
/** When the screens of each account were dropped last, ms of the page: what stands then may be older. */
const dropped = new Map<string, number>()

/** Drops all screens of an account: something in them may have been erased. Keeps none until the page is drawn without it. */
export async function dropSeenScreens(account: string): Promise<void> {
  dropped.set(account, performance.now())
  await within(account, (shelf) => shelf.clear('screens'))
}

/** Opens no connection that stays: it would hold up the removal of the notebook. */
async function within<T>(account: string, work: (shelf: IDBPDatabase<Shelf>) => Promise<T>): Promise<T> {
  const shelf = await openDB<Shelf>(`antt-screens-${await opaqueName(account)}`, 1, {
    upgrade: (made) => void made.createObjectStore('screens')
  })
  try {
    return await work(shelf)
  } finally {
    shelf.close()
  }
}

/** The longest wait for a frame, ms: a page that is out of sight draws none. */
const longestFrame = 250

function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestFrame)
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
