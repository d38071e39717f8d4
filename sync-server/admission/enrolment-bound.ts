import { isBarred } from '#lib/domain/devices/barring.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { HeldReason } from '#lib/domain/rules.ts'

/**
 * Enrolments of phones that wait for approval: so many of an account's own, and so many that it carried for others. Whoever
 * may bring them may make as many keys as they like, and must not take the room of those in whose name they make them.
 */
export const maxWaitingEnrolments = 32

/** Counts the enrolments that wait in a unit, with those of the push that is being judged. */
export class EnrolmentBound {
  #waiting: Map<string, number> | undefined

  constructor(private readonly known: Directory | null) {}

  /**
   * Returns why one more enrolment is not taken; null when it is, and counts it then.
   * @param isMember its account holds a role in the unit by what it says itself, whether or not it is listed yet
   */
  refusal({ by, via }: Envelope, isMember: boolean): HeldReason | null {
    if (!isMember && !this.known?.accounts.has(by)) return 'unknown-unit'
    this.#waiting ??= this.#counted()
    const room = roomOf(by, via ?? null)
    const waiting = this.#waiting.get(room) ?? 0
    if (waiting >= maxWaitingEnrolments) return 'too-many-phones'
    this.#waiting.set(room, waiting + 1)
    return null
  }

  #counted(): Map<string, number> {
    const waiting = new Map<string, number>()
    for (const { account, admitted, barrings, broughtBy } of this.known?.devices ?? []) {
      if (admitted || isBarred(barrings)) continue
      for (const via of broughtBy) {
        const room = roomOf(account, via)
        waiting.set(room, (waiting.get(room) ?? 0) + 1)
      }
    }
    return waiting
  }
}

/** Names where an enrolment counts: with its account's own, or with what its carrier brought. */
const roomOf = (by: string, via: string | null) => (via === null ? `own ${by}` : `carried ${via}`)
