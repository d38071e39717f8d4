import type { Motion } from '#lib/domain/gates/motion.ts'
import type { DialectState } from '../dialect.ts'
import { echoes, type GateMapping } from './mapping.ts'

export type GateDirection = 'OPEN' | 'CLOSE'

/** A contact as it was heard live. */
export interface Contact {
  /** Whether the gate is at its end; null: not heard, or in words that it does not have. */
  is: boolean | null
  /** Time since when it says so, Unix ms. */
  since: number
  /** Times of its latest changes, Unix ms. */
  changes: readonly number[]
}

/** A motion under way. */
export interface Course {
  act: GateDirection
  /** Earliest time at which it may have begun, Unix ms. */
  since: number
  /** Time at which the controller or a contact first showed that it moves, Unix ms; null: it was only commanded. */
  seenAt: number | null
  /** Whether it began at an end, so that the whole travel lies before it. */
  whole: boolean
}

/** The last command that was published. */
interface Told {
  act: GateDirection | 'STOP'
  /** The last direction that was commanded, before a stop too. */
  way: GateDirection | null
  /** Unix ms. */
  at: number
  /** Time until when its relay is on, Unix ms. */
  until: number
  /** Whether no `pressed` has come for it yet. */
  awaited: boolean
}

/** State of a gate that its operator has mapped. Plain JSON. Nothing retained is in it but the last availability. */
export interface MappedState extends DialectState {
  dialect: 'mqtt'
  /** Last word of each availability topic. */
  here: readonly (boolean | null)[]
  /** Whether anything live was heard since the connection or the controller's birth. */
  live: boolean
  /** Last state word at rest; null: none, or it no longer counts. */
  word: Exclude<Motion, 'opening' | 'closing'> | null
  closed: Contact
  open: Contact
  course: Course | null
  /** GateDirection of the last motion; null: not known. */
  last: GateDirection | null
  /** Time from which `last` counts, Unix ms: a stop that nothing confirms may not have arrived. */
  sureAt: number
  told: Told | null
  /** Whether the gate was told or seen to open since the contact at the closed end last changed: it may be stuck. */
  doubted: boolean
  /** The direction in which an expected contact stayed away; nothing is known of the gate until a contact changes. */
  missed: GateDirection | null
}

const unknownContact: Contact = { is: null, since: 0, changes: [] }

/** Holds what is known of a gate of which nothing was heard. */
export const nothingHeard = {
  live: false,
  word: null,
  closed: unknownContact,
  open: unknownContact,
  course: null,
  doubted: false,
  last: null,
  sureAt: 0,
  position: null,
  motion: 'unknown',
  obstructed: null
} as const

/** A mapped gate before its first message. */
export function mappedGate(mapping: GateMapping): MappedState {
  const { contacts, availability } = mapping
  return {
    ...nothingHeard,
    dialect: 'mqtt',
    here: availability.map(() => null),
    told: null,
    missed: null,
    deviceOnline: false,
    reportedAt: null,
    assumed: echoes(mapping) || (mapping.assumed ?? contacts.closed.length === 0),
    ...(tellsMotion(mapping) ? {} : { endsOnly: true as const }),
    warnings: []
  }
}

/** Tells whether some topic says that the gate moves, or at least that its button was pressed. */
function tellsMotion({ state }: GateMapping): boolean {
  return state.some(({ words: { opening, closing, pressed } }) => opening ?? closing ?? pressed)
}
