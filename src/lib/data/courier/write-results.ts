import { addedTo, type Envelope } from '#lib/domain/fact.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Settlement } from './types.ts'

/** A row of CouchDB's answer to `_bulk_docs`. */
export interface WriteRow {
  id: string
  ok?: boolean | undefined
  error?: string | undefined
  reason?: string | undefined
  via?: string | undefined
  took?: number | undefined
  seal?: string | undefined
}

export interface WriteResults {
  settlements: Settlement[]
  /** Facts whose id the server has already: compare them before judging. */
  taken: string[]
  /** True when a row says that the session is not this account's: the answer means nothing then. */
  sessionLost: boolean
}

/** Anything with an id and an author: a fact, or a part of a photo. */
type Offered = Pick<Envelope, 'id' | 'by'>

/**
 * Turns CouchDB's answer into a state for each fact, so that one refusal never holds up the rest. Matches rows by id,
 * never by position; facts without a row keep waiting.
 */
export function readWriteResults(
  rows: readonly WriteRow[],
  offered: readonly Offered[],
  account: string
): WriteResults {
  const rowById = new Map(rows.map((row) => [row.id, row]))
  const verdicts: WriteResults = { settlements: [], taken: [], sessionLost: false }
  for (const { id, by } of offered) {
    const row = rowById.get(id)
    if (!row) verdicts.settlements.push({ id, sync: 'waiting' })
    else if (!row.error) verdicts.settlements.push({ id, sync: 'sent', ...sealOf(row) })
    else if (row.error === 'conflict') verdicts.taken.push(id)
    else if (row.error === 'held') verdicts.settlements.push({ id, sync: 'held', reason: codeOf(row.reason) })
    else if (row.error !== 'forbidden' && row.error !== 'unauthorized')
      verdicts.settlements.push({ id, sync: 'waiting' })
    else {
      const code = codeOf(row.reason)
      const stranger = code === 'signed-out' || (code === 'not-author' && by === account)
      if (code === 'immutable') verdicts.taken.push(id)
      else if (stranger || row.error === 'unauthorized') verdicts.sessionLost = true
      else verdicts.settlements.push({ id, sync: 'refused', reason: code })
    }
  }
  return verdicts
}

/** Compares facts whose id was taken: the same content means a lost answer, or that somebody carried it; else it is another fact. */
export function readTaken(
  taken: readonly string[],
  offered: ReadonlyMap<string, Envelope>,
  served: ReadonlyMap<string, Envelope>
): Settlement[] {
  return taken.map((id) => {
    const there = served.get(id)
    if (!there) return { id, sync: 'waiting' }
    const ours = offered.get(id)!
    if (canonicalString(there) !== canonicalString(ours)) return { id, sync: 'refused', reason: 'id-taken' }
    // One content has more than one right signature, and a carrier may have brought another: its seal is not for ours.
    return { id, sync: 'sent', ...(there.sig === ours.sig && addedTo(there)) }
  })
}

/** Returns the seal in a row, if it is whole. */
const sealOf = (row: WriteRow) =>
  row.took !== undefined && row.seal !== undefined ? addedTo(row as Envelope) : {}

/**
 * Returns the code of a refusal. The validator's reason is JSON `{code, at?}`; any other text of a server counts as one
 * code.
 */
function codeOf(reason = ''): string {
  try {
    const { code } = JSON.parse(reason) as { code?: unknown }
    return typeof code === 'string' ? code : 'not-accepted'
  } catch {
    return 'not-accepted'
  }
}
