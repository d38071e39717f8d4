import type { Share } from './limits.ts'
import type { Attendance } from './attendance.ts'

/** A caller's turn. After a while it holds up the next no longer, unless it is held. */
export interface Turn {
  /**
   * Ends it, and says how many units it took.
   * @param payer a known device that turned out to ask: it pays while it has taken little
   */
  end(units: number, payer?: string): void
  /** Lets the next one in before it has ended, since its request works on nothing from now on. */
  free(): void
  /** Keeps it for a while longer, since its request is worked on. @returns false when it holds up nobody any more */
  hold(): boolean
}

interface Waiting {
  estimate: number
  /** ms */
  since: number
  go(turn: Turn | null): void
}

interface Caller {
  who: string
  isKnown: boolean
  /** Units taken lately, as of `at`, ms. */
  used: number
  at: number
  waiting: Waiting[]
  /** When the caller's last turn began, ms. */
  served: number
}

/** Units from which on a request is large. */
export const large = 50
const remembered = 10_000
/** A large request counts as long as it took, up to so many units: its client may have been slow. */
const mostTaken = 150
const longestRestMs = 5_000
/** Nobody who wants much waits longer for their turn, ms. */
const longestWaitMs = 15_000
/** After the first large requests of a caller the server rests by so many times less. */
const milder = 4
/** After so long, s, even whoever took very much has no more to wait for than the burst. */
const longestDebtS = 60

/**
 * Shares a server among its callers: the next turn is for the one who has taken least. Those who have taken much take turns
 * one by one while others ask, and after each the server rests from them; large requests run one by one whosever they are,
 * and those of whoever has taken little wait for no rest.
 */
export class FairTurns {
  readonly #callers = new Map<string, Caller>()
  readonly #waiting = new Set<Caller>()
  #running = 0
  /** Whether a large request, or one of somebody who has taken much, is running. */
  #isLaneBusy = false
  #isResting = false

  /** @param attendance who asks here, and at all others with whom this shares a machine */
  constructor(
    private readonly share: Share,
    private readonly attendance: Attendance
  ) {}

  /**
   * Calls `go` when it is the caller's turn, at once where it can be; with null when too many of theirs wait.
   * @param isKnown whether it is a device that is known here
   * @param estimate units that it counts until it has ended
   */
  begin({ who, isKnown }: Pick<Caller, 'who' | 'isKnown'>, estimate: number, go: Waiting['go']): void {
    const caller = this.#callerOf(who, isKnown)
    this.attendance.see(who, this.#usedBy(caller) < this.share.burst)
    caller.waiting.push({ estimate, since: this.attendance.now(), go })
    this.#waiting.add(caller)
    if (caller.waiting.length > this.share.waiting) caller.waiting.shift()!.go(null)
    this.#serve()
  }

  #serve(): void {
    this.#sendLateAway()
    while (this.#running < this.share.atOnce) {
      const next = this.#next()
      if (!next) return
      this.#start(next)
    }
  }

  /**
   * Sends away what has waited too long of those who want much: whoever asked may be gone, which nobody learns before their
   * body is read.
   */
  #sendLateAway(): void {
    const late = this.attendance.now() - longestWaitMs
    for (const caller of this.#waiting) {
      while (caller.waiting[0] && caller.waiting[0].since <= late && this.#wantsMuch(caller))
        caller.waiting.shift()!.go(null)
      if (caller.waiting.length === 0) this.#waiting.delete(caller)
    }
  }

  /** Returns whose turn is next; undefined when none of those that wait may have one now. */
  #next(): Caller | undefined {
    const isLast = this.#running === this.share.atOnce - 1
    let first: Caller | undefined
    for (const caller of this.#waiting) {
      if (this.#isHeldUp(caller)) continue
      // The last turn is kept for whoever has taken little, who then waits for nobody.
      if (isLast && this.#usedBy(caller) >= this.share.burst / 2) continue
      if (!first || this.#isBefore(caller, first)) first = caller
    }
    return first
  }

  #isBefore(one: Caller, other: Caller): boolean {
    const [rank, others] = [this.#rankOf(one), this.#rankOf(other)]
    if (rank !== others) return rank < others
    return rank === 2 ? one.served < other.served : this.#usedBy(one) < this.#usedBy(other)
  }

  /** Known devices come before strangers; those who have taken much go in turn, after all others. */
  #rankOf(caller: Caller): 0 | 1 | 2 {
    if (this.#usedBy(caller) >= this.share.burst) return 2
    return caller.isKnown ? 0 : 1
  }

  #isHeldUp(caller: Caller): boolean {
    return (this.#isLaneBusy && this.#needsLane(caller)) || (this.#isResting && this.#wantsMuch(caller))
  }

  #needsLane(caller: Caller): boolean {
    return caller.waiting[0]!.estimate >= large || this.#wantsMuch(caller)
  }

  /** Tells whether the caller has taken much, or does so with the next request. */
  #wantsMuch(caller: Caller): boolean {
    return (
      this.#usedBy(caller) + caller.waiting[0]!.estimate > this.share.burst &&
      !this.attendance.isAlone(caller.who)
    )
  }

  #isGreedy(caller: Caller): boolean {
    return this.#usedBy(caller) >= this.share.burst && !this.attendance.isAlone(caller.who)
  }

  #start(caller: Caller): void {
    const isInLane = this.#needsLane(caller)
    const rest = this.#isGreedy(caller)
      ? this.share.rest
      : this.#wantsMuch(caller)
        ? this.share.rest / milder
        : 0
    const { estimate, go } = caller.waiting.shift()!
    if (caller.waiting.length === 0) this.#waiting.delete(caller)
    const began = (caller.served = this.attendance.now())
    this.#running++
    if (isInLane) this.#isLaneBusy = true
    const counted = this.#charge(caller, estimate)
    let [isHeld, freed] = [true, Infinity]
    const release = (units: number) => {
      clearTimeout(longest)
      if (!isHeld) return
      isHeld = false
      this.#running--
      if (isInLane) this.#isLaneBusy = false
      if (rest > 0) this.#rest(rest * Math.max(units, this.attendance.now() - began))
      this.#serve()
    }
    let longest: NodeJS.Timeout
    const hold = () => {
      clearTimeout(longest)
      if (isHeld) longest = setTimeout(() => release(estimate), this.share.holdMs)
      return isHeld
    }
    hold()
    go({
      end: (units, who) => {
        const took = estimate >= large ? Math.min(this.attendance.now() - began, freed - began, mostTaken) : 0
        const payer = who === undefined ? caller : this.#callerOf(who, true)
        this.#charge(caller, -counted)
        this.#charge(this.#usedBy(payer) < this.share.burst ? payer : caller, Math.max(units, took))
        release(units)
      },
      free: () => {
        freed = this.attendance.now()
        release(estimate)
      },
      hold
    })
  }

  #rest(ms: number): void {
    if (!this.attendance.isModestThere()) return
    this.#isResting = true
    setTimeout(
      () => {
        this.#isResting = false
        this.#serve()
      },
      Math.min(ms, longestRestMs)
    )
  }

  /** @returns what it added: whoever stops is served as before after a while, however much they took */
  #charge(caller: Caller, units: number): number {
    const before = this.#usedBy(caller)
    const { burst, refill } = this.share
    caller.used = Math.min(Math.max(0, before + units), burst + longestDebtS * refill)
    caller.at = this.attendance.now()
    return caller.used - before
  }

  #usedBy({ used, at }: Caller): number {
    return Math.max(0, used - ((this.attendance.now() - at) / 1_000) * this.share.refill)
  }

  #callerOf(who: string, isKnown: boolean): Caller {
    const caller = this.#callers.get(who) ?? {
      who,
      isKnown,
      used: 0,
      at: this.attendance.now(),
      waiting: [],
      served: 0
    }
    this.#callers.delete(who)
    this.#callers.set(who, caller)
    for (const [name, { waiting }] of this.#callers) {
      if (this.#callers.size <= remembered) break
      if (waiting.length === 0) this.#callers.delete(name)
    }
    return caller
  }
}
