import { isBarred } from '#lib/domain/devices/barring.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { HeldReason } from '#lib/domain/rules.ts'

/**
 * Enrolments of phones that wait for approval: so many of an account's own, and so many that it carried for others. Whoever
 * may bring them may make as many keys as they like, and must not take the room of those in whose name they make them. As
 * many of one phone, approved or not: each one costs everybody who follows the directory.
 */
export const maxWaitingEnrolments = 32

/** Counts the enrolments that wait in a unit, and those of each phone, with those of the push that is being judged. */
export class EnrolmentBound {
  #taken: Map<string, number> | undefined

  constructor(private readonly known: Directory | null) {}

  /**
   * Returns why one more enrolment is not taken; null when it is, and counts it then.
   * @param isMember its account holds a role in the unit by what it says itself, whether or not it is listed yet
   */
  refusal({ by, device, via }: Envelope, isMember: boolean): HeldReason | null {
    if (!isMember && !this.known?.accounts.has(by)) return 'unknown-unit'
    this.#taken ??= this.#counted()
    const rooms = [roomOf(by, via ?? null), phoneRoom(by, device)]
    if (rooms.some((room) => (this.#taken!.get(room) ?? 0) >= maxWaitingEnrolments)) return 'too-many-phones'
    for (const room of rooms) add(this.#taken, room, 1)
    return null
  }

  #counted(): Map<string, number> {
    const taken = new Map<string, number>()
    for (const { id, account, admitted, barrings, broughtBy } of this.known?.devices ?? []) {
      add(taken, phoneRoom(account, id), broughtBy.length)
      if (admitted || isBarred(barrings)) continue
      for (const via of broughtBy) add(taken, roomOf(account, via), 1)
    }
    return taken
  }
}

const add = (taken: Map<string, number>, room: string, more: number) =>
  taken.set(room, (taken.get(room) ?? 0) + more)

/** Names where an enrolment counts: with its account's own, or with what its carrier brought. */
const roomOf = (by: string, via: string | null) => (via === null ? `own ${by}` : `carried ${via}`)
const phoneRoom = (by: string, device: string) => `phone ${by} ${device}`
