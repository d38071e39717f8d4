/** Ends a turn. */
export type EndTurn = () => void

interface Line {
  running: number
  waiting: (() => void)[]
}

/** Gives each caller few turns at a time and lets a few more wait in line, so that nobody's requests crowd out another's. */
export class Turns {
  readonly #lines = new Map<string, Line>()

  /**
   * @param atOnce turns that one caller may have at a time
   * @param most requests of one caller that may wait
   */
  constructor(
    private readonly atOnce: number,
    private readonly most: number
  ) {}

  /** Resolves when it is the caller's turn; null when too many of theirs wait already. */
  async begin(who: string): Promise<EndTurn | null> {
    const line = this.#lines.get(who) ?? { running: 0, waiting: [] }
    this.#lines.set(who, line)
    if (line.running < this.atOnce) line.running++
    else if (line.waiting.length >= this.most) return null
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    let ended = false
    return () => {
      if (!ended) this.#end(who, line)
      ended = true
    }
  }

  #end(who: string, line: Line): void {
    const next = line.waiting.shift()
    // The next one takes over the turn of the one that ends.
    if (next) return next()
    line.running--
    if (line.running === 0) this.#lines.delete(who)
  }
}
