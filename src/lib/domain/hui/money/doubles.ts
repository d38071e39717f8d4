import type { FactOf } from '../../facts.ts'
import { takenAt } from '../../stored.ts'
import type { Doubt } from '../state.ts'

/** Two records of the same money this close are asked about, ms. */
const soon = 3_600_000

const moneyTypes = [
  'hui.contribution-received',
  'hui.contribution-covered',
  'hui.advance-repaid',
  'hui.prepaid',
  'hui.pot-handed',
  'hui.pot-left',
  'hui.set-off-agreed',
  'hui.late-interest-paid',
  'hui.agreed-paid',
  'hui.claim-paid',
  'hui.joining-paid'
] as const
type MoneyType = (typeof moneyTypes)[number]
type Money = FactOf<MoneyType>

interface Read {
  standing: { [Type in MoneyType | 'hui.entry-confirmed']: FactOf<Type>[] }
  receipts: ReadonlyMap<string, unknown>
  doubts: Map<string, Doubt>
}

/**
 * Puts in doubt, and out of what stands, money that looks as if it was heard twice: the same people, round, part, day and sum
 * within an hour, or the same receipt of the same person. The first one that the server took counts, of those that wait the
 * first one that happened: what comes later takes nothing away. The second does once somebody confirms that it was another
 * payment. What has a receipt always counts; what looks the same is the double, also an earlier one.
 * @param whenOf when a fact happened, Unix ms
 */
export function leaveDoubles({ standing, receipts, doubts }: Read, whenOf: (fact: Money) => number): void {
  // A mere *so it is* may have been said before there were two.
  const others = standing['hui.entry-confirmed'].filter(({ body }) => body.another)
  const confirmed = new Set(others.map(({ body }) => body.entry))
  for (const type of moneyTypes) {
    const all = standing[type] as Money[]
    const early =
      receipts.size > 0
        ? beforePrinted(all, (id) => receipts.has(id) && !confirmed.has(id), whenOf)
        : new Set()
    const counted = new Times()
    const isDouble = (fact: Money) => {
      const [at, keys] = [whenOf(fact), keysOf(fact)]
      const isAgain = early.has(fact.id) || counted.isNear(keys, at)
      if (isAgain && !confirmed.has(fact.id) && !receipts.has(fact.id)) return true
      counted.keep(keys, at)
      return false
    }
    const doubled = all.toSorted(byArrival).filter(isDouble)
    for (const { id } of doubled) doubts.set(id, 'heard-twice')
    if (doubled.length > 0) Object.assign(standing, { [type]: all.filter((fact) => !doubts.has(fact.id)) })
  }
}

/** Returns the ids of money that looks like later money with a receipt, but for what was said to be another payment. */
function beforePrinted(
  all: readonly Money[],
  isPrinted: (id: string) => boolean,
  whenOf: (fact: Money) => number
) {
  const printed = new Times()
  const early = new Set<string>()
  for (const fact of all.toReversed()) {
    const [at, keys] = [whenOf(fact), keysOf(fact)]
    if (isPrinted(fact.id)) printed.keep(keys, at)
    else if (printed.isNear(keys, at)) early.add(fact.id)
  }
  return early
}

type Key = { key: string; within: number }

/** Sorts what the server took first to the front; what waits keeps its order. */
const byArrival = (a: Money, b: Money) => {
  const [first, second] = [takenAt(a) ?? Infinity, takenAt(b) ?? Infinity]
  return first === second ? 0 : first - second
}

/** Remembers when money of each key happened: the first and the last time of each hour, Unix ms. */
class Times {
  readonly #hoursOf = new Map<string, Map<number, { first: number; last: number }>>()

  keep(keys: readonly Key[], at: number): void {
    for (const { key, within } of keys) {
      const hours = this.#hoursOf.get(key) ?? new Map<number, { first: number; last: number }>()
      const hour = hourOf(at, within)
      const { first, last } = hours.get(hour) ?? { first: at, last: at }
      this.#hoursOf.set(key, hours.set(hour, { first: Math.min(first, at), last: Math.max(last, at) }))
    }
  }

  isNear(keys: readonly Key[], at: number): boolean {
    return keys.some(({ key, within }) => {
      const hours = this.#hoursOf.get(key)
      // Most money is told once.
      if (!hours) return false
      const hour = hourOf(at, within)
      const [before, after] = [hours.get(hour - 1), hours.get(hour + 1)]
      return (
        hours.has(hour) ||
        (before !== undefined && at - before.last <= within) ||
        (after !== undefined && after.first - at <= within)
      )
    })
  }
}

/** Returns the hour of a time; what is the same money at any time has one alone. */
const hourOf = (at: number, within: number) => (within === Infinity ? 0 : Math.floor(at / soon))

/** Returns what makes two records of one kind the same money, each with the time within which it does, ms. */
function keysOf({ body }: Money): Key[] {
  const { on, amount, receipt } = body as typeof body & { receipt?: string }
  const round = 'k' in body ? body.k : ''
  const whose = [
    'part' in body ? body.part : '',
    'holder' in body ? body.holder : '',
    'from' in body ? body.from : '',
    'agreed' in body ? body.agreed : '',
    'by' in body ? body.by : '',
    'to' in body ? body.to : '',
    'left' in body ? body.left : ''
  ].join(' ')
  const same = { key: `${whose} ${round} ${on} ${amount}`, within: soon }
  const number = receipt?.trim().toLocaleLowerCase('vi')
  return number ? [same, { key: `${whose} receipt ${number}`, within: Infinity }] : [same]
}
