import type { Writable } from 'node:stream'

/** Knows the answers, and sockets, that are still being given, by whose they are, to end those of one that is shut out. */
export class OpenAnswers {
  readonly #open = new Map<string, Set<Writable>>()

  add(who: string, outgoing: Writable): void {
    const all = this.#open.get(who) ?? new Set()
    this.#open.set(who, all.add(outgoing))
    outgoing.once('close', () => {
      all.delete(outgoing)
      if (all.size === 0 && this.#open.get(who) === all) this.#open.delete(who)
    })
  }

  /** Ends what one has open. */
  end(who: string): void {
    for (const outgoing of this.#open.get(who) ?? []) outgoing.destroy()
  }
}
