import type { Envelope } from '../fact.ts'
import { idTime } from '../uuid.ts'

/** A time in which a phone, or a whole account, was shut out. */
export interface Barring {
  /** The fact that began it; only a fact that names it ends it. */
  fact: string
  by: string
  reason: string
  /** Unix ms of recording; null: it lasts. */
  from: number
  until: number | null
}

export interface Barrings {
  /** By the id of a key. */
  devices: ReadonlyMap<string, readonly Barring[]>
  accounts: ReadonlyMap<string, readonly Barring[]>
}

/** Is somebody shut out now? */
export const isBarred = (barrings: readonly Barring[] = []): boolean =>
  barrings.some(({ until }) => until === null)

/** Was this recorded by a phone or an account while it was shut out? By the time in its id, which is that of recording. */
export function recordedBarred(
  { id, by, device }: Pick<Envelope, 'id' | 'by' | 'device'>,
  { devices, accounts }: Barrings
): boolean {
  const at = idTime(id)
  const lay = ({ from, until }: Barring) => from <= at && (until === null || at < until)
  return [...(devices.get(device) ?? []), ...(accounts.get(by) ?? [])].some(lay)
}
