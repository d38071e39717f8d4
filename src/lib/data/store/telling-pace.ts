import { yieldToBrowser } from '../yield-to-browser.ts'

/** How many times as long as a telling took the rest after it is, and the longest rest, ms. */
const share = 2
const longest = 1_000

/** Paces how often a list is told: the longer its observers work on it, the longer they rest before the next one. */
export class TellingPace {
  #restsUntil = 0
  #cut = () => {}

  get isOver(): boolean {
    return performance.now() >= this.#restsUntil
  }

  /** Tells, and rests in proportion to how long the page was busy with it. */
  async tell(next: () => void): Promise<void> {
    const began = performance.now()
    next()
    // Screens redraw after the task in which they are told.
    await yieldToBrowser()
    const now = performance.now()
    this.#restsUntil = now + Math.min(longest, share * (now - began))
  }

  /** Resolves when the rest is over, or at once when it is cut short. */
  rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#restsUntil - performance.now())
      this.#cut = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  cutShort(): void {
    this.#cut()
  }
}
