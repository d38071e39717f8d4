import type { Envelope } from '../fact.ts'
import { idTime } from '../uuid.ts'

/** A time in which a phone, or a whole account, was revoked. */
export interface Barring {
  /** The fact that began it; only a fact that names it ends it. */
  fact: string
  by: string
  reason: string
  /** Unix ms of recording; `until` is null while the revocation lasts. */
  from: number
  until: number | null
}

export interface Barrings {
  /** By the id of a key. */
  devices: ReadonlyMap<string, readonly Barring[]>
  accounts: ReadonlyMap<string, readonly Barring[]>
}

/** Tells whether one of these is still in force. */
export const isBarred = (barrings: readonly Barring[] = []): boolean =>
  barrings.some(({ until }) => until === null)

/** Tells whether a fact was recorded while its phone or account was revoked, by the time of recording in its id. */
export function recordedBarred(
  { id, by, device }: Pick<Envelope, 'id' | 'by' | 'device'>,
  { devices, accounts }: Barrings
): boolean {
  const at = idTime(id)
  const lay = ({ from, until }: Barring) => from <= at && (until === null || at < until)
  return [...(devices.get(device) ?? []), ...(accounts.get(by) ?? [])].some(lay)
}
