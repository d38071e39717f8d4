import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder, whenOf } from '../order.ts'
import { opens } from './contract/actions.ts'

type Note = FactOf<'gates.note-written'>['body']
type HandClaim = FactOf<'gates.hand-claimed'>['body']
type Event = FactOf<'gates.event-reported'>['body']

/** A gate's status by its latest report; `unknown`: its own agent has lost contact with it. */
export type GateReportStatus = 'closed' | 'opened' | 'fault' | 'unknown'

/** The latest word on a gate's status, and the fact that gave it. */
export interface LatestReport<F extends Envelope = Envelope> {
  standing: GateReportStatus
  fact: F
  /** The source: a person's name, undefined for the author of the fact, or null for the gate's own agent. */
  who: string | null | undefined
  /** Present when the gate was moved by hand, as somebody says, with the picture of that moment if there is one. */
  byHand?: { photo: HandClaim['photo'] }
}

/**
 * Returns the latest word on a gate's status, by its facts in any order, or null while there is none. A fact dated
 * after `until` (Unix ms) is ignored: it is from a phone whose clock runs ahead, and would stand until then, whatever
 * others see meanwhile. What people said before is outdated once the gate's own agent reports again, except a fault:
 * only people can see that it is mended.
 * @param isDoubtful tells of a fact that is not known good: such a word never calms, so that a gate which stands open is not
 * taken for closed
 */
export function latestReport<F extends Envelope>(
  facts: readonly F[],
  until: number,
  isDoubtful: (fact: F) => boolean = () => false
): LatestReport<F> | null {
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
    if (word?.standing === 'closed' && isDoubtful(fact)) continue
    if (word) return word.standing === 'fault' || !outdated ? word : reported
  }
  return reported
}

/** Returns a person's word on the gate's status; `seen` and `other` say nothing about it. */
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
 * Returns the status that an agent's event implies. A gate half open or on its way is not closed; nor is one that has
 * just been told to open, until the outcome is reported. An agent that cannot tell the status leaves the earlier word
 * in place.
 */
function standingIn({ kind, action, after }: Event): GateReportStatus | null {
  if (kind === 'offline') return 'unknown'
  if (!after || after.motion === 'unknown') return null
  if (kind === 'accepted' && action && opens(action)) return 'opened'
  return after.motion === 'closed' ? 'closed' : 'opened'
}
