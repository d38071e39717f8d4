import type { SessionState } from '#lib/domain/access/session.ts'
import { isBarred } from '#lib/domain/devices/barring.ts'
import { deviceOf, isSuspended, type Device, type Directory } from '#lib/domain/directory/directory.ts'
import { rolesInForce } from '#lib/domain/directory/role-ends.ts'
import { homeUnit, unitsOf, type Role } from '#lib/domain/roles.ts'
import type { Directories } from '../directories.ts'

/** Describes what an account may do with a device now. */
export interface Standing {
  state: SessionState
  /** Its roles in the units that do not bar it. */
  roles: string[]
  /** Likewise those whose last day is over. */
  past: string[]
  /** True when its home unit has approved the device, barred or not, and its own session introduced it there. */
  vouched: boolean
}

/**
 * Tells what the directories say of an account with a device: the home unit approves it, and each unit bars it for itself.
 * Asks what is known already: whoever asks must not make this server read a directory.
 * @param held all roles of the account, `<unit>:<role>`, see `allRolesOf`; @param now Unix ms
 */
export async function readStanding(
  held: readonly string[],
  account: string,
  device: string,
  directories: Pick<Directories, 'of'>,
  now: number
): Promise<Standing> {
  const home = homeUnit(held)
  const known = new Map<string, Directory>()
  for (const unit of unitsOf(held)) {
    const there = await orNull(directories.of(unit))
    if (there) known.set(unit, there)
  }
  const placeOf = (name: string) => known.get(name.slice(0, name.lastIndexOf(':')))
  const isInForce = (name: string) => {
    const role = name.slice(name.lastIndexOf(':') + 1) as Role
    return rolesInForce(placeOf(name)!.roleEnds, account, [role], now).length > 0
  }
  const open = held.filter((name) => {
    const there = placeOf(name)
    return there && !isOut(there, account, device)
  })
  const [roles, past] = [open.filter(isInForce), open.filter((name) => !isInForce(name))]
  const there = home === null ? undefined : known.get(home)
  const own = there && deviceOf(there, account, device)
  const member = own && lasts(own, now) ? 'approved' : 'waiting'
  const state = roles.length > 0 ? member : past.length > 0 ? 'ended' : 'barred'
  return { state, roles, past, vouched: own !== undefined && own.admitted && own.firstHand }
}

/** Tells whether a certificate of the device has yet to end. When it begins is said by the phone's own clock. */
const lasts = ({ certificates }: Device, now: number) =>
  certificates.some(({ until }) => until === null || now < until)

const isOut = (known: Directory, account: string, device: string) =>
  isSuspended(known, account) || isBarred(known.barrings.devices.get(device))

async function orNull(asked: Promise<Directory>): Promise<Directory | null> {
  return asked.catch((problem: { statusCode?: number }) => {
    if (problem.statusCode === 404) return null
    throw problem
  })
}
