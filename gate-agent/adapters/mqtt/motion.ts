import type { Motion } from '#lib/domain/gates/motion.ts'
import type { GateMapping } from './mapping.ts'
import type { Contact, MappedState } from './state.ts'

/** How long a contact must stay as it is before it counts, ms: shorter is a bounce. */
const settleMs = 500
/** A contact that has changed this often … */
const restless = 4
/** … within this time is not to be trusted, ms. */
const restlessMs = 10_000

/** Keeps as many changes as it takes to call a contact restless. */
export function heardContact(contact: Contact, is: boolean | null, at: number): Contact {
  // After the clock was put back the contact settles anew.
  if (is === contact.is) return at < contact.since ? { is, since: at, changes: [] } : contact
  return { is, since: at, changes: [...contact.changes, at].slice(-restless) }
}

/** Tells whether a contact flickers. */
function isRestless({ changes }: Contact, at: number): boolean {
  const lately = changes.filter((change) => at - change < restlessMs)
  return lately.length >= restless
}

/** Tells whether the gate stands at the contact's end, and has for long enough. */
export function isAt(contact: Contact, at: number): boolean {
  return contact.is === true && at - contact.since >= settleMs && !isRestless(contact, at)
}

/** Tells whether the contacts contradict each other or flicker, so that they say nothing. */
export function isFaulty({ closed, open }: MappedState, at: number): boolean {
  return (closed.is === true && open.is === true) || isRestless(closed, at) || isRestless(open, at)
}

/**
 * Derives the motion of the gate. Closed needs the contact at the closed end, or where there is none the controller's
 * word, heard live after the last motion. A command is no motion: it only takes "closed" away.
 */
export function mappedMotion(mapping: GateMapping, state: MappedState, at: number): Motion {
  const { course } = state
  if (!state.deviceOnline || isFaulty(state, at)) return 'unknown'
  if (course && course.seenAt !== null) return course.act === 'OPEN' ? 'opening' : 'closing'
  if (state.missed !== null) return 'unknown'
  const rest = mapping.contacts.closed.length > 0 ? byContact(mapping, state, at) : byWord(state, at)
  return rest === 'closed' && (state.doubted || course?.act === 'OPEN') ? 'unknown' : rest
}

function byContact(mapping: GateMapping, state: MappedState, at: number): Motion {
  const { closed, open, word } = state
  if (closed.is === true) {
    if (word === 'open') return 'unknown'
    if (isAt(closed, at)) return 'closed'
    return state.motion === 'closed' ? 'unknown' : state.motion
  }
  if (word === 'closed') return 'unknown'
  if (open.is === true) return 'open'
  if (word === 'stopped') return 'stopped'
  if (closed.is === null) return word ?? 'unknown'
  return mapping.contacts.open.length > 0 && open.is === false ? 'stopped' : 'open'
}

function byWord({ open, word }: MappedState, at: number): Motion {
  if (open.is === true) return word === 'closed' ? 'unknown' : isAt(open, at) ? 'open' : 'unknown'
  return word ?? 'unknown'
}
