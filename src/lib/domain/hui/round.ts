import type { FactOf } from '../facts.ts'
import { commissionIn } from './money/commission.ts'
import { duesOf } from './money/dues.ts'
import { split } from './money/split.ts'
import type { Due, HeldPart, Round, Terms } from './state.ts'

/**
 * Builds round `k` as recorded, nothing paid yet; `parts` with its taker marked and its holders of then.
 * @param on the day that counts, of several records of it @param records ids of all of them, the one that counts first
 */
export function roundOf(
  { body }: FactOf<'hui.round-held'>,
  { terms, parts, on, records }: { terms: Terms; parts: readonly HeldPart[]; on: string; records: string[] }
): Round {
  const { k, lunar = null, taker, bid, chosen, tickets } = body
  const dues = parts.flatMap((part) => duesOf(terms, part, k, bid)).map(unpaid)
  const gross = dues.reduce((sum, { due }) => sum + due, 0)
  const commission = commissionIn(terms, k, parts[taker - 1]!)
  const payout = gross - commission
  const { holders } = parts[taker - 1]!
  const shares = split(
    payout,
    holders.map(({ units }) => units)
  )
  const hands = holders.map(({ person }, i) => ({ to: person, share: shares[i]!, handed: 0, left: 0 }))
  const pot = { gross, commission, payout, hands }
  const money = {
    paid: 0,
    covered: 0,
    drawn: 0,
    open: gross,
    handed: 0,
    left: 0,
    setOff: 0,
    kept: 0,
    held: 0
  }
  return {
    k,
    on,
    lunar,
    records,
    terms,
    taker,
    bid,
    chosen,
    tickets,
    dues,
    ...pot,
    ...money,
    moved: [],
    closed: false
  }
}

// Not a spread of what is owed: of the fold of a line, a quarter went into that.
const unpaid = ({ part, holder, units, due }: Pick<Due, 'part' | 'holder' | 'units' | 'due'>): Due => ({
  part,
  holder,
  units,
  due,
  paid: 0,
  covered: 0,
  drawn: 0,
  open: due,
  covers: [],
  pieces: [],
  credit: 0
})
