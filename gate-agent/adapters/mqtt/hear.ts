import type { Message } from '../dialect.ts'
import { goesByTurns, type GateMapping, type MappedWords, type YesNo } from './mapping.ts'
import { heardContact, isAt, mappedMotion } from './motion.ts'
import { warningsOf } from './warnings.ts'
import { nothingHeard, type Course, type GateDirection, type MappedState } from './state.ts'
import { wordIn } from './reader.ts'

/**
 * Returns the gate after a message; the same object when it says nothing about the gate. A retained message may be days
 * old: only its availability is taken, and that is a state of the broker.
 */
export function hearMapped(mapping: GateMapping, state: MappedState, message: Message): MappedState {
  const heard = [
    (now: MappedState) => hearPresence(mapping, now, message),
    ...(message.retain
      ? []
      : [
          (now: MappedState) => hearContacts(mapping, now, message),
          (now: MappedState) => hearWords(mapping, now, message),
          (now: MappedState) => hearObstruction(mapping, now, message)
        ])
  ].reduce((now, hear) => hear(now), state)
  return heard === state ? state : shownAt(mapping, heard, message.at)
}

/** Derives what is shown from what is known. @param at Unix ms */
export function shownAt(mapping: GateMapping, state: MappedState, at: number): MappedState {
  const { here, live } = state
  const deviceOnline = here.length > 0 ? here.every((one) => one === true) : live
  const known = { ...state, deviceOnline }
  return { ...known, motion: mappedMotion(mapping, known, at), warnings: warningsOf(mapping, known, at) }
}

function hearPresence({ availability }: GateMapping, state: MappedState, message: Message): MappedState {
  let now = state
  for (const [i, reader] of availability.entries()) {
    const is = saysYes(reader, message)
    if (is === undefined || is === null) continue
    const born = is && !message.retain && now.here[i] === true
    const here = now.here.map((one, j) => (i === j ? is : one))
    // Gone, or born again without a farewell: what it said before no longer counts.
    now = !is || born ? { ...now, ...nothingHeard, here } : { ...now, here }
  }
  return now
}

function hearContacts({ contacts }: GateMapping, state: MappedState, message: Message): MappedState {
  const closed = told(contacts.closed, message)
  const open = told(contacts.open, message)
  if (closed === undefined && open === undefined) return state
  const now = { ...state, live: true, reportedAt: message.at }
  const first = closed === undefined ? now : withContact(now, 'CLOSE', closed, message.at)
  return open === undefined ? first : withContact(first, 'OPEN', open, message.at)
}

/** Applies a contact. A change ends a motion at its end, or shows that one has begun. */
function withContact(state: MappedState, end: GateDirection, is: boolean | null, at: number): MappedState {
  const key = end === 'OPEN' ? 'open' : 'closed'
  const before = state[key]
  const contact = heardContact(before, is, at)
  if (contact === before) return state
  const now = { ...state, [key]: contact, doubted: end === 'OPEN' && state.doubted }
  if (is === null) return { ...now, last: null }
  if (before.is === null) return firstHeard(now, end, is)
  return is ? arrived(now, end) : leaving(now, end, isAt(before, at), at)
}

/** Applies a contact that was not known before, so that nobody saw it change. */
function firstHeard(state: MappedState, end: GateDirection, is: boolean): MappedState {
  if (is && state.course?.act === end) return arrived(state, end)
  const settles = is === (end === state.missed)
  return settles ? { ...state, missed: null } : state
}

const arrived = (state: MappedState, end: GateDirection): MappedState => ({
  ...state,
  course: null,
  last: end,
  missed: null,
  word: null
})

/** @param stood whether the gate had stood there; it may only have bounced on the contact */
function leaving(state: MappedState, end: GateDirection, stood: boolean, at: number): MappedState {
  const act = end === 'OPEN' ? 'CLOSE' : 'OPEN'
  const since = state.course?.act === act ? state.course.since : at
  const course = { act, since, seenAt: at, whole: stood } as const
  return { ...state, course, last: stood ? act : null, sureAt: at, missed: null, word: null }
}

function hearWords(mapping: GateMapping, state: MappedState, message: Message): MappedState {
  return mapping.state.reduce((now, reader) => {
    if (reader.topic !== message.topic) return now
    const said = wordIn(reader, message.payload)
    return said === null ? now : withWord(mapping, now, meaning(reader, said), message.at)
  }, state)
}

type Meaning = 'opening' | 'closing' | 'open' | 'closed' | 'stopped' | 'pressed' | 'ignored' | 'unknown'

function meaning({ words }: MappedWords, said: string): Meaning {
  const known = Object.entries(words).find(([, list]) => list?.includes(said))
  return (known?.[0] as Meaning | undefined) ?? 'unknown'
}

function withWord(mapping: GateMapping, state: MappedState, word: Meaning, at: number): MappedState {
  if (word === 'ignored') return state.live ? state : { ...state, live: true }
  const now = { ...state, live: true, reportedAt: at }
  if (word === 'pressed') return pressed(now, at)
  if (word === 'opening' || word === 'closing') {
    const act = word === 'opening' ? 'OPEN' : 'CLOSE'
    const begun: Course =
      now.course?.act === act ? now.course : { act, since: at, seenAt: null, whole: false }
    const course = seenMoving(begun, at)
    const doubted = now.doubted || (act === 'OPEN' && now.closed.is === true)
    return { ...now, course, doubted, last: act, sureAt: at, word: null }
  }
  // A relay that was let go while nothing moved has stopped nothing: the contact tells more.
  if (word === 'stopped' && !now.course?.seenAt && mapping.contacts.closed.length > 0) return now
  // Keeps the course: what rests still, just after a command, is no end of its motion.
  if (now.course?.seenAt === null && word !== 'unknown' && word !== 'closed') return { ...now, word }
  const last = word === 'unknown' ? null : (now.course?.act ?? now.last)
  const doubted = now.doubted && !(word === 'closed' && now.closed.is === true)
  return { ...now, course: null, doubted, last, word }
}

const seenMoving = (course: Course, at: number): Course => ({ ...course, seenAt: course.seenAt ?? at })

/** The button's relay was on. If nobody here pressed it, nobody here knows what the gate does now. */
function pressed(state: MappedState, at: number): MappedState {
  const { told: order, course } = state
  if (!order?.awaited) return { ...state, course: null, last: null, word: null }
  const heard = { ...order, awaited: false }
  if (order.act === 'STOP') return { ...state, told: heard, sureAt: at }
  return { ...state, told: heard, course: course && seenMoving(course, at) }
}

function hearObstruction(mapping: GateMapping, state: MappedState, message: Message): MappedState {
  const { obstruction } = mapping
  const is = obstruction && saysYes(obstruction, message)
  if (is === undefined) return state
  // It may have stopped or turned back there.
  const unsure = is === true && state.course ? { course: null, last: null } : {}
  return { ...state, live: true, obstructed: is, ...(goesByTurns(mapping) && unsure) }
}

function told(readers: readonly YesNo[], message: Message): boolean | null | undefined {
  return readers.map((reader) => saysYes(reader, message)).findLast((is) => is !== undefined)
}

/** Undefined when the message says nothing of it; null for a word that it does not have. */
function saysYes(reader: YesNo, { topic, payload }: Message): boolean | null | undefined {
  if (reader.topic !== topic) return undefined
  const said = wordIn(reader, payload)
  if (said === null) return undefined
  return reader.yes.includes(said) ? true : reader.no.includes(said) ? false : null
}
