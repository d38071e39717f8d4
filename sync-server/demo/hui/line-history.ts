import { commissionOf } from '#lib/domain/hui/commission.ts'
import { grossOf } from '#lib/domain/hui/round.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact } from '../../fact-writer.ts'
import { seededBytes, seededNumber } from '../seeded.ts'
import type { DemoPerson } from './people.ts'
import { disputed, type LinePlan } from './plans.ts'

/** Converts an hour of a day in Việt Nam (UTC+7) to Unix ms. */
export const at = (day: string, hour: number, minute = 0) =>
  Date.parse(`${day}T00:00:00Z`) + ((hour - 7) * 60 + minute) * 60_000

/** Returns the stream of a line of the demo. */
const streamOf = ({ code, days }: LinePlan) => `line/${uuidv7(at(days[0]!.on, 8), seededBytes(code))}`

/** Returns all entries of a line: its opening; the bids, payments and pot of each round; and its stop. */
export function lineHistory(plan: LinePlan, host: DemoPerson, members: readonly DemoPerson[]): NewFact[] {
  const { code, n, face, period, commission, days } = plan
  const { on: startsOn, ...agreed } = days[0]!
  const parts = Array.from({ length: n }, (_, i) => memberOf(code, i, members).id)
  const body = { code, host: host.id, face, period, commission, startsOn, ...agreed, parts }
  const entries: NewFact[] = [{ stream: streamOf(plan), type: 'hui.line-opened', body, at: at(startsOn, 8) }]
  const alive = parts.map((_, i) => i + 1)
  days.forEach((_, i) => entries.push(...roundOf(plan, i + 1, alive, entries)))
  if (plan.stopped) {
    const stop = { stream: streamOf(plan), at: at(plan.stopped.on, 9) }
    entries.push({ ...stop, type: 'hui.line-stopped', body: plan.stopped })
  }
  return entries
}

/** Returns another officer's version of the last round: the second bidder bid more, and took. */
export function otherClaim({ face }: LinePlan, course: readonly NewFact[]): NewFact {
  const claimed = course.at(-1)!
  if (claimed.type !== 'hui.round-recorded') throw new Error('the course does not end with a round')
  const { body } = claimed
  const [first, second] = body.bids
  const bid = first!.amount + face / 200
  const bids = [{ part: second!.part, amount: bid }, first!]
  return { ...claimed, body: { ...body, bids, taker: second!.part, bid }, at: claimed.at! + 3_600_000 }
}

/** Picks neighbours in the list, so that some hold several parts of a line and some are in several lines. */
function memberOf(code: string, i: number, members: readonly DemoPerson[]): DemoPerson {
  const start = seededNumber(`${code} hội`, members.length)
  return members[(start + (i % 11 === 10 ? i - 1 : i)) % members.length]!
}

/** Returns the entries of the round after `before`; removes its taker from `alive`. */
function roundOf(plan: LinePlan, k: number, alive: number[], before: readonly NewFact[]): NewFact[] {
  const { code, n, face, days } = plan
  const [stream, day, bid] = [streamOf(plan), days[k - 1]!, bidOf(plan, k)]
  const bids = k === n ? [] : bidsOf(`${code} kỳ ${k}`, bid, face, alive)
  const taker = bids[0]?.part ?? alive[0]!
  alive.splice(alive.indexOf(taker), 1)
  const body = { k, ...day, bids, taker, bid, byLot: false }
  const round: NewFact = { stream, type: 'hui.round-recorded', body, at: at(day.on, 15) }
  // Nobody pays before the taker is known.
  if (code === disputed && k === days.length) return [round]
  const first = before.find(({ type }) => type === 'hui.round-recorded')
  const stopping = plan.firstTakerStops && first?.type === 'hui.round-recorded' ? first.body.taker : null
  return [round, ...moneyOf(plan, k, taker, alive, stopping)]
}

/**
 * Returns the bid of a round: the plan's for the last one held, a little more for each earlier one; the last round of a
 * line has none.
 */
function bidOf({ n, days, bid, bids, face }: LinePlan, k: number): number {
  if (bids) return bids[k - 1]!
  if (k === n) return 0
  const step = face / 200
  return (bid || step * 4) + step * Math.ceil((days.length - k) * 0.8)
}

/** Returns the highest bid and up to three lower ones, all from parts that are alive. */
function bidsOf(words: string, bid: number, face: number, alive: readonly number[]) {
  const order = alive.toSorted(
    (a, b) => seededNumber(`${words} ${a}`, 2 ** 32) - seededNumber(`${words} ${b}`, 2 ** 32)
  )
  return order.slice(0, 4).map((part, i) => ({ part, amount: bid - (i * face) / 200 }))
}

/** Returns the money in and out; in the last round held only as much as the plan says. The host pays for the part `stopping`. */
function moneyOf(
  plan: LinePlan,
  k: number,
  taker: number,
  alive: readonly number[],
  stopping: number | null
): NewFact[] {
  const { n, face, commission, days, paid } = plan
  const [stream, { on }, bid] = [streamOf(plan), days[k - 1]!, bidOf(plan, k)]
  const owing = Array.from({ length: n }, (_, i) => i + 1).filter((part) => part !== taker)
  const paying = k === days.length ? owing.slice(0, paid) : owing
  const entries = paying.map((part, i): NewFact => {
    const body = { k, part, amount: alive.includes(part) ? face - bid : face }
    const type = part === stopping ? 'hui.contribution-advanced' : 'hui.contribution-paid'
    return { stream, type, body, at: at(on, 16, i * 5) }
  })
  if (paying.length < owing.length) return entries
  const amount = grossOf(k, n, face, bid) - commissionOf(commission, face)
  return [...entries, { stream, type: 'hui.payout-handed', body: { k, amount }, at: at(on, 20) }]
}
