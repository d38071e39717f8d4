/** Most announcements that are remembered. */
const most = 1_000

interface Announced {
  topic: string
  payload: string
}

/**
 * Remembers announcements that changed nothing: controllers repeat theirs at each birth of Home Assistant, and each gate
 * of an agent hears those of all others. One that changes something may give the others another meaning.
 */
export class Repeats {
  readonly #payloads = new Map<string, string>()

  has({ topic, payload }: Announced): boolean {
    return this.#payloads.get(topic) === payload
  }

  note({ topic, payload }: Announced, changed: boolean): void {
    if (changed || this.#payloads.size >= most) this.clear()
    if (!changed) this.#payloads.set(topic, payload)
  }

  clear(): void {
    this.#payloads.clear()
  }
}
