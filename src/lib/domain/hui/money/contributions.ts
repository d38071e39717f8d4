import type { FactOf } from '../../facts.ts'
import type { DueCover, Credit, Due, Piece, Round } from '../state.ts'
import type { LineStream } from '../stream.ts'
import { PaidAhead } from './paid-ahead.ts'
import { holdSound, isMoneyOfDue, type GoneMoney } from './sound-receipts.ts'
import { receiptsFirst, type ReceiptsByEntry } from './receipts.ts'

type Money = FactOf<
  'hui.contribution-received' | 'hui.contribution-covered' | 'hui.advance-repaid' | 'hui.set-off-agreed'
>

/**
 * Settles the dues of the rounds held, whatever the order of the records: what a holder paid goes to the due as far as
 * nobody covered it, then repays who did, and what is left is credit, which pays the same holder's dues of rounds after
 * that day by itself, and no older debt; what is missing then came in where *thu đủ* says so. What a receipt says of a payment comes before all else. A later record changes what is still owed, never that a payment was made.
 * @param collectedIn the rounds of which the host says that all was paid, but for those people @param setOffs what pots have paid
 * @param members whoever holds a part, or is to get one: nobody else pays ahead, but for what has a receipt @param beyond what joiners paid for more than is due
 * @returns the credit not used
 */
export function settleDues(
  rounds: readonly Round[],
  read: Pick<LineStream, 'standing' | 'doubts' | 'receipts' | 'reversed'>,
  {
    collectedIn,
    setOffs,
    members,
    ahead: beyond
  }: {
    collectedIn: ReadonlyMap<number, ReadonlySet<string>>
    setOffs: readonly FactOf<'hui.set-off-agreed'>[]
    members: ReadonlySet<string>
    ahead: readonly { holder: string; since: string; left: number }[]
  }
): Credit[] {
  const byDue = sorted(rounds, read, setOffs)
  const goneOf = reversedByDue(read)
  const ahead = new PaidAhead()
  for (const { id, body } of read.standing['hui.prepaid']) {
    if (members.has(body.holder) || read.receipts.has(id))
      ahead.add(body.holder, { since: body.on, left: body.amount })
    else read.doubts.set(id, 'unknown-holder')
  }
  for (const { holder, since, left } of beyond) ahead.add(holder, { since, left })
  const collected = new Map<number, FactOf<'hui.round-held'>[]>()
  for (const record of read.standing['hui.round-held'])
    if (record.body.collected && !read.doubts.has(record.id)) {
      const { k } = record.body
      const told = collected.get(k)
      if (told) told.push(record)
      else collected.set(k, [record])
    }
  for (const round of rounds) {
    const unpaid = collectedIn.get(round.k)
    for (const due of round.dues) {
      const money = byDue.get(due) ?? []
      const paidAll = collected.get(round.k)?.filter(({ body }) => !body.unpaid?.includes(due.holder)) ?? []
      if (read.receipts.size > 0)
        holdSound(due, { money, collected: paidAll, gone: goneOf(round.k, due) }, read)
      settle(due, money, {
        collected: unpaid !== undefined && !unpaid.has(due.holder),
        on: round.on,
        ahead,
        receipts: read.receipts
      })
    }
    for (const sum of ['paid', 'covered', 'drawn', 'open'] as const)
      round[sum] = round.dues.reduce((total, due) => total + due[sum], 0)
  }
  return ahead.left
}

/** Gives each record to the due that it names; one that names none waits, or is in doubt. */
function sorted(
  rounds: readonly Round[],
  { standing, doubts }: Pick<LineStream, 'standing' | 'doubts'>,
  setOffs: readonly FactOf<'hui.set-off-agreed'>[]
): Map<Due, Money[]> {
  const all: Money[] = [
    ...setOffs,
    ...standing['hui.contribution-received'],
    ...standing['hui.contribution-covered'],
    ...standing['hui.advance-repaid']
  ]
  const dueOf = new Map<string, Due>()
  for (const { k, dues } of rounds) for (const due of dues) dueOf.set(`${k} ${due.part} ${due.holder}`, due)
  const byDue = new Map<Due, Money[]>()
  for (const money of all) {
    const { k, part, holder } = money.body
    const due = dueOf.get(`${k} ${part} ${holder}`)
    if (!due) {
      doubts.set(money.id, rounds[k - 1] ? 'unknown-holder' : 'unknown-round')
      continue
    }
    const known = byDue.get(due)
    if (known) known.push(money)
    else byDue.set(due, [money])
  }
  return byDue
}

/** Returns a function that finds the reversed money of a due. */
function reversedByDue({ reversed, receipts }: Pick<LineStream, 'reversed' | 'receipts'>) {
  const byDue = new Map<string, GoneMoney[]>()
  for (const { fact, by } of receipts.size > 0 ? reversed : []) {
    if (!isMoneyOfDue(fact)) continue
    const { k, part, holder } = fact.body
    const key = `${k} ${part} ${holder}`
    const known = byDue.get(key)
    if (known) known.push({ one: fact, by })
    else byDue.set(key, [{ one: fact, by }])
  }
  return (k: number, { part, holder }: Due) => byDue.get(`${k} ${part} ${holder}`) ?? []
}

/** Tells what a due is settled with. `collected`: what nobody covered counts as paid, as far as nothing paid ahead pays it. */
interface Settling {
  collected: boolean
  on: string
  ahead: PaidAhead
  receipts: ReceiptsByEntry
}

function settle(due: Due, money: readonly Money[], { collected, on, ahead, receipts }: Settling): void {
  const since = money.reduce((last, { body }) => (body.on > last ? body.on : last), on)
  const left = (person: string, amount: number) => ahead.add(person, { since, left: amount })
  const isPrinted = ({ id }: Money) => receipts.has(id)
  const printed = receipts.size > 0 ? receiptsFirst(money.filter(isPrinted), receipts) : []
  const promised = promisedBy(printed, { due: due.due, money }, receipts)
  const covers = coversOf(due.due - promised.whole, money, { left, back: promised.back })
  due.covers = [...covers.values()]
  due.covered = due.covers.reduce((sum, { amount }) => sum + amount, 0)
  const own = due.due - due.covered
  let counted = 0
  const put = ({ id, body }: Money, amount: number) => {
    counted += amount
    // *Thu đủ* tells that it came on the day of the round.
    pay(due, { on: collected ? on : body.on, amount, to: null, entry: id })
  }
  const back = (cover: DueCover | undefined, { id, body }: Money, amount: number) => {
    if (!cover) return amount
    const piece = {
      on: body.on,
      amount: Math.min(amount, cover.amount - cover.repaid),
      to: cover.by,
      entry: id
    }
    cover.repaid += piece.amount
    pay(due, piece)
    return amount - piece.amount
  }
  for (const one of printed) {
    const into = promised.into.get(one.id)!
    put(one, into)
    let rest = one.body.amount - into
    for (const { to, amount } of receipts.get(one.id)!.issued.body.back)
      rest -= amount - back(covers.get(to), one, amount)
    due.credit += rest
  }
  // How many of those who covered it were repaid all: nobody looks at them again.
  let repaid = 0
  // Of all that was named for one who covered it, first; then what came for the due, the oldest first.
  const others = byDay(printed.length > 0 ? money.filter((one) => !isPrinted(one)) : money)
  for (const one of others)
    if (one.type === 'hui.advance-repaid') due.credit += back(covers.get(one.body.to), one, one.body.amount)
  for (const one of others) {
    if (one.type !== 'hui.contribution-received' && one.type !== 'hui.set-off-agreed') continue
    const into = Math.min(one.body.amount, own - counted)
    put(one, into)
    let rest = one.body.amount - into
    while (rest > 0 && repaid < due.covers.length) {
      const cover = due.covers[repaid]!
      rest = back(cover, one, rest)
      if (cover.repaid === cover.amount) repaid += 1
    }
    due.credit += rest
  }
  due.open = own - counted
  ahead.pay(due, on)
  if (collected) {
    pay(due, { on, amount: due.open, to: null, entry: null })
    due.open = 0
  }
  due.pieces.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  due.paid = due.pieces.reduce((sum, { to, amount }) => (to === null ? sum + amount : sum), 0)
  left(due.holder, due.credit)
}

/**
 * Tells what receipts say that a due was paid with, and who was repaid for what they had put in: the earliest receipt first, no
 * more than is due, nor to anybody more than they put in.
 */
function promisedBy(
  printed: readonly Money[],
  { due, money }: { due: number; money: readonly Money[] },
  receipts: ReceiptsByEntry
) {
  const into = new Map<string, number>()
  const back = new Map<string, number>()
  const put = new Map<string, number>()
  if (printed.length > 0)
    for (const { type, body } of money)
      if (type === 'hui.contribution-covered') put.set(body.by, (put.get(body.by) ?? 0) + body.amount)
  let [whole, repaid] = [0, 0]
  for (const { id } of printed) {
    const { body } = receipts.get(id)!.issued
    const amount = Math.min(body.into, due - whole - repaid)
    into.set(id, amount)
    whole += amount
    for (const { to, amount } of body.back) {
      const before = back.get(to) ?? 0
      const more = Math.min(amount, (put.get(to) ?? 0) - before, due - whole - repaid)
      back.set(to, before + more)
      repaid += more
    }
  }
  return { into, back, whole }
}

function pay(due: Due, piece: Piece): void {
  if (piece.amount > 0) due.pieces.push(piece)
}

/** Sorts money by its own day; of one day in the order of the records. */
const byDay = (money: readonly Money[]) =>
  money.toSorted((a, b) => (a.body.on < b.body.on ? -1 : a.body.on > b.body.on ? 1 : 0))

/**
 * Returns who covered a due, in the order of the records, no more than is due.
 * @param left takes what somebody put in beyond it @param back what receipts say that each was repaid: it counts first
 */
function coversOf(
  owed: number,
  money: readonly Money[],
  { left, back }: { left: (person: string, amount: number) => void; back: ReadonlyMap<string, number> }
): Map<string, DueCover> {
  const put = money.flatMap(({ type, body }) =>
    type === 'hui.contribution-covered' ? [{ by: body.by, rest: body.amount }] : []
  )
  const covers = new Map<string, DueCover>()
  const cover = (one: (typeof put)[number], most: number) => {
    const amount = Math.min(owed, one.rest, most)
    owed -= amount
    one.rest -= amount
    const same = covers.get(one.by)
    if (same) same.amount += amount
    else if (amount > 0) covers.set(one.by, { by: one.by, amount, repaid: 0 })
  }
  if (back.size > 0)
    for (const one of put) cover(one, (back.get(one.by) ?? 0) - (covers.get(one.by)?.amount ?? 0))
  for (const one of put) cover(one, Infinity)
  for (const { by, rest } of put) left(by, rest)
  return covers
}
