import { barredAt, barredByOthersAt } from '../../devices/barring.ts'
import type { Fact } from '../../facts.ts'
import { rootAccount, serverAccount } from '../../roles.ts'
import { certificateAt } from '../certificates.ts'
import type { Device, Directory } from '../directory-shape.ts'
import { rolesInForce } from '../role-ends.ts'

/**
 * Why a commander cannot give rights. `reset-password`: they reset the password of the phone's account, at that time (Unix
 * ms), before the phone was introduced; `own-phone`: it is their own, and another commander is there; `not-listed`: nobody
 * makes a commander whom the server does not list as one.
 */
export type VouchingBar = { code: 'reset-password'; at: number } | { code: 'own-phone' | 'not-listed' }

/** `demotion`: it would make the phone of another commander a lesser one, which takes a revocation. */
type GrantBar = VouchingBar | { code: 'demotion' }

type Phone = Pick<Device, 'account' | 'introducedAt'>

/** Tells what keeps a commander from approving, or readmitting, a phone now. @param ms Unix ms */
export function approvalBar(known: Directory, by: string, phone: Phone, ms: number): VouchingBar | null {
  const reset = firstReset(known, phone.account, by)
  if (reset !== null && reset <= (phone.introducedAt ?? Infinity))
    return { code: 'reset-password', at: reset }
  return phone.account === by && hasOtherCommander(known, by, ms) ? { code: 'own-phone' } : null
}

/** Tells what keeps a commander from restoring a suspended account now. @param ms Unix ms */
export function restorationBar(
  known: Directory,
  by: string,
  account: string,
  ms: number
): VouchingBar | null {
  const reset = firstReset(known, account, by)
  return reset !== null && hasOtherCommander(known, by, ms) ? { code: 'reset-password', at: reset } : null
}

/**
 * Tells what keeps a fact from counting by the chain's own rule about second commanders, as of a directory without it; null
 * for facts that give no rights. @param ms Unix ms
 */
export function vouchingBar(known: Directory, fact: Fact, ms: number): GrantBar | null {
  const { type, by, body } = fact
  if (by === serverAccount || by === rootAccount) return null
  if (type === 'directory.account-restored') return restorationBar(known, by, body.account, ms)
  if (type === 'directory.device-readmitted') {
    const phones = known.devices.filter(({ id }) => id === body.device)
    return phones.map((phone) => approvalBar(known, by, phone, ms)).find((bar) => bar !== null) ?? null
  }
  if (type !== 'directory.device-approved') return null
  const { account, device, roles } = body
  const isListed = known.accounts.get(account)?.roles.includes('commander') ?? false
  if (roles.includes('commander') && !isListed) return { code: 'not-listed' }
  const phone = known.devices.find((one) => one.id === device && one.account === account)
  if (phone && account !== by && !roles.includes('commander') && isCommanders(known, phone, ms))
    return { code: 'demotion' }
  return approvalBar(known, by, phone ?? { account, introducedAt: null }, ms)
}

/** Returns the commanders who may approve a phone now; without any it is the province's to approve. @param ms Unix ms */
export const approversOf = (known: Directory, phone: Phone, ms: number): string[] =>
  commandersAt(known, ms).filter((account) => approvalBar(known, account, phone, ms) === null)

/** Returns the accounts with a commander's phone in use at a time, Unix ms. */
export function commandersAt(known: Directory, ms: number): string[] {
  const inUse = known.devices.filter(
    (device) => !barredAt(known.barrings, device.account, device.id, ms) && isCommanders(known, device, ms)
  )
  return [...new Set(inUse.map(({ account }) => account))]
}

/** Tells whether a phone's certificate makes it a commander's at a time, whether it is barred or not; Unix ms. */
function isCommanders(
  { roleEnds }: Directory,
  { account, certificates }: Pick<Device, 'account' | 'certificates'>,
  ms: number
): boolean {
  const held = certificateAt(certificates, ms)?.roles ?? []
  return rolesInForce(roleEnds, account, held, ms).includes('commander')
}

/** Leaves out whom others put out of use, not whom the one itself did, or undid: else they would let themselves in meanwhile. */
const hasOtherCommander = (known: Directory, than: string, ms: number) =>
  known.devices.some(
    (device) =>
      device.account !== than &&
      !barredByOthersAt(known.barrings, device, than, ms) &&
      [device.certificates, device.undone?.get(than) ?? []].some((certificates) =>
        isCommanders(known, { ...device, certificates }, ms)
      )
  )

const firstReset = ({ passwordResets }: Directory, account: string, by: string): number | null =>
  (passwordResets.get(account) ?? [])
    .filter((one) => one.by === by)
    .reduce<number | null>((first, { at }) => Math.min(first ?? at, at), null)
