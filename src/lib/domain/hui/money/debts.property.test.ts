import { expect, test } from 'vitest'
import { fold, holds, late, sum, total } from '../../../../../tests/hui/line-laws.ts'
import { bookOf, type LinePlan } from '../../../../../tests/hui/line-plans.ts'
import type { Line } from '../state.ts'
import { line } from '../line.ts'
import { debtsOf, debtSums, hostSums } from './debts.ts'
import { personNets } from './net.ts'

/** Returns a line in which pots go to, or are left by, who takes them; nothing is agreed at its end. */
function plainLine(planned: LinePlan): Line {
  const book = bookOf({ ...planned, receipts: [], interest: [], agreedShares: [] })
  const { rounds } = fold(book)
  for (const { k, payout, hands } of rounds)
    if (k % 2 === 0 && payout > 2) book.leave(k, Math.floor(payout / 3), hands.at(-1)!.to)
  const facts = book.facts.map((fact) => {
    const hands = fact.type === 'hui.pot-handed' && rounds[Number(fact.body['k']) - 1]?.hands
    return hands ? { ...fact, body: { ...fact.body, to: hands[0]!.to } } : fact
  })
  return line(facts, late)!
}

test('a total is the sum of its rows; what somebody owes, another is owed; nobody owes themselves', () => {
  holds((planned) => {
    const debts = debtsOf(plainLine(planned))
    const { people, total: all } = debtSums(debts)
    for (const { from, to, amount } of debts) {
      expect(Number.isSafeInteger(amount) && amount > 0).toBe(true)
      expect(from).not.toBe(to)
    }
    expect(BigInt(all)).toBe(total(debts.map(({ amount }) => BigInt(amount))))
    expect(sum(people.map(({ owes }) => owes))).toBe(all)
    expect(sum(people.map(({ isOwed }) => isOwed))).toBe(all)
    const of = hostSums([plainLine(planned)])
    expect(of.owes + of.isOwed + of.others).toBe(all)
    for (const { person, owes, isOwed } of people) {
      expect(owes).toBe(sum(debts.filter(({ from }) => from === person).map(({ amount }) => amount)))
      expect(isOwed).toBe(sum(debts.filter(({ to }) => to === person).map(({ amount }) => amount)))
    }
  })
})

test('whoever owes or is owed may agree at the end, and stands once among those who may', () => {
  holds((planned) => {
    const of = plainLine(planned)
    const parties = new Set(of.parties)
    expect(parties.size).toBe(of.parties.length)
    const outside = debtsOf(of).filter(({ from, to }) => !parties.has(from) || !parties.has(to))
    expect(outside).toEqual([])
  })
})

test('with every debt paid each person has, to the đồng, what the rounds and who came and went give them', () => {
  let cases = 0
  holds((planned) => {
    const of = plainLine(planned)
    const debts = debtsOf(of)
    cases += Number(debts.some(({ why }) => why === 'share'))
    const sums = debtSums(debts).people
    const cash = new Map(personNets(of).map(({ person, gave, got }) => [person, got - gave]))
    const { host } = of.terms
    // The host has in hand what came in and went to nobody.
    const inHand = sum([
      ...of.rounds.map(({ held, left }) => held + left),
      ...of.credits.map(({ amount }) => amount)
    ])
    cash.set(host, (cash.get(host) ?? 0) + inHand)
    for (const { person, owes, isOwed } of sums) cash.set(person, (cash.get(person) ?? 0) + isOwed - owes)
    const fair = fairShares(of)
    for (const person of new Set([...cash.keys(), ...fair.keys()]))
      expect([person, cash.get(person) ?? 0]).toEqual([person, fair.get(person) ?? 0])
  })
  expect(cases).toBeGreaterThan(0)
})

/** Returns what each person comes to have of a line, đồng, by dues and payouts alone, whatever was paid of them. */
function fairShares({ rounds, transfers, members, terms: { host } }: Line): Map<string, number> {
  const shares = new Map<string, number>()
  const add = (person: string, amount: number) => shares.set(person, (shares.get(person) ?? 0) + amount)
  const pass = (from: string, to: string, amount: number) => {
    add(from, -amount)
    add(to, amount)
  }
  for (const { dues, hands, commission } of rounds) {
    for (const { holder, due } of dues) add(holder, -due)
    for (const { to, share } of hands) add(to, share)
    add(host, commission)
  }
  for (const { from, to, price, pays } of transfers)
    if (pays === 'buyer') pass(to, from, price)
    else pass(from, to, price)
  for (const { person, due, paid } of members.joined) pass(person, host, Math.max(due, paid))
  for (const { holder, settled, claim } of members.left) {
    pass(holder, host, settled)
    pass(host, holder, claim)
  }
  return shares
}
