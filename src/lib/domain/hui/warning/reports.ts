import { daysLater } from '../calendar.ts'
import { indicator, levelFrom, type EvidenceRow, type Indicator } from './indicator.ts'
import type { ReportedSale } from './signs.ts'
import type { HostWatch, LineWatch } from './watch.ts'

/**
 * R18, of all that ever happened: payers who are missing in the book, people of the book who deny that they play, takers who
 * say that they were not given the pot, and records that somebody denies and nobody has put right.
 */
export function bookMismatch({ host, lines, signs, who, limits }: HostWatch): Indicator {
  const own = (signs.statements ?? []).filter(({ host: of }) => who(of) === host)
  const records = lines.flatMap(({ id, records }) => [...records.denied].map((fact) => ({ line: id, fact })))
  if (!signs.statements && records.length === 0) return indicator('R18', 'not-computable', {})
  const count = (kind: (typeof own)[number]['says']) => own.filter(({ says }) => says === kind).length
  const inputs = {
    missing: count('not-in-book'),
    denied: count('denies'),
    notHanded: count('not-handed'),
    deniedRecords: records.length
  }
  const level = levelFrom(own.length + records.length, limits.R18)
  return indicator('R18', level, inputs, [...records, ...own.map(({ id }) => ({ fact: id }))])
}

/**
 * R19, of all that ever happened: parts sold without the seller's signature, and parts sold twice. A sale that is only
 * told of counts as one without signature until the line records it with the seller's.
 */
export function soldParts(watch: HostWatch): Indicator {
  const { signs, who, host } = watch
  const told = (signs.sales ?? []).filter((sale) => who(sale.host) === host)
  const toldOf = new Map<string, ReportedSale[]>()
  for (const sale of told)
    if (toldOf.has(sale.line)) toldOf.get(sale.line)!.push(sale)
    else toldOf.set(sale.line, [sale])
  const unsigned: EvidenceRow[] = []
  const twice: EvidenceRow[] = []
  let sales = 0
  for (const line of watch.lines) {
    const own = toldOf.get(line.id) ?? []
    sales += line.records.transfers.length
    unsigned.push(...unsignedSales(line, own, watch))
    twice.push(...doubleSales(line, own, watch))
  }
  const level = twice.length > 0 ? 'red' : unsigned.length >= watch.limits.R19.amber ? 'amber' : 'none'
  const evidence = [
    ...new Map([...unsigned, ...twice].map((row) => [`${row.line} ${row.fact}`, row])).values()
  ]
  const inputs = { unsigned: unsigned.length, twice: twice.length, sales, reported: told.length }
  return indicator('R19', level, inputs, evidence)
}

/** Names what one person has of a part. */
const holdingOf = (part: number, person: string) => `${part} ${person}`

/** Returns the sales that the seller had days enough to sign and did not. */
function unsignedSales(
  { id, records }: LineWatch,
  told: readonly ReportedSale[],
  { day, limits, who }: HostWatch
): EvidenceRow[] {
  const isDue = (on: string) => daysLater(on, limits.R19.waitDays) < day
  const recorded = records.transfers
    .filter(({ body }) => isDue(body.on))
    .filter((sale) => !records.signed.get(sale.id)?.has('seller'))
  const bought = new Set(records.transfers.map(({ body: { part, to } }) => holdingOf(part, who(to))))
  const unknown = told.filter(({ part, to, on }) => isDue(on) && !bought.has(holdingOf(part, who(to))))
  return [
    ...recorded.map((sale) => ({ line: id, part: sale.body.part, fact: sale.id })),
    ...unknown.map((sale) => ({ line: id, part: sale.part, fact: sale.id }))
  ]
}

/** One unit at least of a part that went, or is said to have gone, from one person to another. */
interface Sale {
  id: string
  part: number
  from: string
  to: string
  units: number
}

/**
 * Returns the sales of what the seller did not have any more: those of one part by one person to several buyers, of more
 * units than they ever held of it. Only sales that the buyer signed count, or that were seen on paper or by an officer. The
 * host holds what leavers left to her; who joins has it from her.
 */
function doubleSales(line: LineWatch, told: readonly ReportedSale[], watch: HostWatch): EvidenceRow[] {
  const sales = [...salesIn(line, told, watch), ...joiningsIn(line, watch)]
  const held = unitsHeld(line, sales, watch)
  const sold = new Map<string, { units: number; buyers: Set<string> }>()
  for (const { part, from, to, units } of sales) {
    const key = holdingOf(part, from)
    const all = sold.get(key) ?? { units: 0, buyers: new Set() }
    all.units += units
    sold.set(key, all)
    all.buyers.add(to)
  }
  return sales.flatMap(({ id: fact, part, from }) => {
    const { units, buyers } = sold.get(holdingOf(part, from))!
    const isMore = units > (held.get(holdingOf(part, from)) ?? 0)
    return buyers.size > 1 && isMore ? [{ line: line.id, part, fact }] : []
  })
}

function salesIn({ records }: LineWatch, told: readonly ReportedSale[], { who }: HostWatch): Sale[] {
  const recorded = records.transfers
    .filter((sale) => records.signed.get(sale.id)?.has('buyer'))
    .map(({ id, body: { part, from, to, units } }): Sale => ({
      id,
      part,
      from: who(from),
      to: who(to),
      units
    }))
  const bought = new Set(recorded.map(({ part, to }) => holdingOf(part, to)))
  const seen = told
    .filter((sale) => sale.seen)
    .map(({ id, part, from, to }): Sale => ({ id, part, from: who(from), to: who(to), units: 1 }))
    .filter(({ part, to }) => !bought.has(holdingOf(part, to)))
  return [
    ...recorded,
    ...new Map(seen.map((sale) => [`${holdingOf(sale.part, sale.from)} ${sale.to}`, sale])).values()
  ]
}

const joiningsIn = ({ state }: LineWatch, { host, who }: HostWatch): Sale[] =>
  state.members.joined.map(({ id, part, person, units }) => ({
    id,
    part,
    from: host,
    to: who(person),
    units
  }))

/** Counts the units of each part that each person ever held: at the beginning, bought, and left to the host. */
function unitsHeld({ state }: LineWatch, sales: readonly Sale[], { host, who }: HostWatch) {
  const held = new Map<string, number>()
  const add = (part: number, person: string, units: number) =>
    held.set(holdingOf(part, person), (held.get(holdingOf(part, person)) ?? 0) + units)
  for (const [i, holders] of state.terms.parts.entries())
    for (const { person, units } of holders) add(i + 1, who(person), units)
  for (const { part, to, units } of sales) add(part, to, units)
  for (const { part, units } of state.members.left) add(part, host, units)
  return held
}

/** R20: gifts or a "sure" return for buying parts; amber as reported, red once it is proven. */
export function inducements({ host, signs, who }: HostWatch): Indicator {
  if (!signs.inducements) return indicator('R20', 'not-computable', {})
  const own = signs.inducements.filter(({ host: of }) => who(of) === host)
  const proven = own.filter(({ proven }) => proven).length
  const level = proven > 0 ? 'red' : own.length > 0 ? 'amber' : 'none'
  return indicator(
    'R20',
    level,
    { reported: own.length, proven },
    own.map(({ id }) => ({ fact: id }))
  )
}
