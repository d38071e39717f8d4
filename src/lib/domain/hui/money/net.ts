import type { Line } from '../state.ts'

/** Tells what a person gave and got in a line, đồng, in cash: the state of a line at its end, or where it stopped. */
export interface PersonNet {
  person: string
  /**
   * Own dues, put in for others, paid ahead, given back, late interest, what was agreed at the end, the price of parts bought,
   * and what joining and leaving cost.
   */
  gave: number
  /** Pots, in money or set off, what others gave back, the price of parts sold, paid for a claim, and the commission of the host. */
  got: number
}

/**
 * Returns what a part has gained or lost over the rounds held, đồng: its payout less its dues, whoever held it. A default does
 * not change it.
 */
export function partNet({ rounds }: Pick<Line, 'rounds'>, no: number): number {
  const owed = rounds.flatMap(({ dues }) => dues.filter(({ part }) => part === no).map(({ due }) => due))
  const taken = rounds.find(({ taker }) => taker === no)?.payout ?? 0
  return taken - owed.reduce((sum, due) => sum + due, 0)
}

/**
 * Returns what each person gave and got, sorted by id. What all gave beyond what all got is what the host still holds: of the
 * pots, left with her as a loan, or paid ahead.
 */
export function personNets(
  line: Pick<Line, 'rounds' | 'credits' | 'terms' | 'transfers' | 'members' | 'interest' | 'settlements'>
): PersonNet[] {
  const byPerson = new Map<string, PersonNet>()
  const of = (person: string) => {
    const known = byPerson.get(person) ?? { person, gave: 0, got: 0 }
    byPerson.set(person, known)
    return known
  }
  for (const { dues, hands, kept } of line.rounds) {
    for (const { holder, pieces, drawn, covers } of dues) {
      of(holder).gave += drawn
      for (const { amount, to } of pieces) {
        of(holder).gave += amount
        if (to !== null) of(to).got += amount
      }
      for (const { by, amount } of covers) of(by).gave += amount
    }
    for (const { to, handed } of hands) of(to).got += handed
    of(line.terms.host).got += kept
  }
  for (const { person, amount } of line.credits) of(person).gave += amount
  const pass = (payer: string, payee: string, amount: number) => {
    of(payer).gave += amount
    of(payee).got += amount
  }
  for (const { from, to, paid } of [...line.interest, ...line.settlements.flatMap(({ shares }) => shares)])
    pass(from, to, paid)
  for (const { from, to, price, pays } of line.transfers)
    if (pays === 'buyer') pass(to, from, price)
    else pass(from, to, price)
  const { host } = line.terms
  for (const { person, paid } of line.members.joined) pass(person, host, paid)
  for (const { holder, settled, paid } of line.members.left) {
    pass(holder, host, settled)
    pass(host, holder, paid)
  }
  return [...byPerson.values()].sort((a, b) => (a.person < b.person ? -1 : 1))
}
