import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder, whenOf } from '../order.ts'
import { opens } from './contract/actions.ts'
import { eveningMs } from './schedule.ts'

type Note = FactOf<'gates.note-written'>['body']
type HandClaim = FactOf<'gates.hand-claimed'>['body']
type Event = FactOf<'gates.event-reported'>['body']

/** A person's word on a gate's state, and the fact that gave it. */
export interface PersonWord<F extends Envelope = Envelope> {
  what: 'closed' | 'opened' | 'fault'
  fact: F
  /** The person whose word it is; undefined: the author's own. */
  who: string | undefined
  /** Present when the gate was moved by hand, with the picture of that moment if there is one. */
  byHand?: { photo: HandClaim['photo'] }
}

/** The latest records about a gate's state: those of people and those of its own agent, never merged. */
export interface LatestReports<F extends Envelope = Envelope> {
  /** The latest word of a person; null: none, or the gate itself has reported since. */
  said: PersonWord<F> | null
  /** The latest state in its agent's log entries; `unknown`: the agent has lost contact with the gate. */
  reported: { what: 'closed' | 'opened' | 'unknown'; fact: F } | null
  /** The agent's latest entry that the gate stands open though it should not; null once it closed, or its closing was put off. */
  leftOpen: F | null
}

/**
 * Returns the latest records about a gate's state, by its facts in any order. A fact dated after `until` (Unix ms) is
 * ignored: it is from a phone whose clock runs ahead, and would stand until then, whatever others see meanwhile. What
 * people said before is outdated once the gate's own agent reports again, except a fault: only people can see that it
 * is mended.
 * @param isDoubtful tells of a fact that is not known good: such a word never calms, so that a gate which stands open is not
 * taken for closed
 */
export function latestReports<F extends Envelope>(
  facts: readonly F[],
  until: number,
  isDoubtful: (fact: F) => boolean = () => false
): LatestReports<F> {
  const when = whenOf(facts)
  const latest: LatestReports<F> = { said: null, reported: null, leftOpen: null }
  let [isOutdated, hasSpoken, mayStandOpen] = [false, false, false]
  for (const fact of inOrder(facts).reverse()) {
    if (Date.parse(when.get(fact)!) > until) continue
    if (fact.type === 'gates.event-reported') {
      const event = fact.body as Event
      const what = stateIn(event)
      if (what) latest.reported ??= { what, fact }
      isOutdated ||= what !== null && what !== 'unknown'
      mayStandOpen ||= what === 'closed' || isPutOff(event, fact)
      if (!mayStandOpen && leftOpens.has(event.kind)) latest.leftOpen ??= fact
    }
    const word = hasSpoken ? null : personWord(fact)
    if (!word || (word.what === 'closed' && isDoubtful(fact))) continue
    hasSpoken = true
    if (word.what === 'fault' || !isOutdated) latest.said = word
  }
  return latest
}

/** Events by which an agent reports that the gate stands open though it should not. */
const leftOpens: ReadonlySet<string> = new Set(['left-open', 'not-closed', 'schedule-missed'])

/** Tells whether an agent's event puts off the closing of its evening; that of a later one lets nothing stand open now. */
const isPutOff = ({ kind, action, until = '' }: Event, { at }: Envelope): boolean =>
  kind === 'completed' && action === 'POSTPONE' && Date.parse(until) - Date.parse(at) <= eveningMs

/** Returns a person's word on the gate's state; `seen` and `other` say nothing about it. */
export function personWord<F extends Envelope>(fact: F): PersonWord<F> | null {
  if (fact.type === 'gates.hand-claimed') {
    const { what, who, photo } = fact.body as HandClaim
    return { what, fact, who, byHand: { photo } }
  }
  if (fact.type !== 'gates.note-written') return null
  const { what, who } = fact.body as Note
  return what === 'closed' || what === 'opened' || what === 'fault' ? { what, fact, who } : null
}

/**
 * Returns the state that an agent's event implies. A gate half open or on its way is not closed; nor is one that has
 * just been told to open, until the outcome is reported. An agent that cannot tell the state leaves the earlier word in
 * place.
 */
function stateIn({ kind, action, after }: Event): 'closed' | 'opened' | 'unknown' | null {
  if (kind === 'offline') return 'unknown'
  if (!after || after.motion === 'unknown') return null
  if (kind === 'accepted' && action && opens(action)) return 'opened'
  return after.motion === 'closed' ? 'closed' : 'opened'
}
