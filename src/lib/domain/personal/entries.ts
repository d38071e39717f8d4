import type { Envelope } from '../fact.ts'
import { isShaped, type FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { StoredFact } from '../stored.ts'

/** A fact with the state of its sync. */
export type PrivateFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

type Recorded = FactOf<'private.detail-recorded'>
type Read = FactOf<'private.detail-read'>

/** One reading of a value. */
interface Reading extends Pick<Read['body'], 'reason' | 'text'> {
  id: string
  by: string
  /** Unix ms. */
  at: number
}

/** One value about somebody as it stands. */
export interface PrivateEntry extends Pick<
  Recorded['body'],
  'about' | 'kind' | 'value' | 'purpose' | 'consent'
> {
  /** The id of the fact that holds the value. */
  id: string
  /** The id that the subject has in its own book. */
  subject: string
  fact: PrivateFact
  /** The facts that it replaces, the oldest first. */
  earlier: readonly PrivateFact[]
  /** Lists who was shown it or what it replaces, the latest first. */
  readings: readonly Reading[]
}

const streamKind = 'subject/'

/**
 * Folds the book `private`: the values that stand, by subject, in the order of their recording. A correction replaces
 * what it names in the same stream, and keeps who read that; the first correction of a value counts, and what corrects it
 * once more stands beside it. What was removed is gone, with what it had replaced. The same facts give the same entries,
 * whatever the order of arrival; what the server refused does not count.
 */
export function privateEntries(facts: readonly PrivateFact[]): ReadonlyMap<string, PrivateEntry[]> {
  const known = inOrder([...new Map(facts.map((fact) => [fact.id, fact])).values()]).filter(
    (fact) => fact.sync !== 'refused' && fact.stream.startsWith(streamKind) && isShaped(fact)
  )
  const bySubject = new Map<string, PrivateFact[]>()
  for (const fact of known) {
    const subject = fact.stream.slice(streamKind.length)
    const own = bySubject.get(subject)
    if (own) own.push(fact)
    else bySubject.set(subject, [fact])
  }
  const entries = new Map<string, PrivateEntry[]>()
  for (const [subject, own] of bySubject) {
    const standing = standingIn(subject, own)
    if (standing.length > 0) entries.set(subject, standing)
  }
  return entries
}

/** @param own the facts of its stream, in order */
function standingIn(subject: string, own: readonly PrivateFact[]): PrivateEntry[] {
  const chains = new Map<string, PrivateFact[]>()
  for (const fact of own) {
    if (fact.type !== 'private.detail-recorded') continue
    const { corrects } = (fact as unknown as Recorded).body
    // Looks among those before it alone, and at the last of a chain: so each value is replaced once.
    const chain = corrects === undefined ? undefined : chains.get(corrects)
    if (chain) chains.delete(corrects!)
    chains.set(fact.id, [...(chain ?? []), fact])
  }
  for (const fact of own) {
    if (fact.type !== 'private.detail-removed') continue
    const { detail } = (fact as unknown as FactOf<'private.detail-removed'>).body
    for (const [id, chain] of chains) if (chain.some((one) => one.id === detail)) chains.delete(id)
  }
  const readings = own.flatMap((fact) =>
    fact.type === 'private.detail-read' ? (fact as unknown as Read) : []
  )
  return [...chains].map(([id, chain]) => {
    const fact = chain.at(-1)!
    const { about, kind, value, purpose, consent } = (fact as unknown as Recorded).body
    const ids = new Set(chain.map((one) => one.id))
    return {
      id,
      subject,
      fact,
      about,
      kind,
      value,
      purpose,
      ...(consent && { consent }),
      earlier: chain.slice(0, -1),
      readings: readings
        .filter(({ body }) => ids.has(body.detail))
        .map(readingOf)
        .reverse()
    }
  })
}

const readingOf = ({ id, by, at, body: { reason, text } }: Read): Reading => ({
  id,
  by,
  at: Date.parse(at),
  reason,
  ...(text !== undefined && { text })
})
