import type { FactOf } from '../../facts.ts'
import { setOffFrom } from '../money/pots.ts'
import { receiptsFirst } from '../money/receipts.ts'
import type { Doubt, Round } from '../state.ts'
import type { LineStream } from '../stream.ts'
import type { TermsByRound } from '../terms.ts'
import { shortOf, type Joining } from './members.ts'

/** Money of a joiner that pays dues to come, đồng, from an ISO day on. */
interface JoinerAhead {
  holder: string
  since: string
  left: number
}

/**
 * Returns those who joined, with all that they paid the host for the rounds before: at joining, and since, in money or out of
 * a pot of theirs. Of several joinings of one part the earliest is paid first. More than is short does not count, but what has
 * a receipt does, and first: where less is due since, the rest of it is paid ahead. Source: Điều 9 NĐ 19/2019.
 * @param rounds whose pots have been handed over as far as they were
 */
export function joiningsOf(
  rounds: readonly Round[],
  joined: readonly Joining[],
  { standing, doubts, receipts }: Pick<LineStream, 'standing' | 'doubts' | 'receipts'>,
  terms: TermsByRound
): { joined: Joining[]; ahead: JoinerAhead[] } {
  const all = joined.map((one) => ({ ...one }))
  const own = new Map<string, Joining[]>()
  for (const one of all) {
    const key = `${one.part} ${one.person}`
    own.set(key, [...(own.get(key) ?? []), one])
  }
  const ahead: JoinerAhead[] = []
  for (const { id, body } of receiptsFirst(standing['hui.joining-paid'], receipts)) {
    const ofPart = own.get(`${body.part} ${body.holder}`)
    const short = ofPart?.reduce((sum, one) => sum + shortOf(one), 0) ?? 0
    const beyond = ofPart && receipts.has(id) ? Math.max(0, body.amount - short) : 0
    const why = pay({ ...body, amount: body.amount - beyond }, ofPart, rounds, terms)
    if (why) doubts.set(id, why)
    else if (beyond > 0) ahead.push({ holder: body.holder, since: body.on, left: beyond })
  }
  return { joined: all, ahead }
}

function pay(
  { holder, amount, pot, on }: FactOf<'hui.joining-paid'>['body'],
  own: readonly Joining[] | undefined,
  rounds: readonly Round[],
  terms: TermsByRound
): Doubt | null {
  if (!own) return 'unknown-entry'
  if (own.reduce((sum, one) => sum + shortOf(one), 0) < amount) return 'member-overpaid'
  const why = pot === undefined ? null : setOffFrom(rounds[pot - 1], { on, amount, holder }, terms)
  if (why) return why
  let rest = amount
  for (const one of own) {
    const into = Math.min(rest, shortOf(one))
    one.paid += into
    rest -= into
  }
  return null
}
