import type { ByBook, Span } from '../devices/device-report.ts'
import type { Book } from '../roles.ts'
import type { BookNumbers } from './facts.ts'
import { explainedKey, type Ledger } from './ledger.ts'
import { missingIn, untimed, type NumberRun } from './number-runs.ts'

/**
 * How long a number must have been missing, with a later one here, ms. A phone sends in order, so minutes would do; but a
 * record that was refused waits until its author has read why and set it aside, and they may be off duty until tomorrow.
 */
export const stoodMs = 24 * 3_600_000
/** How long a phone is believed that a record still waits on it, ms: after that somebody must look for the phone. */
const believedMs = 7 * 24 * 3_600_000

/** Holds what a phone last said of itself; `at`: when, Unix ms. */
interface HeardReport {
  device: string
  heads: ByBook<number>
  waiting: ByBook<readonly Span[]>
  at: number
}

/** Lists where the numbers of a book may be. */
interface Whereabouts {
  /** Of the databases of this book. */
  ledgers: readonly Ledger[]
  /** Of all databases of the unit: what was removed is told in another book. */
  everywhere: readonly Ledger[]
  /** Of this book in other units, where an account that belongs to several writes under the same numbers. */
  elsewhere: readonly Ledger[]
}

/**
 * Returns the numbers of a book that are neither there, nor explained, nor still on their phone, and have been missing for
 * so long that they will not come by themselves; by device.
 * @param reports the last of each phone
 * @param now Unix ms
 */
export function standingGaps(
  book: Book,
  { ledgers, everywhere, elsewhere }: Whereabouts,
  reports: readonly HeardReport[],
  now: number
): Map<string, BookNumbers[]> {
  const runs = presentIn(ledgers)
  for (const { device, heads, waiting, at } of reports) {
    const own = runs.get(device) ?? []
    runs.set(device, own)
    const head = heads[book]
    // The number after the last one that a phone gave out counts as given out at its report.
    if (head !== undefined) own.push([head + 1, head + 1, at])
    if (now - at < believedMs) for (const [from, to] of waiting[book] ?? []) own.push([from, to, untimed])
  }
  const found = new Map<string, BookNumbers[]>()
  for (const [device, own] of runs) {
    const key = explainedKey(book, device)
    const explained = everywhere.flatMap((ledger) => ledger.explained[key] ?? [])
    const standing = (covered: readonly NumberRun[]) =>
      missingIn([...own, ...covered]).filter(({ since }) => now - since >= stoodMs)
    if (standing(explained).length === 0) continue
    const others = elsewhere
      .flatMap((ledger) => ledger.present[device] ?? [])
      .map(([from, to]) => [from, to, untimed] as const)
    const left = standing([...explained, ...others])
    if (left.length > 0)
      found.set(
        device,
        left.map(({ span: [from, to] }) => ({ book, from, to }))
      )
  }
  return found
}

function presentIn(ledgers: readonly Ledger[]): Map<string, NumberRun[]> {
  const runs = new Map<string, NumberRun[]>()
  for (const { present } of ledgers)
    for (const [device, own] of Object.entries(present)) {
      const known = runs.get(device)
      if (known) known.push(...own)
      else runs.set(device, [...own])
    }
  return runs
}
