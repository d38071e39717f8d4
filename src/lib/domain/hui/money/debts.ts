import type { Line, Round } from '../state.ts'
import { shortOf } from '../members/members.ts'
import { restsOf } from './pot-rests.ts'
import { receivablesOf } from './receivables.ts'

/**
 * The reason for a debt. `due`: a due that nobody paid; `cover`: what somebody put in for a due; `joining`: dues of the rounds
 * before somebody joined; `pot`: a payout not handed over; `share`: what one who took a part with others got of theirs;
 * `left`: a payout left with the host as a loan; `credit`: paid ahead and not used; `claim`: what a leaver gets back at the line's end.
 */
type DebtReason = 'due' | 'cover' | 'joining' | 'pot' | 'share' | 'left' | 'credit' | 'claim'

/** Principal that one person owes another, đồng. `k` and `part` are null where it is of no one round or part. */
export interface Debt {
  why: DebtReason
  k: number | null
  part: number | null
  /** Tells how much of the part it is about. */
  units: number | null
  from: string
  to: string
  amount: number
}

/** Sums what a person owes and is owed, đồng. */
export interface DebtSum {
  person: string
  owes: number
  isOwed: number
}

/**
 * Returns all principal owed in a line, as far as the rounds held tell: the oldest round first, then what is of no round. An
 * open due is owed to the host, and the payout by the host, whoever paid late: the host collects and hands over (NĐ
 * 19/2019/NĐ-CP, Điều 17, 18). So with every debt paid each person has what the rounds gave them. What one owes oneself is no
 * debt: the host's own dues are in the pots that she owes. Late interest, agreements at the end and rounds not held are apart.
 */
export function debtsOf({
  rounds,
  credits,
  members,
  terms: { host }
}: Pick<Line, 'rounds' | 'credits' | 'members' | 'terms'>): Debt[] {
  const ofRounds = rounds.flatMap((round): Debt[] => [
    ...receivablesOf({ rounds: [round] }).map(({ k, part, units, holder, to, amount }) => ({
      why: to === null ? ('due' as const) : ('cover' as const),
      k,
      part,
      units,
      from: holder,
      to: to ?? host,
      amount
    })),
    ...potOf(round, host)
  ])
  const ofNone = (why: DebtReason, of: Omit<Debt, 'why' | 'k'>): Debt => ({ why, k: null, ...of })
  const all = [
    ...ofRounds,
    ...members.joined.map((one) =>
      ofNone('joining', {
        part: one.part,
        units: one.units,
        from: one.person,
        to: host,
        amount: shortOf(one)
      })
    ),
    ...credits.map(({ person: to, amount }) =>
      ofNone('credit', { part: null, units: null, from: host, to, amount })
    ),
    ...members.left.map(({ part, units, holder: to, claim, paid }) =>
      ofNone('claim', { part, units, from: host, to, amount: claim - paid })
    )
  ]
  return all.filter(({ from, to, amount }) => from !== to && amount > 0)
}

/** Returns what the host owes of a pot, and what those who took it together owe each other. */
function potOf(round: Round, host: string): Debt[] {
  const { k, taker: part, hands, dues } = round
  const unitsOf = (person: string) =>
    dues.find((due) => due.part === part && due.holder === person)?.units ?? null
  const rests = restsOf(round)
  const owed = hands.flatMap(({ to, left }, i): Debt[] => {
    const of = { k, part, units: unitsOf(to), from: host, to }
    return [
      { why: 'pot', ...of, amount: rests[i]!.amount },
      { why: 'left', ...of, amount: left }
    ]
  })
  return [...owed, ...sharesOf(round, rests).map((one) => ({ ...one, k, part, units: unitsOf(one.to) }))]
}

/**
 * Returns who of those who took together got, or left with the host, some of whose share: it went out of the pot, and the host
 * owes it no more. What all got beyond their shares is what the others lack.
 */
function sharesOf(
  { hands }: Round,
  rests: ReturnType<typeof restsOf>
): Pick<Debt, 'why' | 'from' | 'to' | 'amount'>[] {
  const lacking = hands.map(({ to, share, handed, left }, i) => ({
    to,
    amount: Math.max(0, share - handed - left) - rests[i]!.amount
  }))
  return hands.flatMap(({ to: from, share, handed, left }) => {
    let beyond = Math.max(0, handed + left - share)
    return lacking.map((other) => {
      const amount = Math.min(beyond, other.amount)
      beyond -= amount
      other.amount -= amount
      return { why: 'share' as const, from, to: other.to, amount }
    })
  })
}

/** Sums debts by person, who owes most first; what all owe is what all are owed, and the total. */
export function debtSums(debts: readonly Debt[]): { people: DebtSum[]; total: number } {
  const byPerson = new Map<string, DebtSum>()
  const of = (person: string) => {
    const known = byPerson.get(person) ?? { person, owes: 0, isOwed: 0 }
    byPerson.set(person, known)
    return known
  }
  for (const { from, to, amount } of debts) {
    of(from).owes += amount
    of(to).isOwed += amount
  }
  return {
    people: [...byPerson.values()].sort(
      (a, b) => b.owes - a.owes || b.isOwed - a.isOwed || (a.person < b.person ? -1 : 1)
    ),
    total: debts.reduce((sum, { amount }) => sum + amount, 0)
  }
}

/** Sums what the host of lines owes others, what they owe the host, and what they owe each other, đồng. */
export function hostSums(lines: readonly Pick<Line, 'rounds' | 'credits' | 'members' | 'terms'>[]) {
  const sums = { owes: 0, isOwed: 0, others: 0 }
  for (const line of lines)
    for (const { from, to, amount } of debtsOf(line)) {
      const { host } = line.terms
      sums[from === host ? 'owes' : to === host ? 'isOwed' : 'others'] += amount
    }
  return sums
}
