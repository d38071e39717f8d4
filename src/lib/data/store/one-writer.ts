import type { Locks } from '../tabs.ts'

/**
 * How long a write waits for another tab before that one counts as frozen, ms. The slowest phone writes a record in an
 * eighth of a second, so even the records of a whole alarm take less, and people are watching the screen meanwhile.
 */
const patience = 8_000

/** Allows one writer at a time, whatever the number of tabs: two would give out one number twice. */
export class OneWriter {
  /** True while this tab itself writes: it is not a frozen other tab, however long that takes. */
  #writing = false

  constructor(
    private readonly name: string,
    private readonly locks: Locks
  ) {}

  /**
   * Runs `work` exclusively. @throws DOMException `TimeoutError` when another tab does not finish writing; `work` never
   * begins then
   */
  async alone(work: () => Promise<void>): Promise<void> {
    const waiting = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      if (this.#writing) wait()
      else waiting.abort(new DOMException('another tab writes', 'TimeoutError'))
    }
    const wait = () => void (timer = setTimeout(look, patience))
    const begin = async () => {
      clearTimeout(timer)
      this.#writing = true
      await work().finally(() => (this.#writing = false))
    }
    wait()
    await this.locks.request(this.name, begin, waiting.signal)
  }
}
