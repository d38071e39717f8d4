import type { ListedAccount } from '#lib/domain/directory/directory-shape.ts'
import { endOfRole, type LastDays } from '#lib/domain/directory/role-ends.ts'
import { roles, type Role } from '#lib/domain/roles.ts'

/** A role whose last day is known. */
export interface EndingRole {
  role: Role
  /** In Vietnam, `2026-12-31`. */
  day: string
}

/** Returns the roles of a listed account that end, the first to end first. */
export function endingRoles(listed: ListedAccount | undefined): EndingRole[] {
  const until: LastDays = listed?.until ?? {}
  return roles
    .flatMap((role) => {
      const day = listed?.roles.includes(role) ? until[role] : undefined
      return day === undefined ? [] : [{ role, day }]
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

const soonMs = 7 * 24 * 3_600_000

/** Returns those that end within seven days, by this phone's corrected clock, and those that have ended by it. */
export const endingSoon = (listed: ListedAccount | undefined, now: number): EndingRole[] =>
  endingRoles(listed).filter(({ role }) => endOfRole(listed?.until, role) - now <= soonMs)
