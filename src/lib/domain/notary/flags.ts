import { rolesAt, deviceOf, type Directory } from '../directory/directory.ts'
import type { Envelope } from '../fact.ts'
import { isShaped, type FactOf } from '../facts.ts'
import { serverAccount } from '../roles.ts'
import { recordingTime } from '../stored.ts'
import { maxNamed, type BookNumbers, type FlagKind } from './facts.ts'
import { addRun, untimed, type NumberRun } from './number-runs.ts'

type Raised = FactOf<'private.flag-raised'>
type Settled = FactOf<'private.flag-settled'>

/** Holds what a flag of the server says, and whether a commander has settled it. */
export interface RaisedFlag {
  body: Raised['body']
  isSettled: boolean
}

/** Holds what the notary has found about a device and not told yet; `device` null: one that no commander approved. */
export interface Finding {
  kind: FlagKind
  device: string | null
  count: number
  facts: readonly string[]
  numbers: readonly BookNumbers[]
}

/** Identifies what a flag is about: at most one stands open for it each day. */
export const subjectOfFlag = ({ kind, device }: { kind: FlagKind; device?: string | null | undefined }) =>
  `${kind} ${device ?? ''}`

/** Returns a count that a flag can tell: whoever reports or writes the largest number makes a gap of any size. */
export const countable = (count: number): number => Math.min(count, Number.MAX_SAFE_INTEGER)

/** Joins what was found about one device and kind; names as much of it as a flag has room for. */
export function joined(a: Finding, b: Finding): Finding {
  const facts = [...new Set([...a.facts, ...b.facts])].slice(0, maxNamed)
  const count = countable(a.count + b.count)
  return { ...a, count, facts, numbers: joinedNumbers([...a.numbers, ...b.numbers]) }
}

/** Joins runs of numbers, book by book; where there are too many, the highest ones become one. */
export function joinedNumbers(all: readonly BookNumbers[]): BookNumbers[] {
  const byBook = new Map<BookNumbers['book'], NumberRun[]>()
  for (const { book, from, to } of all) {
    const runs = byBook.get(book) ?? []
    byBook.set(book, runs)
    addRun(runs, [from, to, untimed])
  }
  const room = Math.floor(maxNamed / Math.max(1, byBook.size))
  return [...byBook].flatMap(([book, runs]) => {
    const kept = runs.slice(0, room)
    const [last, highest] = [kept.at(-1)!, runs.at(-1)!]
    kept[kept.length - 1] = [last[0], highest[1], untimed]
    return kept.map(([from, to]) => ({ book, from, to }))
  })
}

/**
 * Selects what is to be told now: not what a flag of that device and kind already names, and nothing of which a flag of
 * today stands open, however much there is.
 * @param raised the flags that the server has raised
 * @param day UTC
 */
export function untold(found: readonly Finding[], raised: readonly RaisedFlag[], day: string): Finding[] {
  const before = new Map<string, RaisedFlag[]>()
  for (const flag of raised) {
    const same = before.get(subjectOfFlag(flag.body))
    if (same) same.push(flag)
    else before.set(subjectOfFlag(flag.body), [flag])
  }
  return found.filter((one) => {
    const same = before.get(subjectOfFlag(one)) ?? []
    const isOpen = same.some(({ body, isSettled }) => !isSettled && body.day === day)
    return !isOpen && !isTold(one, bodiesOf(same))
  })
}

const bodiesOf = (flags: readonly Pick<RaisedFlag, 'body'>[]) => flags.map(({ body }) => body)

/** Tells whether flags name all of this already. */
export function isTold(found: Finding, flags: readonly Raised['body'][]): boolean {
  const { count, facts, numbers } = found
  return (numbers.length > 0 || count <= facts.length) && isNamed(found, flags)
}

function isNamed({ facts, numbers }: Pick<Finding, 'facts' | 'numbers'>, flags: readonly Raised['body'][]) {
  const named = new Set(flags.flatMap((flag) => flag.facts))
  if (facts.some((id) => !named.has(id))) return false
  const told = flags.flatMap((flag) => flag.numbers)
  return numbers.every(({ book, from, to }) =>
    joinedNumbers(told.filter((one) => one.book === book)).some((one) => one.from <= from && to <= one.to)
  )
}

/** Returns the body of the flag that tells of this. */
export const flagBody = ({ device, numbers, ...rest }: Finding, day: string): Raised['body'] => ({
  ...rest,
  facts: [...rest.facts],
  numbers: [...numbers],
  ...(device !== null && { device }),
  day
})

/**
 * Returns the ids of the flags that are settled: by name, or because a settled one of the same device, kind and day names
 * all of it, when its settling came later. Two workers may each have raised a flag of the same.
 * @param settlements by those who were commanders then
 */
export function settledFlags(raised: readonly Raised[], settlements: readonly Settled[]): Set<string> {
  const settledAt = new Map<string, number>()
  for (const fact of settlements) {
    const at = fact.took ?? recordingTime(fact)
    settledAt.set(fact.body.flag, Math.max(at, settledAt.get(fact.body.flag) ?? 0))
  }
  const bySubject = new Map<string, Raised[]>()
  for (const flag of raised) {
    if (!settledAt.has(flag.id)) continue
    const key = keyOfFlag(flag.body)
    bySubject.set(key, [...(bySubject.get(key) ?? []), flag])
  }
  const isCovered = (flag: Raised) => {
    const same = bySubject.get(keyOfFlag(flag.body)) ?? []
    const later = same.filter(({ id }) => settledAt.get(id)! >= recordingTime(flag))
    return later.length > 0 && isNamed(flag.body, bodiesOf(later))
  }
  return new Set(raised.filter((flag) => settledAt.has(flag.id) || isCovered(flag)).map(({ id }) => id))
}

const keyOfFlag = (body: Raised['body']) => `${subjectOfFlag(body)} ${body.day}`

/** A flag that no commander has settled; two workers may have raised it, each with a fact of its own. */
export interface OpenFlag extends Pick<
  Raised['body'],
  'kind' | 'device' | 'day' | 'count' | 'facts' | 'numbers'
> {
  /** The facts that raised it. */
  ids: readonly string[]
  fact: Envelope
}

/**
 * Returns the flags that nobody has settled, the latest first: those that a certified device of the server raised, without
 * those that somebody settled who was a commander then, see `settledFlags`.
 * @param facts of the book `private`
 */
export function openFlags(facts: readonly Envelope[], known: Directory): OpenFlag[] {
  const shaped = facts.filter(isShaped)
  const raised = shaped.filter((fact) => fact.type === 'private.flag-raised')
  const own = raised.filter((fact) => isOfServer(fact, known))
  const settlements = shaped.filter((fact) => fact.type === 'private.flag-settled')
  const settled = settledFlags(
    own,
    settlements.filter((fact) =>
      rolesAt(known, fact.by, fact.device, recordingTime(fact)).includes('commander')
    )
  )
  const flags = new Map<string, OpenFlag & { ids: string[] }>()
  for (const fact of own) {
    if (settled.has(fact.id)) continue
    const same = flags.get(keyOfFlag(fact.body))
    const { kind, day, count, facts, numbers } = fact.body
    const about = { kind, day, count, facts, numbers, ...(fact.body.device && { device: fact.body.device }) }
    if (same) same.ids.push(fact.id)
    else flags.set(keyOfFlag(fact.body), { ...about, ids: [fact.id], fact })
  }
  const open = [...flags.values()]
  return open.sort((a, b) => (a.fact.id < b.fact.id ? 1 : -1))
}

const isOfServer = ({ by, device }: Envelope, known: Directory) =>
  by === serverAccount && deviceOf(known, by, device)?.approved === true
