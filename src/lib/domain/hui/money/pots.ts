import type { FactOf } from '../../facts.ts'
import { daysLater } from '../calendar.ts'
import type { Doubt, Round } from '../state.ts'
import type { LineStream } from '../stream.ts'
import type { TermsByRound } from '../terms.ts'
import { receiptsFirst } from './receipts.ts'

/**
 * Takes what went out of the pots of the rounds held: handed over, left with the host, kept as commission, and set off. More
 * than a pot holds, or to somebody who did not take, does not count; more than was collected does. What has a receipt counts
 * first.
 * @returns the set-offs that count: what they take out of a pot pays a due
 */
export function emptyPots(
  rounds: readonly Round[],
  { standing, doubts, receipts }: Pick<LineStream, 'standing' | 'doubts' | 'receipts'>,
  terms: TermsByRound
): FactOf<'hui.set-off-agreed'>[] {
  for (const { id, body } of receiptsFirst(standing['hui.pot-handed'], receipts)) {
    const round = rounds[body.k - 1]
    const isMore = round && round.kept + body.commissionKept > round.commission
    const why = isMore ? 'overpaid' : take(round, body, body.to, 'handed')
    if (why) doubts.set(id, why)
    else {
      round!.handed += body.amount
      round!.kept += body.commissionKept
    }
  }
  for (const { id, body } of standing['hui.pot-left']) {
    const why = take(rounds[body.k - 1], body, body.holder, 'left')
    if (why) doubts.set(id, why)
    else rounds[body.k - 1]!.left += body.amount
  }
  return standing['hui.set-off-agreed'].filter(({ id, body }) => {
    const why = dueDoubt(rounds[body.k - 1], body) ?? setOffFrom(rounds[body.pot - 1], body, terms)
    if (why) doubts.set(id, why)
    return !why
  })
}

/** Judges whose due a pot pays. */
function dueDoubt(owed: Round | undefined, { holder, part }: { holder: string; part: number }): Doubt | null {
  if (!owed) return 'unknown-round'
  const owes = owed.dues.some((due) => due.part === part && due.holder === holder)
  return owes ? null : 'unknown-holder'
}

/** Takes what somebody owes out of a pot, once it is due, as far as it is theirs, or tells why not. */
export function setOffFrom(
  pot: Round | undefined,
  { on, amount, holder }: { on: string; amount: number; holder: string },
  terms: TermsByRound
): Doubt | null {
  if (!pot) return 'unknown-round'
  if (!takesPot(pot, holder)) return 'unknown-holder'
  if (on < daysLater(pot.on, terms.at(pot.k).handoverDays)) return 'pot-not-due'
  const why = take(pot, { on, amount }, holder, 'handed')
  if (!why) pot.setOff += amount
  return why
}

type Hands = Map<string, Round['hands'][number]>
const handsByRound = new WeakMap<Round, Hands>()

/** Returns the hands of a round by whom they went to: many may be named. */
function handsOf(round: Round): Hands {
  const known = handsByRound.get(round) ?? new Map(round.hands.map((hand) => [hand.to, hand]))
  handsByRound.set(round, known)
  return known
}

/** Tells whether somebody takes a pot, or a share of it. */
export const takesPot = (round: Round, person: string): boolean =>
  (handsOf(round).get(person)?.share ?? 0) > 0

/** Takes a sum out of a pot, or tells why not. @param how whether they get it, or leave it with the host as a loan */
function take(
  round: Round | undefined,
  { on, amount }: { on: string; amount: number },
  to: string,
  how: 'handed' | 'left'
): Doubt | null {
  if (!round) return 'unknown-round'
  const hand = handsOf(round).get(to)
  if (!hand) return 'not-the-taker'
  const { payout, handed, left, setOff, moved } = round
  if (payout - handed - left - setOff < amount) return 'overpaid'
  moved.push({ on, amount, to })
  hand[how] += amount
  return null
}

/** Tells of each round what is held, and whether it is closed, once dues are settled and pots emptied. */
export function closeRounds(rounds: readonly Round[]): void {
  for (const round of rounds) {
    const { paid, covered, drawn, handed, left, setOff, kept, open, payout, commission } = round
    round.held = paid + covered + drawn - handed - left - setOff - kept
    const isOut = handed + left + setOff === payout && kept === commission
    round.closed = open === 0 && isOut && round.held === 0
    round.moved.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  }
}
