import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { line } from '#lib/domain/hui/line.ts'
import { receiptFor } from '#lib/domain/hui/money/receipts.ts'
import { nextReceiptNumber } from '#lib/domain/hui/receipt-number.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import type { NewFact } from '../../fact-writer.ts'

/** An entry, and the one that it tells of: its id is known only once both are numbered. */
export type DemoEntry = NewFact & { of?: NewFact }

/** The field that holds the id of the entry told of. */
const idField: Partial<Record<FactType, string>> = {
  'hui.round-held': 'lot',
  'hui.receipt-issued': 'entry',
  'hui.entry-reversed': 'entry',
  'hui.entry-confirmed': 'entry',
  'hui.entry-denied': 'entry',
  'hui.transfer-signed': 'transfer',
  'hui.change-signed': 'change',
  'hui.claim-paid': 'left',
  'hui.agreed-paid': 'agreed',
  'hui.claim-reversed': 'claim',
  'hui.remark-reversed': 'remark',
  'hui.group-entry-reversed': 'entry'
}

/**
 * Returns the entries of one author as a writer's device numbers them, each with the id of the one that it tells of, and
 * receipts with their numbers. @param device id of the device that writes them, and nothing before them
 */
export function numbered(entries: readonly DemoEntry[], device: string): Envelope[] {
  const place = { unit: 'phuong-lang-tron', book: 'hui', device } as const
  const ids = new Map<NewFact, string>()
  let [last, receipts] = [0, 0]
  return entries.map((entry, i) => {
    const { stream, type, body, at, of } = entry
    last = Math.max(at!, last + 1)
    const id = certifiedId({ ...place, n: i + 1 }, last)
    ids.set(entry, id)
    const told = of && { [idField[type]!]: ids.get(of)! }
    const number = type === 'hui.receipt-issued' && {
      number: nextReceiptNumber(receipts++, device, 'Láng Tròn')
    }
    return {
      ...place,
      id,
      n: i + 1,
      stream,
      type,
      at: new Date(last).toISOString(),
      by: 'demo',
      body: { ...body, ...told, ...number } as Envelope['body'],
      sig: ''
    }
  })
}

/** Sorts oldest first, as a writer writes. */
export const inTime = <Entry extends NewFact>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => a.at! - b.at!)

/** Folds a line of the demo with what was recorded by `at`, Unix ms. */
export function lineAt(entries: readonly DemoEntry[], at: number): Line {
  const { state } = read(entries, at)
  return state
}

function read(entries: readonly DemoEntry[], at: number) {
  const known = inTime(entries).filter((entry) => entry.at! <= at)
  const facts = numbered(known, 'd'.repeat(43))
  return { state: line(facts, at)!, factOf: (entry: DemoEntry) => facts[known.indexOf(entry)]! }
}

/** Returns the receipt that is issued at `at` (Unix ms) for money of a line, by what its entries say then. */
export function receiptOf(
  money: DemoEntry,
  { among, on, at }: { among: readonly DemoEntry[]; on: string; at: number }
): DemoEntry {
  const { state, factOf } = read(among, at)
  const says = receiptFor(state, factOf(money) as FactOf<'hui.prepaid'>)
  if (!says) throw new Error('no receipt for money that does not count')
  const body = { on, said: { by: 'officer', how: 'seen' } as const, number: '', ...says }
  return { stream: money.stream, type: 'hui.receipt-issued', body, at, of: money }
}
