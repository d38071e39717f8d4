import type { GateMapping } from './mapping.ts'
import { isAt, isFaulty } from './motion.ts'
import type { Course, GateDirection, MappedState } from './state.ts'

/** Names what a gate with a single button is known to do. */
type Standing = 'closed' | 'open' | 'opening' | 'closing' | 'stopped-opening' | 'stopped-closing'

/** The effect of the next press, by turns: open, stop, close, stop. */
const next: Readonly<Record<Standing, GateDirection | 'STOP'>> = {
  closed: 'OPEN',
  opening: 'STOP',
  'stopped-opening': 'CLOSE',
  open: 'CLOSE',
  closing: 'STOP',
  'stopped-closing': 'OPEN'
}

/** Lists what is reached or under way already, so that no press is needed. */
const done: Readonly<Record<GateDirection | 'STOP', readonly Standing[]>> = {
  OPEN: ['open', 'opening'],
  CLOSE: ['closed', 'closing'],
  STOP: ['closed', 'open', 'stopped-opening', 'stopped-closing']
}

/**
 * Tells whether the single button is to be pressed for this action: true, false when nothing needs doing, null when
 * nobody knows what a press would do, or it would do something else.
 * @param at Unix ms
 */
export function press(
  mapping: GateMapping,
  travelMs: number | null,
  state: MappedState,
  action: GateDirection | 'STOP',
  at: number
): boolean | null {
  const standing = standingOf(mapping, travelMs, state, at)
  if (standing === null) return null
  if (done[action].includes(standing)) return false
  return next[standing] === action ? true : null
}

/** Says what the contacts and the last motion tell of the gate; null when they do not tell enough. */
function standingOf(
  mapping: GateMapping,
  travelMs: number | null,
  state: MappedState,
  at: number
): Standing | null {
  const { deviceOnline, missed, closed, open, course, doubted, last, sureAt, told, word } = state
  if (!deviceOnline || missed !== null || isFaulty(state, at) || closed.is === null) return null
  // A press that comes too soon after another one is the same press to the opener.
  if (told && (at < told.at || at < told.until + mapping.pauseSeconds * 1000)) return null
  if (course)
    return movesStill(mapping, travelMs, course, at) ? (course.act === 'OPEN' ? 'opening' : 'closing') : null
  if (closed.is) return isAt(closed, at) && !doubted ? 'closed' : null
  if (open.is) return isAt(open, at) ? 'open' : null
  if (last === null || at < sureAt) return null
  if (word === 'stopped') return last === 'OPEN' ? 'stopped-opening' : 'stopped-closing'
  // Opened as far as it goes, or stopped on the way: the next press closes it either way.
  return last === 'OPEN' && mapping.contacts.open.length === 0 ? 'open' : null
}

/** How much of a travel a gate is still certain to move, where no contact says that it has arrived. */
const certain = 0.8

/** Tells whether it surely moves: what stands at its end already would start the other way. */
function movesStill({ contacts }: GateMapping, travelMs: number | null, course: Course, at: number): boolean {
  const { act, since, seenAt, whole } = course
  if (seenAt === null || travelMs === null || at < since) return false
  const tells = (act === 'OPEN' ? contacts.open : contacts.closed).length > 0
  return tells ? at - since < travelMs : whole && at - since < certain * travelMs
}
