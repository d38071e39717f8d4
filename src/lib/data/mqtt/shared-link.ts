import type { Link } from './link.ts'

/** The operations on a connection that is shared. */
export type LinkUse = Pick<Link, 'state' | 'watch' | 'listen' | 'send' | 'wake' | 'drop' | 'stop'>

/**
 * Shares one connection among everything on a page that uses the broker: opened for the first user, closed after the
 * last.
 */
export class SharedLink {
  #link: Link | null = null
  #users = 0

  constructor(private readonly make: () => Link) {}

  /** Returns a use of the connection; its `stop` ends its own subscriptions and leaves the others' alone. */
  use(): LinkUse {
    const link = (this.#link ??= this.make())
    this.#users++
    const leaving = new Set<() => void>()
    const kept = (leave: () => void) => {
      leaving.add(leave)
      return () => {
        if (leaving.delete(leave)) leave()
      }
    }
    let stopped = false
    return {
      get state() {
        return link.state
      },
      watch: (told) => kept(link.watch(told)),
      listen: (...asked) => kept(link.listen(...asked)),
      send: (message) => link.send(message),
      wake: () => link.wake(),
      drop: () => link.drop(),
      stop: async () => {
        if (stopped) return
        stopped = true
        for (const leave of leaving) leave()
        leaving.clear()
        if (--this.#users > 0) return
        this.#link = null
        await link.stop()
      }
    }
  }
}
