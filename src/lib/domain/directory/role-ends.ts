import { lastFrom } from '../devices/barring.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { Role } from '../roles.ts'
import { idTime } from '../uuid.ts'

type Listing = FactOf<'directory.account-listed'>
/** The last day of each role that ends, `2026-12-31` in Vietnam. */
export type LastDays = Readonly<NonNullable<Listing['body']['until']>>

/** Holds what the listings of accounts say of the end of their roles, by account, the earliest listing first. */
export type RoleEnds = ReadonlyMap<string, readonly { from: number; until: LastDays }[]>

export const noEnds: RoleEnds = new Map()

const hourMs = 3_600_000

/** Returns the moment at which a day in Vietnam (UTC+7 all year) is over, Unix ms. */
export const endOfDay = (day: string): number => Date.parse(`${day}T00:00:00.000Z`) + 17 * hourMs

/** Returns when a role ends by its listing, Unix ms; Infinity for one that does not. */
export const endOfRole = (until: LastDays | undefined, role: Role): number => {
  const day = until?.[role]
  return day === undefined ? Infinity : endOfDay(day)
}

export const isListing = (fact: Fact): fact is Listing => fact.type === 'directory.account-listed'

/**
 * Reads the ends of roles out of listings that count. Each listing speaks of the time from its recording on, so that one
 * that prolongs a role gives no rights to the days between.
 */
export function roleEndsIn(listings: readonly Listing[]): RoleEnds {
  const ends = new Map<string, { from: number; until: LastDays }[]>()
  const ending = new Set(listings.filter(({ body }) => body.until).map(({ body }) => body.account))
  const sorted = listings
    .filter(({ body }) => ending.has(body.account))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, body } of sorted) {
    const all = ends.get(body.account) ?? []
    all.push({ from: idTime(id), until: body.until ?? {} })
    ends.set(body.account, all)
  }
  return ends
}

/** Returns those of an account's roles whose last day is not over at a time. @param ms Unix ms */
export function rolesInForce(
  ends: RoleEnds,
  account: string,
  held: readonly Role[],
  ms: number
): readonly Role[] {
  const all = ends.get(account)
  const listing = all?.[lastFrom(all, ms)]
  return listing ? held.filter((role) => ms < endOfRole(listing.until, role)) : held
}

/** Returns when a role of a listed account ends next, Unix ms; Infinity: none does. */
export function nextRoleEnd(
  listed: Pick<Listing['body'], 'roles' | 'until'> | undefined,
  now: number
): number {
  const ends = listed?.roles.map((role) => endOfRole(listed.until, role)) ?? []
  return Math.min(...ends.filter((ms) => ms > now))
}

/**
 * Returns the roles with which an account is listed and whose last day is not over. @param ms Unix ms; -Infinity: whether
 * over or not
 */
export function listedRoles(
  { accounts }: { accounts: ReadonlyMap<string, Pick<Listing['body'], 'roles' | 'until'>> },
  account: string,
  ms: number
): readonly Role[] {
  const listed = accounts.get(account)
  return listed?.roles.filter((role) => ms < endOfRole(listed.until, role)) ?? []
}
