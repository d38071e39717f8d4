import * as v from 'valibot'
import { devicesById, isCertified } from '../directory/certified.ts'
import { rolesAt, type Directory } from '../directory/directory.ts'
import { publicKey, type PublicKey } from '../directory/facts.ts'
import type { Envelope } from '../fact.ts'
import { exceedsOwn } from '../hui/own/own-record.ts'
import { keepsOwn, rootAccount, type Book } from '../roles.ts'
import { thumbprint } from '../thumbprint.ts'
import { idTime } from '../uuid.ts'
import type { FlagKind } from './facts.ts'

/** How far ahead of the server's time a record may be, ms: a phone corrects its clock by the server's answers. */
export const farAheadMs = 24 * 3_600_000
/** How far behind it may be, ms: what is older than the quarter before this one no phone reads. */
export const farBehindMs = 92 * 24 * 3_600_000

/** A unit's directory, and its root key: whom the notary judges records by. */
export interface Judges {
  known: Directory
  root: { id: string; publicKey: PublicKey } | null
}

/** Holds what the server knows about a record beside what it says. */
export interface Circumstances {
  /** Whether it bears a right seal, and lies where it belongs. */
  isSealed: boolean
  /** Whether the device that it names has signed it; null where that device is not known. */
  isGenuine: boolean | null
  /** When the server took it, or else first saw it, Unix ms. */
  took: number
}

/** Judges one record by itself; what its number says is judged with the others of its device. */
export function findingsOf(
  fact: Envelope,
  { known, root }: Judges,
  { isSealed, isGenuine, took }: Circumstances
): FlagKind[] {
  const found: FlagKind[] = []
  if (!isSealed) found.push('unsealed')
  if (isGenuine === false) found.push('changed')
  const recorded = Math.min(idTime(fact.id), took)
  const isOthers = exceedsOwn(fact, rolesAt(known, fact.by, fact.device, recorded))
  if (isGenuine && (isOthers || !isCertified(fact, known, root?.id ?? null, recorded)))
    found.push('uncertified')
  if ([Date.parse(fact.at), idTime(fact.id)].some((ms) => ms > took + farAheadMs || ms < took - farBehindMs))
    found.push('far-date')
  return found
}

/** Returns the key that the device of a record must have signed with; null where that device is not known. */
export function keyOfAuthor({ type, by, device, body }: Envelope, { known, root }: Judges): PublicKey | null {
  if (by === rootAccount && root?.id === device) return root.publicKey
  if (type === 'directory.device-enrolled') {
    const key = body['key']
    return v.is(publicKey, key) && thumbprint(key) === device ? key : null
  }
  return devicesById(known).get(device)?.[0]?.key ?? null
}

/** Returns the device that a flag about a record names; null for one that no commander approved. */
export function deviceToFlag({ device }: Pick<Envelope, 'device'>, { known, root }: Judges): string | null {
  if (root?.id === device) return device
  return devicesById(known)
    .get(device)
    ?.some(({ admitted }) => admitted)
    ? device
    : null
}

/** Tells whether a phone hands in only some of what it records in a book, see `keepsOwn`: no number of the others is missing. */
export const keepsOthers = (device: string, book: Book, { known }: Pick<Judges, 'known'>): boolean =>
  devicesById(known)
    .get(device)
    ?.some(({ certificates }) => certificates.some(({ roles }) => keepsOwn(roles, book))) ?? false
