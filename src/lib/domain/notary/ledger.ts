import type { Envelope } from '../fact.ts'
import type { Book } from '../roles.ts'
import { addRun, untimed, type NumberRun } from './number-runs.ts'

/**
 * The numbers that one database holds or explains, as JSON; it grows with the gaps, not with the records. Which order the
 * records came in makes no difference.
 */
export interface Ledger {
  /** By device. */
  present: Record<string, NumberRun[]>
  /** By book and device: what was removed is recorded in another book than its own. */
  explained: Record<string, NumberRun[]>
}

export const emptyLedger = (): Ledger => ({ present: {}, explained: {} })

export const explainedKey = (book: Book, device: string) => `${book} ${device}`

/**
 * Enters a record that its device has signed.
 * @param took when the server took it, Unix ms
 * @returns false where its number is there already: then it is a copy, or a fork
 */
export function enter(ledger: Ledger, { device, n, book, type, body }: Envelope, took: number): boolean {
  const aside = body['n']
  if (type === 'device.set-aside' && typeof aside === 'number' && Number.isSafeInteger(aside))
    explain(ledger, book as Book, { device, from: aside, to: aside })
  return addRun((ledger.present[device] ??= []), [n, n, took])
}

/** Enters what a record of the server says about numbers that it has removed. */
export function enterRemovals(ledger: Ledger, { type, book, body }: Envelope): void {
  if (type === 'directory.quarter-removed')
    for (const run of body['taken'] as Taken[]) explain(ledger, body['book'] as Book, run)
  if (type === 'duty.strangers-removed')
    for (const { device, n } of body['taken'] as Numbered[])
      explain(ledger, book as Book, { device, from: n, to: n })
  if (type === 'directory.facts-erased')
    for (const { device, n } of body['erased'] as Numbered[])
      explain(ledger, body['book'] as Book, { device, from: n, to: n })
}

interface Numbered {
  device: string
  n: number
}
interface Taken {
  device: string
  from: number
  to: number
}

function explain({ explained }: Ledger, book: Book, { device, from, to }: Taken): void {
  addRun((explained[explainedKey(book, device)] ??= []), [from, to, untimed])
}
