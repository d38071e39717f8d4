import type { SeenScreen, SeenScreens } from '#lib/ports/screens.ts'
import { seal, unseal } from '../keys/seal.ts'
import { emptiedAt, emptyShelf, isJustEmptied, withinShelf } from './shelf.ts'

/** Tells where the page is, and of which build. */
export interface PagePlace {
  address(): string
  build: string
}

/** Keeps seen screens on the shelf of each account. */
export function openSeenScreens({ address, build }: PagePlace): SeenScreens {
  /** Binds a sealed screen to its address and build: another one's does not open. */
  const nameOf = (address: string) => `screen ${address} ${build}`
  return {
    async keep(account, key, drawnAt, screen) {
      if (isJustEmptied(account)) return false
      const before = emptiedAt(account)
      const sealed = await seal(key, nameOf(drawnAt), screen)
      const isOld = () => emptiedAt(account) !== before
      // A full disk keeps none: the next start waits for the store.
      await withinShelf(account, async (shelf) => {
        if (!isOld()) await shelf.put('screens', sealed, drawnAt)
      }).catch(() => {})
      return !isOld()
    },
    drop: emptyShelf,
    async find(account) {
      const here = address()
      const sealed = await withinShelf(account, (shelf) => shelf.get('screens', here)).catch(() => undefined)
      return async (key) => {
        if (sealed === undefined) return null
        return (await unseal(key, nameOf(here), sealed).catch(() => null)) as SeenScreen | null
      }
    },
    drawn
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
