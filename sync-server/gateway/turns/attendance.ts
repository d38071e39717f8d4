/** For so long somebody who asked counts as present, ms. */
const presentMs = 3_000

/** Remembers who asks a server, whatever for: nobody has to wait for callers who are not there. */
export class Attendance {
  #who = ''
  /** When that one asked last, when somebody else did, and when somebody who has taken little, ms. */
  #at = -Infinity
  #other = -Infinity
  #modest = -Infinity

  /** @param now ms, of a clock that goes on steadily */
  constructor(readonly now: () => number = () => performance.now()) {}

  /** Takes note of a request. */
  see(who: string, isModest: boolean): void {
    if (this.#who !== who) this.#other = this.#at
    this.#who = who
    this.#at = this.now()
    if (isModest) this.#modest = this.#at
  }

  /** Tells whether nobody else has asked lately. */
  isAlone(who: string): boolean {
    return this.now() - (this.#who === who ? this.#other : this.#at) >= presentMs
  }

  /** Tells whether somebody who has taken little has asked lately. */
  isModestThere(): boolean {
    return this.now() - this.#modest < presentMs
  }
}
