import { emptyReplayGuard, type ReplayGuard } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { Lock } from '#lib/domain/gates/contract/checks/check-context.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import type { GateSource } from '#lib/domain/gates/facts.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { Cut } from './power.ts'

/** How a gate stood at one moment. */
export type Stand = Pick<GateReport, 'motion' | 'position' | 'obstructed'>

/** Something that the gate is doing: asked by a person, or by the hour. */
export interface GateTask {
  /** Of the command; the agent's own for the hour's. */
  id: string
  source: GateSource
  actor: string | null
  action: GateAction
  /** What the gate really does for it: STOP against a motion under way; OPEN, then CLOSE, for a passage. */
  act: 'OPEN' | 'CLOSE' | 'STOP'
  /** Where its asker listens; null: nobody does. */
  replyTo: string | null
  /** Agent's clock, Unix ms. */
  receivedAt: number
  /** The gate warns till then, and is told to move; null: it has been told. */
  movesAt: number | null
  /** When the gate was told, or will be. A passage is told twice. */
  toldAt: number
  movedAt: number | null
  /** Since when it stands still half-way; what stopped it may yet be told, Unix ms. */
  haltedAt: number | null
  /** A passage: until when the gate stays open, once it is. */
  holdsUntil: number | null
  before: Stand
  drill: boolean
  /** What the log says of the asking beside that. */
  details?: CommandDetails
}

/** Why and how somebody asked, as it stands in the command. */
export type CommandDetails = Pick<
  FactOf<'gates.event-reported'>['body'],
  'key' | 'reason' | 'override' | 'approves' | 'lock' | 'until'
>

/** What one evening's closing has come to. */
export interface Evening {
  /** The day in Vietnam, ISO. */
  day: string
  warned: boolean
  tries: number
  /** When the last one was made, Unix ms. */
  triedAt: number
  /** Closed, given up, postponed past, or missed while the agent was off: nothing more happens that evening. */
  over: boolean
}

/** What an agent must not forget, whatever happens to its power: on its disk before anything moves. Plain JSON. */
export interface PersistedState {
  ledger: ReplayGuard
  lock: Lock | null
  /** Till then the evening's closing waits, Unix ms. */
  postponedUntil: number | null
  evening: Evening | null
  tasks: readonly GateTask[]
  /** How many times the agent has started. */
  starts: number
  /** The latest that this agent's clock has shown, to within ten seconds, Unix ms. */
  latest: number
  /** Its mains are gone; null: they are not. */
  cut: Cut | null
  /** What the controller warned of last, as codes; null: it was never heard. */
  warnings: readonly string[] | null
}

/** Of an agent that has just been installed. */
export const emptyState: PersistedState = {
  ledger: emptyReplayGuard,
  lock: null,
  postponedUntil: null,
  evening: null,
  tasks: [],
  starts: 0,
  latest: 0,
  cut: null,
  warnings: null
}

export const standOf = ({ motion, position, obstructed }: GateReport): Stand => ({
  motion,
  position,
  obstructed
})
