import type { Role } from '../../roles.ts'
import type { Issued } from '../certificates.ts'

/** The roles with which servers list an account since a time, Unix ms. */
export interface ListedSince {
  from: number
  roles: readonly Role[]
}

/** The first listing speaks of the time before it, too: a phone may have recorded while nobody had listed its account. */
const beginOf = (listings: readonly ListedSince[], i: number) => (i === 0 ? -Infinity : listings[i]!.from)

/**
 * Cuts what a commander gives by what servers list the account with, at each time: so a certificate gives no role that
 * nobody listed, and one that was listed later from then on, whatever arrived first. While nothing is left of it, it does not
 * take the place of another certificate.
 * @param listings the earliest first
 * @returns do not overlap, the earliest first
 */
export function asListed(issued: Issued, listings: readonly ListedSince[]): Issued[] {
  if (issued.roles.length === 0) return [issued]
  const end = issued.until ?? Infinity
  const cut: Issued[] = []
  for (const [i, { roles }] of listings.entries()) {
    const from = Math.max(issued.from, beginOf(listings, i))
    const until = Math.min(end, listings[i + 1]?.from ?? Infinity)
    const given = issued.roles.filter((role) => roles.includes(role))
    if (from >= until || given.length === 0) continue
    const last = cut.at(-1)
    if (last?.until === from && isSame(last.roles, given)) last.until = orNull(until)
    else cut.push({ id: issued.id, roles: given, from, until: orNull(until) })
  }
  return cut
}

const orNull = (ms: number) => (ms === Infinity ? null : ms)
/** Both are parts of the same roles, in their order. */
const isSame = (a: readonly Role[], b: readonly Role[]) => a.join() === b.join()
