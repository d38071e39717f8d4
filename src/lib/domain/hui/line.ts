import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { settle } from './payments.ts'
import { roundOf } from './round.ts'
import type { Dispute, Line } from './state.ts'
import { lineStream, type LineStream } from './stream.ts'
import { doubtOf } from './verdict.ts'

type RoundFact = FactOf<'hui.round-recorded'>

/**
 * Folds a line (dây hụi) from its stream as of `asOf` (Unix ms; later facts do not count yet), in whole đồng. The same
 * facts give the same line, whatever the order of arrival. Entries that cannot count are listed in `doubts`; nothing is
 * dropped.
 * @returns null when its opening is not among the facts
 */
export function line(facts: readonly Envelope[], asOf: number): Line | null {
  const read = lineStream(facts, asOf)
  if (!read) return null
  const opened = openedLine(read.opening)
  holdRounds(opened, read)
  settle(opened.rounds, read, opened.n)
  opened.stopped = read.stopped
  opened.doubts = [...read.doubts].map(([id, why]) => ({ id, why }))
  opened.complete = opened.rounds.length === opened.n
  return opened
}

function openedLine({ stream, body }: FactOf<'hui.line-opened'>): Line {
  const { host, face, period, commission } = body
  const n = body.parts.length
  const id = stream.slice(stream.indexOf('/') + 1)
  const parts = body.parts.map((holder, i) => ({ no: i + 1, holder, takenAt: null }))
  const held = { rounds: [], dispute: null, stopped: null, doubts: [], complete: false }
  return { id, opening: { ...body, n }, host, face, n, period, commission, parts, ...held }
}

/** Adds the rounds that were held, one after the other, until one is missing, in dispute or in doubt. */
function holdRounds(opened: Line, read: LineStream) {
  const { rounds, parts, n } = opened
  while (rounds.length < n) {
    const records = read.roundsByK.get(rounds.length + 1)
    if (!records) break
    opened.dispute = disputeOf(records)
    const counts = opened.dispute ? undefined : soundOf(records, opened, read.doubts)
    if (!counts) break
    parts[counts.body.taker - 1]!.takenAt = counts.body.k
    rounds.push(roundOf(counts, opened))
  }
  leaveWaiting(opened, read)
}

/** Marks records of rounds behind the next one as waiting for it; those behind the last round never count. */
function leaveWaiting({ rounds, n }: Line, { roundsByK, doubts }: LineStream) {
  for (const [k, records] of roundsByK) {
    const why = k > n ? 'unknown-round' : k > rounds.length + 1 ? 'out-of-order' : null
    if (why) for (const { id } of records) doubts.set(id, why)
  }
}

/** Returns the dispute among records of one round: naming another taker or bid makes one; equal records are one claim. */
function disputeOf(records: readonly RoundFact[]): Dispute | null {
  const claims = new Set(records.map(({ body }) => `${body.taker} ${body.bid}`))
  if (claims.size === 1) return null
  const rounds = records.map(({ id, by, body }) => ({ id, taker: body.taker, bid: body.bid, by }))
  return { k: records[0]!.body.k, rounds }
}

/** Returns the first of equal claims that may count; those that may not are put in doubt. */
function soundOf(records: readonly RoundFact[], held: Line, doubts: LineStream['doubts']) {
  const verdicts = records.map((record) => ({ record, why: doubtOf(record.body, held) }))
  for (const { record, why } of verdicts) if (why) doubts.set(record.id, why)
  return verdicts.find(({ why }) => !why)?.record
}
