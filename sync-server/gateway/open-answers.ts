import type { ServerResponse } from 'node:http'

/** Knows the answers that are still being given, by account, to end those of one that is shut out. */
export class OpenAnswers {
  readonly #open = new Map<string, Set<ServerResponse>>()

  add(account: string, outgoing: ServerResponse): void {
    const all = this.#open.get(account) ?? new Set()
    this.#open.set(account, all.add(outgoing))
    outgoing.once('close', () => {
      all.delete(outgoing)
      if (all.size === 0 && this.#open.get(account) === all) this.#open.delete(account)
    })
  }

  end(account: string): void {
    for (const outgoing of this.#open.get(account) ?? []) outgoing.destroy()
  }
}
