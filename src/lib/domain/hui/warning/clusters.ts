/** Joins people into groups, one pair after the other; the result does not hang on the order. */
export class Clusters {
  readonly #above = new Map<string, string>()

  join(a: string, b: string): void {
    const [first, second] = [this.#root(a), this.#root(b)].sort()
    if (first !== second) this.#above.set(second!, first!)
  }

  areJoined(a: string, b: string): boolean {
    return this.#root(a) === this.#root(b)
  }

  /** Returns all groups, each sorted. */
  get groups(): string[][] {
    const byRoot = new Map<string, string[]>()
    for (const person of [...this.#above.keys()].sort()) {
      const root = this.#root(person)
      if (byRoot.has(root)) byRoot.get(root)!.push(person)
      else byRoot.set(root, [person])
    }
    return [...byRoot.values()]
  }

  /** Puts all on the way right below the root: a long chain is walked once, whatever the order of the pairs. */
  #root(person: string): string {
    let root = person
    for (let above = this.#above.get(root); above !== root; above = this.#above.get(root)) {
      if (above === undefined) {
        this.#above.set(root, root)
        break
      }
      root = above
    }
    for (let below = person; below !== root;) {
      const above = this.#above.get(below)!
      this.#above.set(below, root)
      below = above
    }
    return root
  }
}
