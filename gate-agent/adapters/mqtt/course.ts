import { completedWithinMs } from '#lib/domain/gates/contract/timers.ts'
import type { Action } from '../dialect.ts'
import { shownAt } from './hear.ts'
import type { GateMapping } from './mapping.ts'
import { isAt } from './motion.ts'
import { pauseBefore, pulseMs } from './orders.ts'
import type { Course, GateDirection, MappedState } from './state.ts'

/** Returns the gate after a command has been published. A command is no report: nothing is shown from it but a stop. */
export function toldMapped(
  mapping: GateMapping,
  travelMs: number | null,
  state: MappedState,
  action: Action,
  at: number
): MappedState {
  if (typeof action === 'object') return state
  const way = action === 'STOP' ? (state.told?.way ?? null) : action
  const onMs = action === 'STOP' ? 0 : pauseBefore(mapping, state, action, at) + pulseMs(mapping)
  const told = { at, act: action, way, until: at + onMs, awaited: true }
  const now = { ...state, told }
  const next = action === 'STOP' ? halted(mapping, travelMs, now) : begun(now, action, at)
  return shownAt(mapping, next, at)
}

function begun(state: MappedState, act: GateDirection, at: number): MappedState {
  const end = act === 'OPEN' ? state.open : state.closed
  const goesOn = state.course?.act === act && state.course.seenAt !== null
  const doubted = state.doubted || (act === 'OPEN' && state.closed.is === true)
  // A contact may say what is not so: the gate may leave its closed end though it is said to be open.
  if (goesOn || isAt(end, at)) return doubted === state.doubted ? state : { ...state, doubted }
  const whole = isAt(act === 'OPEN' ? state.closed : state.open, at)
  const course = { act, since: at, seenAt: null, whole }
  return { ...state, course, doubted, last: act, sureAt: at, word: restOf(state) }
}

/** Keeps a word of the controller's own until it says another; a stop that only we knew of is over. */
const restOf = ({ endsOnly, word }: MappedState) => (endsOnly || word === 'stopped' ? null : word)

/** Ends the motion, where no topic will say that it ended. Unless the button's relay confirms it, it may not have arrived: then the travel has to pass first. */
function halted(mapping: GateMapping, travelMs: number | null, state: MappedState): MappedState {
  const { course } = state
  if (!course) return state
  const isTold = mapping.stop !== 'release' && mapping.state.some(({ words }) => words.stopped !== undefined)
  const sureAt = begunBy(course) + completedWithinMs(course.act, travelMs)
  return isTold ? state : { ...state, course: null, last: course.act, sureAt, word: 'stopped' }
}

/**
 * Returns the gate as time passes; the same object when nothing changes. A motion that takes too long without the
 * contact at its end leaves the gate unknown, with a warning.
 * @param at Unix ms
 */
export function passedMapped(
  mapping: GateMapping,
  travelMs: number | null,
  state: MappedState,
  at: number
): MappedState {
  const { course } = state
  const late = course && isLate(mapping, travelMs, course, at)
  const now = shownAt(mapping, late ? overdue(mapping, travelMs, state, course) : state, at)
  return late || differs(now, state) ? now : state
}

/** Returns the latest time at which a motion may have begun, Unix ms: a hand may hold a commanded gate at its end for a while. */
const begunBy = ({ since, seenAt }: Course) => seenAt ?? since

const differs = (now: MappedState, before: MappedState) =>
  now.motion !== before.motion || now.warnings !== before.warnings

/** By how much an opening that no contact ends may exceed the measured travel before the gate counts as open. */
const slack = 1.2

function isLate({ contacts }: GateMapping, travelMs: number | null, course: Course, at: number): boolean {
  const { act, seenAt } = course
  const since = begunBy(course)
  const limitMs = completedWithinMs(act, travelMs)
  const endless =
    act === 'OPEN' && seenAt !== null && contacts.open.length === 0 && contacts.closed.length > 0
  const mostMs = endless && travelMs !== null ? Math.min(slack * travelMs, limitMs) : limitMs
  return at < since || at - since > mostMs
}

/** Ends a motion whose time is over. */
function overdue(
  { contacts }: GateMapping,
  travelMs: number | null,
  state: MappedState,
  course: Course
): MappedState {
  const { act } = course
  const end = act === 'OPEN' ? state.open : state.closed
  const expected = (act === 'OPEN' ? contacts.open : contacts.closed).length > 0
  const over = { ...state, course: null, sureAt: begunBy(course) + completedWithinMs(act, travelMs) }
  const missing = { ...over, last: null, word: null, missed: act }
  if (expected) return end.is === true ? over : missing
  // Without a contact at the open end, at least the one at the closed end must have been left.
  if (act === 'OPEN' && contacts.closed.length > 0) return state.closed.is === false ? over : missing
  return { ...over, last: null, word: state.word ?? 'unknown' }
}
