import type { Envelope } from '../fact.ts'
import { barredAt, isBarred } from '../devices/barring.ts'
import { rootAccount, type Role } from '../roles.ts'
import { certificateAt, effective, type Issued } from './certificates.ts'
import { phoneOf } from './chain.ts'
import { countingFacts, type CountingFacts } from './counting.ts'
import { DirectoryCells } from './directory-cells.ts'
import type { Device, Directory } from './directory-shape.ts'
import { rolesInForce } from './role-ends.ts'

export type {
  Device,
  Directory,
  Gate,
  GateDecision,
  GateGroup,
  RetiredGate,
  UnitHistory,
  WithdrawnDecision
} from './directory-shape.ts'

/**
 * Folds a unit's directory into its people, gates and devices: the latest listing of an account or gate counts. Reads
 * the facts that count by the chain of certificates alone, see `countingFacts`.
 * @param facts signed by the devices that they name
 * @param root id of the unit's root key; without it nobody is approved
 */
export const directory = (facts: readonly Envelope[], root: string | null): Directory =>
  foldedDirectory(countingFacts(facts, root))

/** Folds what counts of a unit's directory, see `directory`. */
export function foldedDirectory({
  facts,
  barrings,
  certificates,
  undone,
  roleEnds
}: CountingFacts): Directory {
  const cells = new DirectoryCells()
  facts.forEach((fact, turn) => cells.put(fact, { at: '', id: '', turn }))
  const entries = cells.fold()
  const devices = [...cells.changedPhones].flatMap(
    (phone) => foldedDevice(phone, { cells, barrings, certificates, undone }) ?? []
  )
  return { ...entries, barrings, devices, roleEnds }
}

/** Folds what is known of one phone; null when nobody introduced it, and for the root, which is none. */
export function foldedDevice(
  phone: string,
  {
    cells,
    barrings,
    certificates,
    undone
  }: Pick<CountingFacts, 'barrings' | 'certificates' | 'undone'> & { cells: DirectoryCells }
): Device | null {
  const said = cells.deviceOf(phone)
  if (!said || said.account === rootAccount) return null
  const own = { certificates: certificates.get(phone) ?? [], barrings: barrings.devices.get(said.id) ?? [] }
  const admitted = own.certificates.length > 0
  const out = isBarred(own.barrings) || isBarred(barrings.accounts.get(said.account))
  const mine = undone.get(phone)
  return { ...said, ...own, ...(mine && { undone: effectiveBy(mine) }), admitted, approved: admitted && !out }
}

const effectiveBy = (undone: ReadonlyMap<string, readonly Issued[]>) =>
  new Map([...undone].map(([by, issued]) => [by, effective(issued)] as const))

/** The phones of a directory, to be found in the same time however many there are. */
export interface DeviceIndex {
  /** By account and device, see `phoneOf`. */
  phones: ReadonlyMap<string, Device>
  /** One of those that bear an id: all have the same key. */
  ids: ReadonlyMap<string, Device>
}

const indexes = new WeakMap<readonly Device[], DeviceIndex>()

/** Takes over the index of a list of devices from whoever keeps it. */
export function indexDevices(devices: readonly Device[], index: DeviceIndex): void {
  indexes.set(devices, index)
}

function indexOf(devices: readonly Device[]): DeviceIndex {
  const known = indexes.get(devices)
  if (known) return known
  const index = {
    phones: new Map(
      devices.map((device) => [phoneOf({ by: device.account, device: device.id }), device] as const)
    ),
    ids: new Map(devices.map((device) => [device.id, device]))
  }
  indexes.set(devices, index)
  return index
}

/** Finds the phone that an account introduced under that key. */
export function deviceOf(
  { devices }: Pick<Directory, 'devices'>,
  account: string,
  id: string
): Device | undefined {
  return indexOf(devices).phones.get(phoneOf({ by: account, device: id }))
}

/** Finds the key of a device, under whatever account it was introduced. */
export const keyOfDevice = ({ devices }: Pick<Directory, 'devices'>, id: string): Device['key'] | undefined =>
  indexOf(devices).ids.get(id)?.key

/**
 * Returns the roles that the certificates of a phone give its account at a time, as far as their last day is not over; none
 * while either is revoked.
 * @param ms Unix ms
 */
export function rolesAt(known: Directory, account: string, id: string, ms: number): readonly Role[] {
  const device = deviceOf(known, account, id)
  if (!device || barredAt(known.barrings, account, id, ms)) return []
  return rolesInForce(known.roleEnds, account, certificateAt(device.certificates, ms)?.roles ?? [], ms)
}

/** Tells whether a phone or its account was ever revoked, or a certificate of the phone ended. */
export function hasLeft(known: Directory, account: string, id: string): boolean {
  const { devices, accounts } = known.barrings
  if (devices.has(id) || accounts.has(account)) return true
  return deviceOf(known, account, id)?.certificates.some(({ until }) => until !== null) ?? false
}

/** Tells whether the whole account is revoked now. */
export function isSuspended({ barrings }: Directory, account: string): boolean {
  return isBarred(barrings.accounts.get(account))
}

/**
 * Returns the name that a person goes by in the commune ("Tư Khởi"), else the full name ("Trần Văn Khởi"), else the
 * account.
 */
export function nameOf(directory: Directory, account: string): string {
  const listed = directory.accounts.get(account)
  return listed?.knownAs ?? listed?.name ?? account
}
