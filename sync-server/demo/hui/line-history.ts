import type { FactOf } from '#lib/domain/facts.ts'
import { commissionIn } from '#lib/domain/hui/money/commission.ts'
import { duesOf } from '#lib/domain/hui/money/dues.ts'
import type { Agreement, HeldPart, RoundBody } from '#lib/domain/hui/state.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact } from '../../fact-writer.ts'
import { seededBytes, seededNumber, seededPick } from '../seeded.ts'
import type { DemoPerson } from './people.ts'
import { disputed, type LinePlan } from './plans.ts'

/** Converts an hour of a day in Việt Nam (UTC+7) to Unix ms. */
export const at = (day: string, hour: number, minute = 0) =>
  Date.parse(`${day}T00:00:00Z`) + ((hour - 7) * 60 + minute) * 60_000

/** The host's post in the group of the line tells what happened. */
const said = { by: 'host', how: 'post' } as const

/** Returns the stream of a line of the demo. */
const streamOf = ({ code, days }: LinePlan) => `line/${uuidv7(at(days[0]!.on, 8), seededBytes(code))}`

/** Returns all entries of a line: its agreement; the tickets, payments and pot of each round; and its stop. */
export function lineHistory(plan: LinePlan, host: DemoPerson, members: readonly DemoPerson[]): NewFact[] {
  const { code, days, stopped } = plan
  const stream = streamOf(plan)
  const agreed = agreementOf(plan, host, members)
  const entries: NewFact[] = [{ stream, type: 'hui.line-agreed', body: agreed, at: at(agreed.startsOn, 8) }]
  let parts: HeldPart[] = agreed.parts.map((holders, i) => ({ no: i + 1, takenAt: null, bid: 0, holders }))
  for (const [i, day] of days.entries()) {
    const body = { ...roundOf(plan, i + 1, parts), ...day }
    const { k, taker, bid } = body
    parts = parts.map((part) => (part.no === taker ? { ...part, takenAt: k, bid } : part))
    entries.push({ stream, type: 'hui.round-held', body, at: at(day.on, 15) })
    // Nobody pays before the taker is known.
    if (code !== disputed || k < days.length) entries.push(...moneyOf(plan, agreed, body, parts))
  }
  if (stopped) entries.push({ stream, type: 'hui.line-stopped', body: stopped, at: at(stopped.on, 9) })
  return entries
}

/** Returns another officer's version of the last round, told by a member: the second bidder bid more, and took. */
export function otherClaim({ face }: LinePlan, course: readonly NewFact[]): NewFact {
  const [agreed, claimed] = [course[0], course.at(-1)!]
  if (agreed?.type !== 'hui.line-agreed') throw new Error('a course begins with its line')
  if (claimed.type !== 'hui.round-held') throw new Error('the course does not end with a round')
  const { body } = claimed
  const [first, second] = body.tickets
  const taker = second!.part
  const bid = first!.bid! + face / 200
  const person = agreed.body.parts[taker - 1]![0]!.person
  const other = { said: { by: 'member', how: 'talk', person }, taker, bid } as const
  const tickets = [{ ...second!, bid }, first!]
  return { ...claimed, body: { ...body, ...other, tickets }, at: claimed.at! + 3_600_000 }
}

/** Returns what was agreed at the beginning: whole parts, but one that two hold, and no interest on what is late. */
function agreementOf(plan: LinePlan, host: DemoPerson, members: readonly DemoPerson[]): Agreement {
  const { code, n, face, period, commission, days, bid, model = 'discount', head = false, halved } = plan
  const { on, ...agreed } = days[0]!
  const holder = (i: number) => (head && i === 0 ? host : memberOf(code, i, members))
  const units = halved ? 2 : 1
  const holdersOf = (i: number) =>
    i + 1 === halved
      ? [i, n].map((of) => ({ person: holder(of).id, units: 1 }))
      : [{ person: holder(i).id, units }]
  return {
    on,
    said,
    code,
    host: host.id,
    model,
    head,
    face,
    unitsPerPart: units,
    parts: Array.from({ length: n }, (_, i) => holdersOf(i)),
    period,
    startsOn: on,
    ...agreed,
    bids: model === 'fixed' ? { fixed: bid } : {},
    tickets: { white: true, proxy: true, absent: true },
    commission,
    hostPays: true,
    advance: 'host',
    lateRate: null,
    collectDays: 3,
    handoverDays: 3
  }
}

/** Picks neighbours in the list, so that some hold several parts of a line and some are in several lines. */
function memberOf(code: string, i: number, members: readonly DemoPerson[]): DemoPerson {
  const start = seededNumber(`${code} hội`, members.length)
  return members[(start + (i % 11 === 10 ? i - 1 : i)) % members.length]!
}

/** Returns the record of round `k`, but for its day; `parts` before it. */
function roundOf(plan: LinePlan, k: number, parts: readonly HeldPart[]): Omit<RoundBody, 'on'> {
  const { code, n, face, model = 'discount', head = false, order = false } = plan
  const alive = parts.filter(({ takenAt }) => takenAt === null).map(({ no }) => no)
  const bid = bidOf(plan, k)
  const round = { said, k, bid, collected: false }
  if (head && k === 1) return { ...round, chosen: 'head', taker: 1, tickets: [] }
  if (k < n && (model === 'discount' || model === 'premium')) {
    const tickets = ticketsOf(`${code} kỳ ${k}`, bid, face, alive)
    return { ...round, chosen: 'bid', taker: tickets[0]!.part, tickets }
  }
  const chosen = order ? 'order' : 'lot'
  return { ...round, chosen, taker: seededPick(alive, `${code} kỳ ${k}`), tickets: [] }
}

/**
 * Returns the bid of a round: the plan's for the last one held, a little more for each earlier one; the last round of a
 * line and the host's own one have none.
 */
function bidOf({ n, days, bid, bids, face, model, head }: LinePlan, k: number): number {
  if (bids) return bids[k - 1]!
  if (k === n || (head && k === 1) || model === 'interest-free') return 0
  if (model === 'fixed') return bid
  const step = face / 200
  return (bid || step * 4) + step * Math.ceil((days.length - k) * 0.8)
}

/** Returns the highest bid and up to three lower ones, all from parts that are alive. */
function ticketsOf(words: string, bid: number, face: number, alive: readonly number[]): RoundBody['tickets'] {
  const order = alive.toSorted(
    (a, b) => seededNumber(`${words} ${a}`, 2 ** 32) - seededNumber(`${words} ${b}`, 2 ** 32)
  )
  return order.slice(0, 4).map((part, i) => ({ part, bid: bid - (i * face) / 200, by: 'holder' }))
}

/**
 * Returns the money in and out; in the last round held only as much as the plan says. The host pays for a first taker who
 * stops. @param parts with the round's taker marked
 */
function moneyOf(
  plan: LinePlan,
  agreed: Agreement,
  { k, on, taker, bid }: RoundBody,
  parts: readonly HeldPart[]
): NewFact[] {
  const { n, days, paid, firstTakerStops } = plan
  const stream = streamOf(plan)
  const dues = parts.flatMap((part) => duesOf(agreed, part, k, bid)).filter(({ due }) => due > 0)
  const paying = k === days.length ? dues.slice(0, paid) : dues
  const stopping = firstTakerStops ? parts.find(({ takenAt }) => takenAt === 1) : undefined
  const entries = paying.map(({ part, holder, due }, i): NewFact => {
    const body = { on, said, k, part, holder, amount: due }
    const of = { stream, at: at(on, 16, i * 5) }
    if (part === stopping?.no)
      return { ...of, type: 'hui.contribution-covered', body: { ...body, by: agreed.host } }
    return { ...of, type: 'hui.contribution-received', body: { ...body, method: methodOf(stream, k, part) } }
  })
  if (paying.length < dues.length) return entries
  const part = parts[taker - 1]!
  const commissionKept = commissionIn({ ...agreed, n }, k, part)
  const amount = dues.reduce((sum, { due }) => sum + due, 0) - commissionKept
  const pot: FactOf<'hui.pot-handed'>['body'] = {
    on,
    said,
    k,
    to: part.holders[0]!.person,
    amount,
    commissionKept,
    method: methodOf(stream, k, taker)
  }
  return [...entries, { stream, type: 'hui.pot-handed', body: pot, at: at(on, 20) }]
}

const methodOf = (stream: string, k: number, part: number) =>
  seededNumber(`${stream} ${k} ${part}`, 3) === 0 ? 'transfer' : 'cash'
