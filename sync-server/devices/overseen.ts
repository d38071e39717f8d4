import { rolesIn, unitsOf } from '#lib/domain/roles.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { allRolesOf, fetchAccounts, type Account } from '../sessions/accounts.ts'
import type { Holder } from '../sessions/holder.ts'

/** Lists the units that the holder commands. */
export const commandedBy = ({ roles }: Pick<Holder, 'roles'>): string[] =>
  unitsOf(roles).filter((unit) => rolesIn(unit, roles).includes('commander'))

/** Tells whether the holder looks after an account: it is their own, or has a role in a unit that they command. */
export const oversees = (holder: Holder, account: string, owner: Account): boolean =>
  account === holder.account ||
  commandedBy(holder).some((unit) => rolesIn(unit, allRolesOf(owner)).length > 0)

/** Reads the accounts that the holder looks after. */
export async function overseenBy(
  holder: Holder,
  { couch, directories }: { couch: Couch; directories: Pick<Directories, 'of'> }
): Promise<Map<string, Account>> {
  const known = await Promise.all(commandedBy(holder).map(directories.of))
  const names = new Set([holder.account, ...known.flatMap(({ accounts }) => [...accounts.keys()])])
  const accounts = await fetchAccounts(couch.nano, [...names])
  return new Map([...accounts].filter(([account, owner]) => oversees(holder, account, owner)))
}
