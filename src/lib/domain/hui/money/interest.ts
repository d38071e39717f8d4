import type { FactOf } from '../../facts.ts'
import type { Doubt, Due, Line, Round, SettledInterest } from '../state.ts'
import type { LineStream } from '../stream.ts'
import { takesPot } from './pots.ts'
import { lateIn, latePotsIn, type LatePot, type LateSum } from './late.ts'

type Of = Pick<FactOf<'hui.late-interest-paid'>['body'], 'k' | 'part' | 'from'>

/**
 * Sums what was paid and waived of late interest, by round, part, who was late, and whom it is owed to, in the order of the
 * records. It is no money of the pots. Only who put something in, the host, or of a pot who takes it, may be paid or waive;
 * what has a receipt was paid, whoever turns out later to have owed, to have put in or to take.
 */
export function settledInterest(
  rounds: readonly Round[],
  { standing, doubts, receipts }: Pick<LineStream, 'standing' | 'doubts' | 'receipts'>,
  host: string
): SettledInterest[] {
  const settled = new Map<string, SettledInterest>()
  const coverers = new Map<Due, ReadonlySet<string>>()
  /** Reads who put something into a due, once: anybody may record thousands of payments of one. */
  const coverersOf = (due: Due) => {
    const known = coverers.get(due) ?? new Set(due.covers.map(({ by }) => by))
    coverers.set(due, known)
    return known
  }
  const add = (id: string, of: Of, to: string, { paid, waived }: { paid: number; waived: number }) => {
    const why = whyNotOwed(of, to, rounds[of.k - 1], { host, coverersOf })
    if (why && !(why !== 'unknown-round' && receipts.has(id))) return void doubts.set(id, why)
    const { k, part = null, from } = of
    const key = `${k} ${part} ${from} ${to}`
    const known = settled.get(key) ?? { k, part, from, to, paid: 0, waived: 0 }
    settled.set(key, { ...known, paid: known.paid + paid, waived: known.waived + waived })
  }
  for (const { id, body } of standing['hui.late-interest-paid'])
    add(id, body, body.to, { paid: body.amount, waived: 0 })
  for (const { id, body } of standing['hui.penalty-waived'])
    add(id, body, body.by, { paid: 0, waived: body.amount })
  return [...settled.values()]
}

function whyNotOwed(
  { part, from }: Of,
  to: string,
  round: Round | undefined,
  { host, coverersOf }: { host: string; coverersOf: (due: Due) => ReadonlySet<string> }
): Doubt | null {
  if (!round) return 'unknown-round'
  if (part === undefined) {
    const takes = takesPot(round, to)
    return from === host && takes ? null : 'not-the-creditor'
  }
  const due = round.dues.find((due) => due.part === part && due.holder === from)
  if (!due) return 'unknown-holder'
  const isCreditor = to !== from && (to === host || coverersOf(due).has(to))
  return isCreditor ? null : 'not-the-creditor'
}

/** Late interest of one due to one person, or of one pot, đồng. For reference: for a mediator, and never for a reminder. */
export interface LateAccount {
  k: number
  /** Null for the round's pot. */
  part: number | null
  from: string
  /** Whom it is owed to; of a pot one of those who take it. */
  to: string
  sums: (LateSum | LatePot)[]
  /** By Điều 22, of the sums that it reckons. */
  asked: number
  /** Some of the sums are for a judge or mediator to reckon: nothing is asked for them here. */
  forJudge: boolean
  paid: number
  waived: number
  /** Asked for, less what was paid and waived; never below 0. */
  left: number
}

/**
 * Returns the late interest of a line, the oldest round first, as of an ISO day: what is asked for by Điều 22 NĐ 19/2019, and
 * what was paid or waived of it. What nobody put in is asked for by the host.
 */
export function lateAccounts(line: Line, day: string): LateAccount[] {
  const { host } = line.terms
  const accounts = new Map<string, LateAccount>()
  const of = (k: number, part: number | null, from: string, to: string) => {
    const key = `${k} ${part} ${from} ${to}`
    const known = accounts.get(key)
    if (known) return known
    const made = { k, part, from, to, sums: [], asked: 0, forJudge: false, paid: 0, waived: 0, left: 0 }
    accounts.set(key, made)
    return made
  }
  const take = (account: LateAccount, sum: LateSum | LatePot) => {
    account.sums.push(sum)
    if (sum.interest === null) account.forJudge = true
    else account.asked += sum.interest
  }
  for (const sum of lateIn(line, day)) take(of(sum.k, sum.part, sum.holder, sum.to ?? host), sum)
  for (const pot of latePotsIn(line, day)) take(of(pot.k, null, host, pot.to), pot)
  for (const { k, part, from, to, paid, waived } of line.interest) {
    const account = of(k, part, from, to)
    account.paid += paid
    account.waived += waived
  }
  for (const account of accounts.values())
    account.left = Math.max(0, account.asked - account.paid - account.waived)
  return [...accounts.values()].sort((a, b) => a.k - b.k || (a.part ?? Infinity) - (b.part ?? Infinity))
}
