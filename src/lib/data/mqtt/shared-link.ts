import type { Link } from './link.ts'

/** What somebody may do with a connection that is not his alone. */
export type LinkUse = Pick<Link, 'state' | 'watch' | 'listen' | 'send' | 'wake' | 'stop'>

/** One connection for everything on a page that speaks with the broker: made for the first who comes, ended with the last. */
export class SharedLink {
  #link: Link | null = null
  #users = 0

  constructor(private readonly make: () => Link) {}

  /** A use of it; its `stop` takes away what it listened to, and leaves the others theirs. */
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
