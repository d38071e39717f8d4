/** Most messages of one topic that wait. */
const mostOfOne = 60

/** A message that waits for its turn. */
export interface Waiting {
  run(): void
  /** Called instead of `run` when too many wait. */
  drop(): void
}

/** Keeps what waits of some topics, which take turns. */
export class Lane {
  readonly #topics = new Map<string, Waiting[]>()

  /**
   * Adds a message. Of a topic with too many it drops the one in the middle: whoever floods it displaces neither what
   * was there before the flood nor what comes at its end.
   */
  add(topic: string, waiting: Waiting): void {
    const all = this.#topics.get(topic) ?? []
    this.#topics.set(topic, all)
    all.push(waiting)
    if (all.length > mostOfOne) all.splice(mostOfOne / 2, 1)[0]!.drop()
  }

  /** Takes the first message of the first topic, which then waits behind the others; null: nothing waits. */
  next(): Waiting | null {
    const [first] = this.#topics
    if (!first) return null
    const [topic, all] = first
    const next = all.shift()!
    this.#topics.delete(topic)
    if (all.length > 0) this.#topics.set(topic, all)
    return next
  }
}

/** Returns a function that takes from the first of two, but after so many in a row once from the second: neither starves. */
export function preferring(
  first: () => Waiting | null,
  second: () => Waiting | null,
  most: number
): () => Waiting | null {
  let row = 0
  const fromFirst = () => {
    const next = first()
    if (next) row++
    return next
  }
  const fromSecond = () => {
    const next = second()
    if (next) row = 0
    return next
  }
  return () => (row < most ? (fromFirst() ?? fromSecond()) : (fromSecond() ?? fromFirst()))
}
