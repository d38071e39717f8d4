const aborted = new Error('aborted')

interface Options {
  signal?: Ending
}

/** As much of an `AbortSignal` as store and courier use: the machine's own are most of what a short history costs. */
class Ending {
  aborted = false
  readonly reason = aborted
  readonly #runs = new Set<() => void>()

  addEventListener(_: 'abort', run: () => void, { signal }: Options = {}): void {
    if (signal?.aborted) return
    this.#runs.add(run)
    signal?.addEventListener('abort', () => this.#runs.delete(run))
  }

  throwIfAborted(): void {
    if (this.aborted) throw aborted
  }

  end(): void {
    if (this.aborted) return
    this.aborted = true
    for (const run of this.#runs) run()
  }
}

export class HistoryAbortController {
  readonly signal = new Ending()

  abort(): void {
    this.signal.end()
  }
}
