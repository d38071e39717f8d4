import type { Envelope } from '../../fact.ts'
import type { FactOf } from '../../facts.ts'
import { inOrder, openerOf } from '../../order.ts'
import type { StoredFact } from '../../stored.ts'

/** A fact with the state of its sync. */
export type GroupFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

/** The types that say something of a group on a day, but for who sits in it. */
const groupTypes = [
  'hui.group-registered',
  'hui.commitment-signed',
  'hui.group-reported',
  'hui.group-status-set',
  'hui.asset-line-noted',
  'hui.host-reminded',
  'hui.tip-linked'
] as const
type GroupType = (typeof groupTypes)[number]
type Seating = FactOf<'hui.official-seated' | 'hui.official-left'>

/**
 * The reason why a record does not count: shown beside it, never dropped. `other-host`: it registers the group under
 * another host than the first registration. `unknown-entry`: what it reverses is not on this phone.
 */
export type GroupDoubt = 'other-host' | 'unknown-entry'

/** One record of a group. */
export interface GroupRecord<F extends GroupFact = GroupFact> {
  fact: F
  /** The reversal of it that was recorded first; null while it stands. */
  reversed: F | null
  doubt: GroupDoubt | null
}

/** The records of one group, read once. */
export interface GroupStream<F extends GroupFact = GroupFact> {
  /** The id of the stream. */
  id: string
  /** The host, as first registered. */
  host: string
  /** ISO day since which there is the group, as first registered. */
  since: string
  /** Those that stand, by type, the earliest day first; of one day in the order of recording. */
  standing: { [Type in GroupType]: FactOf<Type>[] }
  /** The officials who came into the group or left, in the same order. */
  seatings: Seating[]
  /** All, oldest first, those that the server refused too. */
  entries: GroupRecord<F>[]
  /** Ids of facts of types that this build does not know: the row may be incomplete. */
  newer: string[]
}

export const streamKind = 'group/'

/**
 * Reads a group's stream. The registration that the server took first says whose group it is: nobody puts another host in
 * her place. What was reversed, and what the server refused, does not count.
 * @param facts of one stream @returns null when no registration stands
 */
export function groupStream<F extends GroupFact>(facts: readonly F[], stream: string): GroupStream<F> | null {
  const own = inOrder([...new Map(facts.map((fact) => [fact.id, fact])).values()])
  const reversals = reversalsIn(own)
  const counts = own.filter(({ id, sync }) => sync !== 'refused' && !reversals.has(id))
  const registered = counts.filter(({ type }) => type === 'hui.group-registered')
  const opener = openerOf(registered)
  if (!opener) return null
  const host = hostOf(opener)
  const known = new Set(own.map(({ id }) => id))
  const doubtOf = (fact: F): GroupDoubt | null => {
    if (fact.type === 'hui.group-registered' && hostOf(fact) !== host) return 'other-host'
    return fact.type === 'hui.group-entry-reversed' && !known.has(entryOf(fact)) ? 'unknown-entry' : null
  }
  const standing = Object.fromEntries(groupTypes.map((type) => [type, [] as F[]]))
  const seatings: F[] = []
  const newer: string[] = []
  for (const fact of counts) {
    if (doubtOf(fact) || fact.type === 'hui.group-entry-reversed') continue
    const isSeating = fact.type === 'hui.official-seated' || fact.type === 'hui.official-left'
    // Reads own fields alone: a newer type may be called as something that every object has.
    const same = isSeating ? seatings : Object.hasOwn(standing, fact.type) ? standing[fact.type] : undefined
    if (same) same.push(fact)
    else newer.push(fact.id)
  }
  for (const list of [...Object.values(standing), seatings]) list.sort((a, b) => compare(onOf(a), onOf(b)))
  return {
    id: stream.slice(streamKind.length),
    host,
    since: opener.body['since'] as string,
    standing: standing as unknown as GroupStream['standing'],
    seatings: seatings as unknown as Seating[],
    entries: own.map((fact) => ({
      fact,
      reversed: reversals.get(fact.id) ?? null,
      doubt: doubtOf(fact)
    })),
    newer
  }
}

/** Returns the first reversal of each entry; whether entry or reversal came first. One that the server refused is none. */
function reversalsIn<F extends GroupFact>(own: readonly F[]): ReadonlyMap<string, F> {
  const reversals = new Map<string, F>()
  for (const fact of own) {
    const isOne = fact.type === 'hui.group-entry-reversed' && fact.sync !== 'refused'
    if (isOne && !reversals.has(entryOf(fact))) reversals.set(entryOf(fact), fact)
  }
  return reversals
}

const hostOf = ({ body }: GroupFact) => body['host'] as string
const entryOf = ({ body }: GroupFact) => body['entry'] as string
const onOf = ({ body }: GroupFact) => body['on'] as string
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
