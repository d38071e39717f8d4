import { bellAt, bellOf } from '#lib/domain/bell.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { LinkUse } from '../../mqtt/shared-link.ts'
import { booksFor } from '../pull.ts'

/** Tells a courier which books changed, so that it need not poll. */
export interface Bell {
  /** Tells whether it would ring. While it would not, the courier polls. */
  readonly open: boolean
  /** Subscribes to the bells of the books that these roles read. */
  hear(roles: readonly string[]): void
  /** Reconnects after the server was reached again: its broker may be back too. */
  wake(): void
  stop(): Promise<void>
}

export interface BellHandlers {
  /** Runs when that book has something new. */
  rung(unit: string, book: Book): void
  /** Runs when the connection opens; changes before that were not reported. */
  opened(): void
  lost(): void
}

/**
 * Opens the bells at the broker, over the page's shared connection.
 * @param onWake runs its callback when a retry may succeed; returns a function that ends this
 */
export function openBell(link: LinkUse, told: BellHandlers, onWake: (run: () => void) => () => void): Bell {
  const heard = new Map<string, () => void>()
  let open = false
  const look = () => {
    const now = link.state === 'open'
    if (now === open) return
    open = now
    if (open) told.opened()
    else told.lost()
  }
  link.watch(look)
  look()
  const sleep = onWake(() => link.wake())
  return {
    get open() {
      return link.state === 'open'
    },
    hear(roles) {
      const wanted = new Set(booksFor(roles).map(({ unit, book }) => bellOf(unit, book)))
      for (const [topic, leave] of heard)
        if (!wanted.has(topic)) {
          leave()
          heard.delete(topic)
        }
      for (const topic of wanted)
        if (!heard.has(topic))
          heard.set(
            topic,
            link.listen(topic, (message) => {
              const home = bellAt(message.topic)
              // A retained message is older than the connection, and opening that asks for everything anyway.
              if (home && !message.retain) told.rung(home.unit, home.book)
            })
          )
    },
    wake() {
      if (link.state !== 'open') link.wake()
    },
    stop() {
      sleep()
      return link.stop()
    }
  }
}
