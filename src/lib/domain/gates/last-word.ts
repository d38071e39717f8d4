import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'

type Note = FactOf<'gates.note-written'>['body']
type Event = FactOf<'gates.event-reported'>['body']

/** How a gate stands as last told; `unknown`: its own agent has lost it. */
export type Standing = 'closed' | 'opened' | 'fault' | 'unknown'

/** What was last told of how a gate stands, by which fact, and by whom: a person's name, or null for the gate's own agent. */
export interface LastWord<F extends Envelope = Envelope> {
  standing: Standing
  fact: F
  who: string | null
}

/**
 * The last word on how a gate stands, by its facts in whatever order they came, or null while nobody has said anything.
 * What people said before is over once the gate's own agent reports otherwise, but for a fault: that only people see mended.
 */
export function lastWord<F extends Envelope>(facts: readonly F[]): LastWord<F> | null {
  let reported: LastWord<F> | null = null
  let outdated = false
  for (const fact of inOrder(facts).reverse()) {
    if (fact.type === 'gates.event-reported') {
      const standing = standingIn(fact.body as Event)
      if (standing) reported ??= { standing, fact, who: null }
      if (standing && standing !== 'unknown') outdated = true
    }
    if (fact.type !== 'gates.note-written') continue
    const { what, who } = fact.body as Note
    if (what === 'fault' || (!outdated && (what === 'closed' || what === 'opened')))
      return { standing: what, fact, who }
    if (what === 'closed' || what === 'opened') return reported
  }
  return reported
}

/** Half open, or on its way, is not closed. An agent that cannot say how it stands leaves the word that stands. */
function standingIn({ kind, after }: Event): Standing | null {
  if (kind === 'offline') return 'unknown'
  if (!after || after.motion === 'unknown') return null
  return after.motion === 'closed' ? 'closed' : 'opened'
}
