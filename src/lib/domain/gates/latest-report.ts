import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder, whenOf } from '../order.ts'
import { opens } from './contract/actions.ts'

type Note = FactOf<'gates.note-written'>['body']
type HandClaim = FactOf<'gates.hand-claimed'>['body']
type Event = FactOf<'gates.event-reported'>['body']

/** How a gate stands as last told; `unknown`: its own agent has lost it. */
export type GateReportStatus = 'closed' | 'opened' | 'fault' | 'unknown'

/** What was last told of how a gate stands, and by which fact. */
export interface LatestReport<F extends Envelope = Envelope> {
  standing: GateReportStatus
  fact: F
  /** Whose word it is: a person's name, undefined for its author himself, or null for the gate's own agent. */
  who: string | null | undefined
  /** The gate was moved by hand, as somebody says, with the picture of that moment if there is one. */
  byHand?: { photo: HandClaim['photo'] }
}

/**
 * The last word on how a gate stands, by its facts in whatever order they came, or null while nobody has said anything.
 * What is to happen after `until` (Unix ms) is from a phone whose clock runs ahead: it would stand until then, whatever
 * others see meanwhile.
 * What people said before is over once the gate's own agent reports otherwise, but for a fault: that only people see mended.
 */
export function latestReport<F extends Envelope>(facts: readonly F[], until: number): LatestReport<F> | null {
  const when = whenOf(facts)
  let reported: LatestReport<F> | null = null
  let outdated = false
  for (const fact of inOrder(facts).reverse()) {
    if (Date.parse(when.get(fact)!) > until) continue
    if (fact.type === 'gates.event-reported') {
      const standing = standingIn(fact.body as Event)
      if (standing) reported ??= { standing, fact, who: null }
      if (standing && standing !== 'unknown') outdated = true
    }
    const word = wordOf(fact)
    if (word) return word.standing === 'fault' || !outdated ? word : reported
  }
  return reported
}

/** What a person says of how the gate stands; `seen` and `other` say nothing about it. */
function wordOf<F extends Envelope>(fact: F): LatestReport<F> | null {
  if (fact.type === 'gates.hand-claimed') {
    const { what, who, photo } = fact.body as HandClaim
    return { standing: what, fact, who, byHand: { photo } }
  }
  if (fact.type !== 'gates.note-written') return null
  const { what, who } = fact.body as Note
  return what === 'closed' || what === 'opened' || what === 'fault' ? { standing: what, fact, who } : null
}

/**
 * Half open, or on its way, is not closed; nor is a gate that has just been told to open, until it says what came of that.
 * An agent that cannot say how it stands leaves the word that stands.
 */
function standingIn({ kind, action, after }: Event): GateReportStatus | null {
  if (kind === 'offline') return 'unknown'
  if (!after || after.motion === 'unknown') return null
  if (kind === 'accepted' && action && opens(action)) return 'opened'
  return after.motion === 'closed' ? 'closed' : 'opened'
}
