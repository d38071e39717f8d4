import { barredAt } from '../../devices/barring.ts'
import type { Fact } from '../../facts.ts'
import { rootAccount, serverAccount } from '../../roles.ts'
import { certificateAt } from '../certificates.ts'
import type { Device, Directory } from '../directory-shape.ts'

/**
 * Why a commander cannot give rights. `reset-password`: they reset the password of the phone's account, at that time (Unix
 * ms), before the phone was introduced; `own-phone`: it is their own, and another commander is there; `not-listed`: nobody
 * makes a commander whom the server does not list as one.
 */
export type VouchingBar = { code: 'reset-password'; at: number } | { code: 'own-phone' | 'not-listed' }

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
export function vouchingBar(known: Directory, fact: Fact, ms: number): VouchingBar | null {
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
  return approvalBar(known, by, phone ?? { account, introducedAt: null }, ms)
}

/** Returns the commanders who may approve a phone now; without any it is the province's to approve. @param ms Unix ms */
export const approversOf = (known: Directory, phone: Phone, ms: number): string[] =>
  commandersAt(known, ms).filter((account) => approvalBar(known, account, phone, ms) === null)

/** Returns the accounts with a commander's phone in use at a time, Unix ms. */
export function commandersAt({ devices, barrings }: Directory, ms: number): string[] {
  const found = devices.filter(
    ({ account, id, certificates }) =>
      certificateAt(certificates, ms)?.roles.includes('commander') && !barredAt(barrings, account, id, ms)
  )
  return [...new Set(found.map(({ account }) => account))]
}

const hasOtherCommander = (known: Directory, than: string, ms: number) =>
  commandersAt(known, ms).some((account) => account !== than)

const firstReset = ({ passwordResets }: Directory, account: string, by: string): number | null =>
  (passwordResets.get(account) ?? [])
    .filter((one) => one.by === by)
    .reduce<number | null>((first, { at }) => Math.min(first ?? at, at), null)
