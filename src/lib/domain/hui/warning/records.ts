import type { Envelope } from '../../fact.ts'
import type { Fact, FactOf } from '../../facts.ts'
import { whenOf } from '../../order.ts'
import type { Line } from '../state.ts'
import { knownBy } from '../stream.ts'

/** A fold, and the facts of its stream that it was made of. */
export interface WatchedLine {
  state: Line
  facts: readonly Envelope[]
}

/** Money between a member and the host. */
export type Transaction = FactOf<
  'hui.contribution-received' | 'hui.advance-repaid' | 'hui.prepaid' | 'hui.pot-handed'
>

/** The records of a line that the state tells too little about: those that stand, but for `entries`. */
export interface Records {
  /** Each of the line's facts but its agreement, receipts and answers to records, those written by mistake too. */
  entries: Fact[]
  /** ISO day on which each fact was written, by its id: a phone's clock may run ahead, but not of the server's. */
  writtenOn: ReadonlyMap<string, string>
  rounds: Map<string, FactOf<'hui.round-held'>>
  /** Pots handed over and pots left, by round. */
  pots: Map<number, FactOf<'hui.pot-handed' | 'hui.pot-left'>[]>
  transactions: Transaction[]
  transfers: FactOf<'hui.part-transferred'>[]
  /** Those who have signed a transfer, by its id. */
  signed: Map<string, Set<string>>
  /** ISO day on which a member confirmed a record, by its id. */
  confirmed: Map<string, string>
  /** Records of money for which a receipt was issued here. */
  receipts: Set<string>
  /** Records that somebody denies. */
  denied: Set<string>
}

const known = new WeakMap<Line, { facts: readonly Envelope[]; latest: string; records: Records }>()

/**
 * Reads the records of a line as known at `asOf` (Unix ms). Read once for each fold: later calls for the same facts cost
 * nothing.
 */
export function recordsOf(state: Line, facts: readonly Envelope[], asOf: number): Records {
  const now = new Date(asOf).toISOString()
  const before = known.get(state)
  if (before?.facts === facts && before.latest <= now) return before.records
  const latest = facts.reduce((last, { at }) => (at > last ? at : last), '')
  const records = read(state, latest <= now ? facts : knownBy(asOf, facts))
  if (latest <= now) known.set(state, { facts, latest, records })
  return records
}

function read(state: Line, facts: readonly Envelope[]): Records {
  const stream = `line/${state.id}`
  const distinct = new Map<string, Fact>()
  for (const fact of facts) if (fact.stream === stream) distinct.set(fact.id, fact as Fact)
  const reversed = new Set<string>()
  for (const fact of distinct.values()) if (fact.type === 'hui.entry-reversed') reversed.add(fact.body.entry)
  // Counts no money; whom a pot went to instead of its taker is a sign all the same.
  const doubted = new Set(state.doubts.filter(({ why }) => why !== 'not-the-taker').map(({ id }) => id))
  const records: Records = {
    entries: [],
    writtenOn: new Map([...whenOf([...distinct.values()])].map(([{ id }, at]) => [id, at.slice(0, 10)])),
    rounds: new Map(),
    pots: new Map(),
    transactions: [],
    transfers: [],
    signed: new Map(),
    confirmed: new Map(),
    receipts: new Set(),
    denied: new Set()
  }
  for (const fact of distinct.values()) {
    if (fact.type === 'hui.line-agreed') continue
    const isAnswer = fact.type === 'hui.entry-confirmed' || fact.type === 'hui.entry-denied'
    const isPaper = fact.type === 'hui.receipt-issued'
    if (!isAnswer && !isPaper) records.entries.push(fact)
    if (reversed.has(fact.id) || (isAnswer && reversed.has(fact.body.entry))) continue
    if (fact.type === 'hui.part-transferred') records.transfers.push(fact)
    else if (!doubted.has(fact.id)) keep(fact, records)
  }
  return records
}

function keep(
  fact: Fact,
  { rounds, pots, transactions, signed, confirmed, receipts, denied }: Records
): void {
  switch (fact.type) {
    case 'hui.round-held':
      rounds.set(fact.id, fact)
      break
    case 'hui.pot-handed':
    case 'hui.pot-left':
      if (pots.has(fact.body.k)) pots.get(fact.body.k)!.push(fact)
      else pots.set(fact.body.k, [fact])
      if (fact.type === 'hui.pot-handed') transactions.push(fact)
      break
    case 'hui.contribution-received':
    case 'hui.advance-repaid':
    case 'hui.prepaid':
      transactions.push(fact)
      break
    case 'hui.transfer-signed': {
      const { transfer, as } = fact.body
      signed.set(transfer, (signed.get(transfer) ?? new Set()).add(as))
      break
    }
    case 'hui.entry-confirmed': {
      const { entry, on, said } = fact.body
      const before = confirmed.get(entry)
      if (said.by === 'member' && (before === undefined || on < before)) confirmed.set(entry, on)
      break
    }
    case 'hui.receipt-issued':
      receipts.add(fact.body.entry)
      break
    case 'hui.entry-denied':
      denied.add(fact.body.entry)
      break
  }
}
