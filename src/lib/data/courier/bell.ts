import { bellAt, bellOf } from '#lib/domain/bell.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { LinkUse } from '../mqtt/shared-link.ts'
import { booksFor } from './pull.ts'

/** Tells a courier which books moved, so that it need not ask. */
export interface Bell {
  /** Would it ring? While it would not, the courier asks by itself. */
  readonly open: boolean
  /** Hears the bells of the books that these roles read. */
  hear(roles: readonly string[]): void
  /** The server was reached again: its broker may be there again too. */
  wake(): void
  stop(): Promise<void>
}

export interface BellHandlers {
  /** That book has something new. */
  rung(unit: string, book: Book): void
  /** The line is there, from now on; what moved before it was nobody has told. */
  opened(): void
  lost(): void
}

/** The bells at the broker, over the page's one connection. @param onWake runs it when a new try may do better; gives back how to end that */
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
              // What lay there when the line was made is asked for then anyway.
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
