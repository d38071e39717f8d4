import type { Fact, FactOf } from '../../facts.ts'
import { deviceCode } from '../../devices/device-code.ts'
import { takenAt } from '../../stored.ts'
import { shortOf } from '../members/members.ts'
import type { Doubt, Due, Line, Receipt, Round } from '../state.ts'
import { restsOf } from './pot-rests.ts'

type Issued = FactOf<'hui.receipt-issued'>
type Printed = Issued['body']

/** A receipt, its place among those of the line, and the next one of the same money, which holds it if this one cannot. */
export interface HeldReceipt {
  issued: Issued
  rank: number
  next: HeldReceipt | null
}

/** The receipts that hold their money fast, by the id of the record of that money. */
export type ReceiptsByEntry = Map<string, HeldReceipt>

/** Money for which a receipt may be issued. */
type Receiptable = FactOf<
  | 'hui.contribution-received'
  | 'hui.advance-repaid'
  | 'hui.prepaid'
  | 'hui.pot-handed'
  | 'hui.late-interest-paid'
  | 'hui.joining-paid'
>

const kinds = {
  'hui.contribution-received': 'contribution',
  'hui.advance-repaid': 'repayment',
  'hui.prepaid': 'prepaid',
  'hui.pot-handed': 'pot',
  'hui.late-interest-paid': 'interest',
  'hui.joining-paid': 'joining'
} as const satisfies Record<Receiptable['type'], Printed['kind']>

const isReceiptable = (fact: Fact): fact is Receiptable => Object.hasOwn(kinds, fact.type)

/**
 * Reads the receipts that stand, those that the server took first: of two for the same money, or of one phone with the same
 * number, the first one holds it; nobody takes a number from another phone. Their money counts before other money, so that
 * nothing recorded later takes it back.
 * @param doubts takes the receipts that hold no money
 */
export function receiptsIn(
  issued: readonly Issued[],
  {
    own,
    reversed,
    doubts
  }: { own: readonly Fact[]; reversed: ReadonlyMap<string, unknown>; doubts: Map<string, Doubt> }
): ReceiptsByEntry {
  if (issued.length === 0) return new Map()
  const byId = new Map(own.map((fact) => [fact.id, fact]))
  const held = new Map<string, HeldReceipt>()
  const last = new Map<string, HeldReceipt>()
  const numbers = new Set<string>()
  const named = namedIn(own)
  const arrival = (fact: Issued) => takenAt(fact) ?? Infinity
  // Not a difference: that of two that wait is no number.
  const asTaken = issued.toSorted((a, b) => (arrival(a) < arrival(b) ? -1 : arrival(a) > arrival(b) ? 1 : 0))
  for (const [rank, receipt] of asTaken.entries()) {
    const { id, by, device, body } = receipt
    const number = `${by} ${device} ${body.number}`
    const entry = byId.get(body.entry)
    const why = whyNot(receipt, entry, { reversed, named }) ?? (numbers.has(number) ? 'receipt-twice' : null)
    const before = last.get(body.entry)
    if (why ?? before) doubts.set(id, why ?? 'receipt-twice')
    if (!why) {
      const one = { issued: receipt, rank, next: null }
      last.set(body.entry, one)
      if (before) before.next = one
      else held.set(body.entry, one)
    }
    numbers.add(number)
  }
  return held
}

/** Tells what a line was ever called, and who was ever named as its host or as a holder, whether that counts now or not. */
interface Named {
  codes: ReadonlySet<string>
  hosts: ReadonlySet<string>
  members: ReadonlySet<string>
}

function namedIn(own: readonly Fact[]): Named {
  const codes = new Set<string>()
  const hosts = new Set<string>()
  const members = new Set<string>()
  for (const { type, body } of own) {
    const terms = type === 'hui.line-agreed' ? body : type === 'hui.terms-amended' ? body.changes : {}
    if (terms.code !== undefined) codes.add(terms.code)
    if (terms.host !== undefined) hosts.add(terms.host)
    for (const part of terms.parts ?? []) for (const { person } of part) members.add(person)
    if (type === 'hui.part-transferred') members.add(body.to)
    if (type === 'hui.member-joined') members.add(body.person)
  }
  for (const host of hosts) members.add(host)
  return { codes, hosts, members }
}

function whyNot(
  { body, device }: Issued,
  entry: Fact | undefined,
  { reversed, named }: { reversed: ReadonlyMap<string, unknown>; named: Named }
): Doubt | null {
  if (!entry) return 'unknown-entry'
  if (reversed.has(entry.id)) return 'receipt-unbacked'
  const { codes, hosts, members } = named
  const isOwn = body.number.split('-')[1] === deviceCode(device) && codes.has(body.code)
  // Money that names no payee, of a pot no payer, is the host's.
  const isPot = body.kind === 'pot'
  const isHosts = isPot
    ? hosts.has(body.payer)
    : !isReceiptable(entry) || 'to' in entry.body || hosts.has(body.payee)
  if (!isOwn || !isHosts || !isReceiptable(entry) || !saysSame(body, entry)) return 'receipt-differs'
  return members.has(isPot ? body.payee : body.payer) ? null : 'receipt-unbacked'
}

/** Returns who paid; null for the host, of a pot. */
const payerOf = ({ body }: Receiptable) =>
  'holder' in body ? body.holder : 'from' in body ? body.from : null

/** Compares a receipt with the record of its money, but for the host and the line's code, which may be put right. */
function saysSame(body: Printed, entry: Receiptable): boolean {
  const { k, part } = entry.body as { k?: number; part?: number }
  const payer = payerOf(entry)
  return (
    body.kind === kinds[entry.type] &&
    body.amount === entry.body.amount &&
    body.k === k &&
    (body.movedOn === undefined || body.movedOn === entry.body.on) &&
    // Of a pot, its round tells the part.
    (body.kind === 'pot' || body.part === part) &&
    (payer === null || body.payer === payer) &&
    (!('to' in entry.body) || body.payee === entry.body.to)
  )
}

/** Returns money in an order in which what has a receipt comes first, as the receipts do. */
export function receiptsFirst<F extends { id: string }>(money: readonly F[], receipts: ReceiptsByEntry): F[] {
  const rankOf = ({ id }: F) => receipts.get(id)?.rank ?? receipts.size + money.length
  return receipts.size === 0 ? [...money] : money.toSorted((a, b) => rankOf(a) - rankOf(b))
}

/**
 * Returns the receipts that stand, beside what is left now; puts in doubt those whose money does not count, or no longer
 * pays what it paid.
 */
export function standingReceipts(
  { receipts, doubts }: { receipts: ReceiptsByEntry; doubts: Map<string, Doubt> },
  line: BesideDues
): Receipt[] {
  // Each due is read once: anybody may issue thousands of receipts of one.
  const paid = remembered(paidByEntry)
  const owed = remembered(owedOn)
  const beside = besideDues(line)
  return [...receipts.values()].map(({ issued: { id, body } }) => {
    const { entry, number } = body
    const due = dueOf(body, line.rounds)
    const pays = isHeldAsPrinted(body, line.rounds) && (!due || saysPaid(body, paid(due).get(entry)))
    const why = doubts.has(entry) ? 'receipt-unbacked' : pays ? null : 'receipt-differs'
    if (why) doubts.set(id, why)
    const balance = why ? null : due ? owed(due) : beside(body)
    return { id, entry, number, balance }
  })
}

/** Tells whether the payer, of a pot the payee, held as many units of the part then; what no round tells of is not judged here. */
function isHeldAsPrinted(body: Printed, rounds: readonly Round[]): boolean {
  // Judges no interest: whoever was late paid it, whatever they hold of the part by what came later.
  if (body.kind === 'interest') return true
  const held = heldIn(body, rounds)
  if (!held) return true
  const { part, units, unitsPerPart = held.unitsPerPart } = body
  return held.part === part && held.units === units && held.unitsPerPart === unitsPerPart
}

/** Tells how much of which part somebody held. */
type Piece = Required<Pick<Printed, 'part' | 'units' | 'unitsPerPart'>>

/** Returns the part that money is about, and how much of it the payer, of a pot the payee, held in that round. */
function heldIn(about: About, rounds: readonly Round[]): Piece | undefined {
  const round = rounds[(about.k ?? 0) - 1]
  const [part, person] = about.kind === 'pot' ? [round?.taker, about.payee] : [about.part, about.payer]
  const due = round?.dues.find((one) => one.part === part && one.holder === person)
  return due && { part: due.part, units: due.units, unitsPerPart: round!.terms.unitsPerPart }
}

/** Returns a function that answers once for each thing that it is asked about. */
function remembered<K extends object, V extends object | number>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const value = known.get(key) ?? of(key)
    known.set(key, value)
    return value
  }
}

/** Tells what a record of money paid of a due: into it, and back to whom, đồng. */
type Paid = Pick<Printed, 'into' | 'back'>

const nothing: Paid = { into: 0, back: [] }

const saysPaid = (body: Printed, { into, back } = nothing): boolean =>
  into === body.into && JSON.stringify(byName(back)) === JSON.stringify(byName(body.back))

/** Tells what each record of money paid of a due, by its id. */
function paidByEntry({ pieces }: Due): ReadonlyMap<string, Paid> {
  const paid = new Map<string, { into: number; back: Printed['back'] }>()
  for (const { entry, to, amount } of pieces) {
    if (entry === null) continue
    const known = paid.get(entry) ?? { into: 0, back: [] }
    paid.set(entry, known)
    if (to === null) known.into += amount
    else known.back.push({ to, amount })
  }
  return paid
}

/** Tells what a record of money paid of a due. */
export function paidBy(entry: string, due: Due): Paid {
  const { into, back } = paidByEntry(due).get(entry) ?? nothing
  return { into, back: byName(back) }
}

const byName = (back: Printed['back']) =>
  back.map(({ to, amount }) => ({ to, amount })).sort((a, b) => (a.to < b.to ? -1 : 1))

type About = Pick<Printed, 'kind' | 'k' | 'part' | 'payer' | 'payee'>

const dueOf = ({ kind, k = 0, part, payer }: About, rounds: readonly Round[]): Due | undefined =>
  kind === 'contribution' || kind === 'repayment'
    ? rounds[k - 1]?.dues.find((due) => due.part === part && due.holder === payer)
    : undefined

/** Returns what is left of a due, đồng: what is missing, and what others put in. */
function owedOn({ open, covers, holder }: Due): number {
  const others = covers.filter(({ by }) => by !== holder)
  return others.reduce((sum, { amount, repaid }) => sum + amount - repaid, open)
}

type BesideDues = Pick<Line, 'rounds' | 'credits'> & { members: Pick<Line['members'], 'joined'> }

/**
 * Returns a function that tells what is left beside the dues, đồng: of a pot what that person is still to get, what is paid
 * ahead, or what a joiner is short of; null of interest.
 */
function besideDues({ rounds, credits, members: { joined } }: BesideDues) {
  const ahead = new Map(credits.map(({ person, amount }) => [person, amount]))
  return ({ kind, k = 0, part, payer, payee }: About): number | null => {
    if (kind === 'interest') return null
    if (kind === 'prepaid') return ahead.get(payer) ?? 0
    if (kind === 'joining') {
      const own = joined.filter((one) => one.part === part && one.person === payer)
      return own.reduce((sum, one) => sum + shortOf(one), 0)
    }
    const round = rounds[k - 1]
    const rest = round && restsOf(round).find(({ to }) => to === payee)
    return rest?.amount ?? 0
  }
}

/** Tells what a receipt would say now of money that counts, but for its number and day; null where none can be issued. */
export function receiptFor(line: Line, fact: Fact): Omit<Printed, 'number' | 'on' | 'said'> | null {
  if (!isReceiptable(fact) || fact.body.amount === 0) return null
  // Nobody was given anything: a set-off has no receipt.
  if (fact.type === 'hui.joining-paid' && fact.body.pot !== undefined) return null
  const isTaken = line.receipts.some(({ entry }) => entry === fact.id)
  if (isTaken || line.doubts.some(({ id }) => id === fact.id)) return null
  const { amount } = fact.body
  const { code, host } = line.terms
  const { k, part } = fact.body as { k?: number; part?: number }
  const about: About = {
    kind: kinds[fact.type],
    ...(k !== undefined && { k }),
    ...(part !== undefined && { part }),
    payer: payerOf(fact) ?? host,
    payee: 'to' in fact.body ? fact.body.to : host
  }
  const due = dueOf(about, line.rounds)
  const paid = due ? paidBy(fact.id, due) : nothing
  const balance = due ? owedOn(due) : besideDues(line)(about)
  const held = heldIn(about, line.rounds)
  return {
    entry: fact.id,
    code,
    ...about,
    ...held,
    movedOn: fact.body.on,
    amount,
    ...paid,
    ...(balance !== null && { balance })
  }
}
