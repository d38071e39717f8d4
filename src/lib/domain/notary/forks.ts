import { canonicalString } from '../canonical.ts'
import type { Envelope } from '../fact.ts'

/** Identifies a number of a device within its book. */
export const numberKey = ({ device, n }: Pick<Envelope, 'device' | 'n'>) => `${device} ${n}`

/** Returns the records that share their number with another one, by number. @param facts signed by their devices */
export function forksAmong(facts: readonly Envelope[]): Envelope[][] {
  const byNumber = new Map<string, Map<string, Envelope>>()
  for (const fact of facts) {
    const same = byNumber.get(numberKey(fact)) ?? new Map<string, Envelope>()
    // A copy in another quarter is the same record, and two bodies under one id are two. Compares what was signed: a carrier
    // can turn a right signature into another right one.
    byNumber.set(numberKey(fact), same.set(canonicalString(fact), fact))
  }
  return [...byNumber.values()].filter(({ size }) => size > 1).map((same) => [...same.values()])
}

/** Most numbers of one device that are looked into at a time: of its forks, one flag a day tells. */
const maxOfDevice = 20
/** Most numbers of one book. */
const maxSuspects = 2_000

/** Adds a number that two records may share, unless enough of them wait: no device takes the room of others. */
export function withSuspect(before: readonly string[], fact: Pick<Envelope, 'device' | 'n'>): string[] {
  const number = numberKey(fact)
  const own = before.filter((one) => one.startsWith(`${fact.device} `))
  const isFull = before.length >= maxSuspects || own.length >= maxOfDevice
  return isFull || own.includes(number) ? [...before] : [...before, number]
}
