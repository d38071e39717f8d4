/** Times saves as people feel them: from the tap until the word that it is saved stands on the screen. */
export class SaveTime {
  #tapped: number | null = null

  /** Takes note that a finger comes down: what it does by being held begins when that is over, not here. */
  press(): void {
    this.#tapped = null
  }

  /** Takes note of a tap or a key. @param at ms of the page */
  tap(at: number): void {
    this.#tapped = at
  }

  /** Returns when a save began for whoever tapped. @param begun when its record did, ms of the page */
  begin(begun: number): number {
    return Math.min(this.#tapped ?? begun, begun)
  }
}
