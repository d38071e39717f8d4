import { listedRoles } from '#lib/domain/directory/role-ends.ts'
import { unitsIn } from '../daily.ts'
import { nullIfMissing } from '../provision/apply.ts'
import type { ProvisionDeps } from '../provision/provision.ts'
import { takeAway } from '../provision/users.ts'
import { directoryOf } from './unit-directory.ts'

/**
 * Takes roles whose last day is over from the accounts in CouchDB, in these units, or all when null. The gateway obeys the
 * last day itself; this keeps what CouchDB says of an account from being older than that.
 * @returns the number of accounts that had such a role
 */
export async function takeEndedRoles(
  units: readonly string[] | null,
  { couch: { nano }, roots, now }: Pick<ProvisionDeps, 'couch' | 'roots' | 'now'>
): Promise<number> {
  let taken = 0
  for (const unit of units ?? unitsIn(await nano.db.list())) {
    const known = await nullIfMissing(directoryOf(nano, unit, roots))
    for (const { account, roles } of known?.accounts.values() ?? []) {
      const inForce = listedRoles(known!, account, now())
      const over = roles.filter((role) => !inForce.includes(role)).map((role) => `${unit}:${role}`)
      if (over.length > 0 && (await takeAway(nano, account, over))) taken++
    }
  }
  return taken
}
