import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { lotDoubt } from './lots.ts'
import { afterStop, type AfterStop } from './members/after-stop.ts'
import { guaranteesIn } from './members/guarantees.ts'
import { Holdings, signedTransfers } from './members/holdings.ts'
import { joiningsOf } from './members/joinings.ts'
import { signedChanges } from './members/signatures.ts'
import { departuresOf } from './members/stakes.ts'
import { SwappedTurns } from './members/swapped-turns.ts'
import { settleDues } from './money/contributions.ts'
import { cameBefore, receiptsFrom, silence, type IsPrintedFrom } from './money/printed-rounds.ts'
import { closeRounds, emptyPots } from './money/pots.ts'
import { settledInterest } from './money/interest.ts'
import { partiesOf, settlementsOf } from './money/settlements.ts'
import { standingReceipts, type ReceiptsByEntry } from './money/receipts.ts'
import { roundOf } from './round.ts'
import type { RoundDifference, Dispute, HeldPart, Line, Round } from './state.ts'
import { lineStream, type LineStream } from './stream.ts'
import { termsOf, type TermsByRound } from './terms.ts'
import { doubtOf } from './verdict.ts'

type RoundFact = FactOf<'hui.round-held'>

/**
 * Folds a line (dây hụi) from its stream as of `asOf` (Unix ms; later facts do not count yet), in whole đồng. The same
 * facts give the same line, whatever the order of arrival. Records that cannot count are listed in `doubts`; nothing is
 * dropped.
 * @returns null when its agreement is not among the facts
 */
export function line(facts: readonly Envelope[], asOf: number): Line | null {
  const silent = new Set<string>()
  let state = folded(facts, asOf, silent)
  // Some may be silent now: what they held back counts, and with it may what came after it. A writer chooses how often.
  for (let i = 0; state && i < mostFolds && silence(state, facts, silent); i += 1)
    state = folded(facts, asOf, silent)
  return state
}

/** Bounds how often a line is folded anew for receipts that hold back changes and do not stand. */
const mostFolds = 4

/** @param silent the receipts that have no say about changes: they did not stand before these came */
function folded(facts: readonly Envelope[], asOf: number, silent: ReadonlySet<string>): Line | null {
  const read = lineStream(facts, asOf)
  if (!read) return null
  const speaking =
    silent.size === 0
      ? read.receipts
      : new Map([...read.receipts].filter(([, { issued }]) => !silent.has(issued.id)))
  const recorded = new Set(read.standing['hui.round-held'].map(({ body }) => body.k))
  const isPrintedFrom = receiptsFrom(speaking, (k) => recorded.has(k), read.standing['hui.member-joined'])
  const terms = termsOf(read.agreed, read.standing['hui.terms-amended'], read.doubts, isPrintedFrom)
  const held = heldRounds(read, terms, isPrintedFrom, speaking)
  const setOffs = emptyPots(held.rounds, read, terms)
  const { joined, ahead } = joiningsOf(held.rounds, held.holdings.joined, read, terms)
  const people = membersOf(read, terms)
  const credits = settleDues(held.rounds, read, {
    collectedIn: held.collected,
    setOffs,
    members: people,
    ahead
  })
  closeRounds(held.rounds)
  const { n } = terms.first
  const interest = settledInterest(held.rounds, read, terms.first.host)
  const isComplete = held.rounds.length === n
  const receipts = standingReceipts(read, { rounds: held.rounds, credits, members: { joined } })
  const { holdings, turns } = held
  const members = {
    left: departuresOf(held.rounds, { left: holdings.left, moves: holdings.moves, joined }, read),
    joined,
    vacant: holdings.vacant,
    swaps: turns.swaps,
    turns: turns.ahead(held.rounds),
    guarantees: guaranteesIn(read, held),
    moves: holdings.moves
  }
  const parties = partiesOf(people, read, members)
  const settlements = settlementsOf(read, { over: isComplete || read.stopped !== null, parties })
  return {
    id: read.agreed.stream.slice(read.agreed.stream.indexOf('/') + 1),
    terms: terms.at(Math.min(n, held.rounds.length + 1)),
    parts: held.parts,
    rounds: held.rounds,
    dispute: held.dispute,
    differences: held.differences,
    stopped: read.stopped,
    credits,
    transfers: holdings.transfers,
    members,
    receipts,
    interest,
    settlements,
    parties: [...parties],
    doubts: [...read.doubts].map(([id, why]) => ({ id, why })),
    newer: read.newer,
    complete: isComplete
  }
}

/**
 * Returns the ids of the host, who stands in for leavers, and of whoever holds a part at the beginning, buys one, or joins and
 * all have signed.
 */
const membersOf = (read: LineStream, { first }: TermsByRound): ReadonlySet<string> =>
  new Set([
    first.host,
    ...first.parts.flatMap((part) => part.map(({ person }) => person)),
    ...signedTransfers(read).map(({ body }) => body.to),
    ...signedChanges('hui.member-joined', read).map(({ body }) => body.person)
  ])

interface HeldRounds {
  parts: HeldPart[]
  rounds: Round[]
  /** Rounds of which the host says that all was paid, but for those people. */
  collected: Map<number, ReadonlySet<string>>
  dispute: Dispute | null
  differences: RoundDifference[]
  holdings: Holdings
  turns: SwappedTurns
}

/** Holds the rounds, one after the other, until one is missing, in dispute or in doubt. */
function heldRounds(
  read: LineStream,
  terms: TermsByRound,
  isPrintedFrom: IsPrintedFrom,
  speaking: ReceiptsByEntry
): HeldRounds {
  const { n } = terms.first
  const late = afterStop(read, isPrintedFrom)
  const recordsByK = sortedByK(read, late)
  const lots = new Map(read.standing['hui.lot-drawn'].map(({ id, body }) => [id, body]))
  const holdings = new Holdings(terms.first, { ...read, receipts: speaking }, { late, isPrintedFrom })
  const turns = new SwappedTurns(terms.first, read, { late, isPrintedFrom })
  const held: HeldRounds = {
    parts: terms.first.parts.map((holders, i) => ({ no: i + 1, takenAt: null, bid: 0, holders })),
    rounds: [],
    collected: new Map(),
    dispute: null,
    differences: [],
    holdings,
    turns
  }
  const { rounds } = held
  const dayIn = dayByRound(recordsByK)
  while (rounds.length < n) {
    const k = rounds.length + 1
    // Tells who holds a part in the round that comes next before it is held.
    held.parts = holdings.begin(k, { terms: terms.at(k), parts: held.parts, rounds })
    const records = recordsByK.get(k)
    judgeLots(k, held.parts, read)
    if (!records) break
    turns.until(dayIn(records), rounds)
    held.dispute = disputeOf(records)
    const { parts } = held
    const counts = held.dispute
      ? undefined
      : soundOf(records, { terms: terms.at(k), parts, rounds, turns, lots }, read)
    if (!counts) break
    const { taker, bid } = counts.body
    held.parts = parts.map((part) => (part.no === taker ? { ...part, takenAt: k, bid } : part))
    hold(
      held,
      counts,
      records.filter(({ id }) => !read.doubts.has(id)),
      { terms, dayIn }
    )
  }
  holdings.end()
  turns.until('9999', rounds)
  leaveWaiting(held.rounds.length, n, recordsByK, read)
  for (const { id, body } of read.standing['hui.lot-drawn'])
    if (body.k > n) read.doubts.set(id, 'unknown-round')
  return held
}

/** Judges the lots of a round by the parts before it; those of later rounds wait without a doubt. */
function judgeLots(k: number, parts: readonly HeldPart[], { standing, doubts }: LineStream) {
  for (const { id, body } of standing['hui.lot-drawn']) {
    const why = body.k === k ? lotDoubt(body, parts) : null
    if (why) doubts.set(id, why)
  }
}

function hold(
  held: HeldRounds,
  counts: RoundFact,
  records: readonly RoundFact[],
  { terms, dayIn }: { terms: TermsByRound; dayIn: ReturnType<typeof dayByRound> }
) {
  const { k } = counts.body
  const ids = [counts.id, ...records.map(({ id }) => id).filter((id) => id !== counts.id)]
  const on = dayIn(records)
  if (records.some(({ body }) => body.on !== on || differs(body, counts.body)))
    held.differences.push({ k, records: ids })
  const collected = records.filter(({ body }) => body.collected)
  if (collected.length > 0) held.collected.set(k, unpaidIn(collected))
  held.rounds.push(roundOf(counts, { terms: terms.at(k), parts: held.parts, on, records: ids }))
}

/**
 * Returns a function that tells the day of a round from its records, ISO: the last one told that breaks no later round, as those
 * were first told to the server; where all do, the one that was told first. Any other is a difference alone.
 */
function dayByRound(recordsByK: ReadonlyMap<number, readonly RoundFact[]>) {
  const firstDayOf = (records: readonly RoundFact[]) =>
    records.reduce((first, one) => (cameBefore(one, first) ? one : first)).body.on
  const later = [...recordsByK].map(([k, records]) => ({ k, on: firstDayOf(records) }))
  return (records: readonly RoundFact[]): string => {
    const [{ body }, first] = [records[0]!, firstDayOf(records)]
    const bound = later.reduce(
      (least, { k, on }) => (k > body.k && on >= first && on < least ? on : least),
      '9999'
    )
    return records.reduce((last, { body: { on } }) => (on > last && on <= bound ? on : last), first)
  }
}

const differs = (a: RoundFact['body'], b: RoundFact['body']) =>
  a.chosen !== b.chosen || heardIn(a) !== heardIn(b)

/** Returns who had not paid by all of these records: one that says they had is believed. */
function unpaidIn([first, ...others]: readonly RoundFact[]): ReadonlySet<string> {
  const { unpaid = [] } = first!.body
  return new Set(unpaid.filter((person) => others.every(({ body }) => body.unpaid?.includes(person))))
}

/** Returns the tickets as one text, whatever the order in which they were written down. */
const heardIn = ({ tickets }: RoundFact['body']) =>
  JSON.stringify(tickets.toSorted((a, b) => a.part - b.part).map(({ part, bid, by }) => [part, bid, by]))

/** Sorts the records of rounds; those later than the stop are in doubt, and make no dispute. */
function sortedByK({ standing, doubts }: LineStream, late: AfterStop): Map<number, RoundFact[]> {
  const byK = new Map<number, RoundFact[]>()
  for (const fact of standing['hui.round-held']) {
    const { k } = fact.body
    if (late.isHeld(fact)) doubts.set(fact.id, 'after-stop')
    else if (byK.has(k)) byK.get(k)!.push(fact)
    else byK.set(k, [fact])
  }
  return byK
}

/** Marks records of rounds behind the next one as waiting for it; those behind the last round never count. */
function leaveWaiting(held: number, n: number, recordsByK: Map<number, RoundFact[]>, { doubts }: LineStream) {
  for (const [k, records] of recordsByK) {
    const why = k > n ? 'unknown-round' : k > held + 1 ? 'out-of-order' : null
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
function soundOf(records: readonly RoundFact[], held: Parameters<typeof doubtOf>[1], { doubts }: LineStream) {
  const verdicts = records.map((record) => ({ record, why: doubtOf(record.body, held) }))
  for (const { record, why } of verdicts) if (why) doubts.set(record.id, why)
  return verdicts.find(({ why }) => !why)?.record
}
