import { isBarred, type Barring } from '#lib/domain/devices/barring.ts'
import { isSuspended, type Device, type Directory } from '#lib/domain/directory/directory.ts'
import { approvalBar, restorationBar, type VouchingBar } from '#lib/domain/directory/vouching/vouching-bar.ts'
import { maxStanding } from '#lib/domain/directory/facts.ts'
import { maxReason } from '#lib/domain/directory/limits.ts'
import type { StoredFact, SyncState } from '#lib/domain/stored.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { isSuspended, maxReason }

export type Admission = 'waiting' | 'inUse' | 'shutOut'

/** Returns a phone's own admission, regardless of its account's state. */
export function admissionOf({ admitted, barrings }: Device): Admission {
  if (isBarred(barrings)) return 'shutOut'
  return admitted ? 'inUse' : 'waiting'
}

/**
 * Sorts the phones that wait for nothing: those in use by the person who holds them, the names in Vietnamese order, and
 * those out of use, by themselves or with their account, approved or not. A server's key belongs to no person.
 */
export function phonesByPerson(
  directory: Directory,
  nameOf: (account: string) => string
): { inUse: { account: string; devices: Device[] }[]; out: Device[] } {
  const isWaiting = (device: Device) =>
    admissionOf(device) === 'waiting' && !isSuspended(directory, device.account)
  const known = directory.devices
    .filter((device) => directory.accounts.has(device.account) && !isWaiting(device))
    .sort(
      (a, b) => nameOf(a.account).localeCompare(nameOf(b.account), 'vi') || (a.account < b.account ? -1 : 1)
    )
  const isInUse = (device: Device) => admissionOf(device) === 'inUse' && device.approved
  const byPerson = new Map<string, Device[]>()
  for (const device of known.filter(isInUse))
    byPerson.set(device.account, [...(byPerson.get(device.account) ?? []), device])
  return {
    inUse: [...byPerson].map(([account, devices]) => ({ account, devices })),
    out: known.filter((device) => !isInUse(device))
  }
}

/** Tells who put a phone, or its whole account, out of use last, and when; null when the directory knows nobody. */
export function barredSince(
  { devices, barrings }: Directory,
  account: string,
  device: string
): (Barring & { of: 'phone' | 'account' }) | null {
  const own = devices.find((one) => one.account === account && one.id === device)
  const found = [
    ...openBarrings(own?.barrings).map((one) => ({ ...one, of: 'phone' }) as const),
    ...openBarrings(barrings.accounts.get(account)).map((one) => ({ ...one, of: 'account' }) as const)
  ]
  return found.sort((a, b) => b.from - a.from)[0] ?? null
}

/** Whether an act on a phone or an account holds: other phones, gates and the server know of it only through the server. */
export type Force = 'holds' | 'waits' | 'refused'

/** Tells whether a record written here holds; undefined: it has not been read yet, and counts as waiting. */
export function forceOf(sync: SyncState | undefined): Force {
  if (sync === 'sent' || sync === 'received') return 'holds'
  return sync === 'refused' || sync === 'set-aside' ? 'refused' : 'waits'
}

/** Follows a record that this phone wrote about a phone or an account; another phone's is not among them. */
export const ownRecord = (notebook: Notebook, fact: string): Live<StoredFact[]> =>
  new Live(notebook.records(notebook.deviceId, 'directory', [fact]), [])

/** Returns the barrings in force, the latest last. */
export const openBarrings = (barrings: readonly Barring[] = []) =>
  barrings.filter(({ until }) => until === null)

/**
 * Certifies a phone for the roles that its account is listed with, from the time that it introduced itself: what it
 * recorded while it waited counts.
 */
export async function approve(notebook: Notebook, phone: Device): Promise<Outcome> {
  if (approvalBarOf(notebook, phone)) return notAllowed
  const { id: device, account, enrolledAt } = phone
  const roles = [...(notebook.directory.accounts.get(account)?.roles ?? [])]
  const from = new Date(Math.min(Date.parse(enrolledAt), notebook.now())).toISOString()
  return notebook.record({
    ...at(notebook, 'device', device),
    type: 'directory.device-approved',
    body: { account, device, roles, from }
  })
}

const notAllowed: Outcome = { ok: false, refusal: { code: 'not-allowed' } }

/** Tells what keeps this account from approving, or readmitting, a phone: it would count nowhere. */
export const approvalBarOf = (notebook: Notebook, phone: Device): VouchingBar | null =>
  approvalBar(notebook.directory, notebook.identity.account, phone, notebook.now())

/** Tells likewise what keeps it from letting a suspended account in again. */
export const restorationBarOf = (notebook: Notebook, account: string): VouchingBar | null =>
  restorationBar(notebook.directory, notebook.identity.account, account, notebook.now())

/** Revokes a phone; the approvals that it is known to have written stay in force. */
export function revoke(notebook: Notebook, device: string, reason: string): Promise<Outcome> {
  const body = { device, reason: cleanText(reason), stands: grantedBy(notebook, ({ id }) => id === device) }
  return notebook.record({ ...at(notebook, 'device', device), type: 'directory.device-revoked', body })
}

/** Suspends an account; the approvals that its phones are known to have written stay in force. */
export function suspendAccount(notebook: Notebook, account: string, reason: string): Promise<Outcome> {
  const stands = grantedBy(notebook, (device) => device.account === account)
  const body = { account, reason: cleanText(reason), stands }
  return notebook.record({ ...at(notebook, 'account', account), type: 'directory.account-suspended', body })
}

const grantedBy = ({ directory }: Notebook, isMeant: (device: Device) => boolean): string[] =>
  directory.devices
    .filter(isMeant)
    .flatMap(({ granted }) => granted)
    .slice(0, maxStanding)

/** Ends all barrings of a phone, with one record each; returns the last outcome, or the first failure. */
export async function readmit(notebook: Notebook, { id: device, barrings }: Device): Promise<Outcome | null> {
  const phones = notebook.directory.devices.filter(({ id }) => id === device)
  if (phones.some((phone) => approvalBarOf(notebook, phone))) return notAllowed
  return endEach(barrings, (revocation) =>
    notebook.record({
      ...at(notebook, 'device', device),
      type: 'directory.device-readmitted',
      body: { device, revocation }
    })
  )
}

/** Ends all barrings of an account likewise. */
export async function restoreAccount(
  notebook: Notebook,
  account: string,
  barrings: readonly Barring[]
): Promise<Outcome | null> {
  if (restorationBarOf(notebook, account)) return notAllowed
  return endEach(barrings, (suspension) =>
    notebook.record({
      ...at(notebook, 'account', account),
      type: 'directory.account-restored',
      body: { account, suspension }
    })
  )
}

async function endEach(barrings: readonly Barring[], end: (fact: string) => Promise<Outcome>) {
  let outcome: Outcome | null = null
  for (const { fact } of openBarrings(barrings)) {
    outcome = await end(fact)
    if (!outcome.ok) break
  }
  return outcome
}

function at({ unit }: Notebook, kind: 'device' | 'account', id: string) {
  return { unit, book: 'directory', stream: `${kind}/${id}` } as const
}
