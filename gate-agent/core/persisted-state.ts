import { emptyReplayGuard, type ReplayGuard } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { Lock } from '#lib/domain/gates/contract/checks/check-context.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import type { GateSource } from '#lib/domain/gates/facts.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { Cut } from './power/power.ts'

/** Motion, position and obstruction of a gate at one moment. */
export type Stand = Pick<GateReport, 'motion' | 'position' | 'obstructed'>

/** A movement in progress, commanded by a person or by the schedule. */
export interface GateTask {
  /** Id of the command; made by the agent for a scheduled closing. */
  id: string
  source: GateSource
  actor: string | null
  action: GateAction
  /** The controller's action: STOP may stand for any action against a motion in progress; a passage is OPEN, then CLOSE. */
  act: 'OPEN' | 'CLOSE' | 'STOP'
  /** The sender's response topic; null: nobody listens. */
  replyTo: string | null
  /** Agent's clock, Unix ms. */
  receivedAt: number
  /** End of the warning, when the controller will be commanded, Unix ms; null: it has been commanded. */
  movesAt: number | null
  /** Times when the controller was or will be commanded, Unix ms; two for a passage. */
  toldAt: number
  movedAt: number | null
  /** Time when it stopped half-way, Unix ms; the reason may still be reported. */
  haltedAt: number | null
  /** For a passage that has opened: until when it stays open, Unix ms. */
  holdsUntil: number | null
  before: Stand
  drill: boolean
  /** Further fields of the command for the log. */
  details?: CommandDetails
}

/** Reason and circumstances of a command, as written in it. */
export type CommandDetails = Pick<
  FactOf<'gates.event-reported'>['body'],
  'key' | 'reason' | 'override' | 'approves' | 'lock' | 'until'
>

/** Progress of one evening's scheduled closing. */
export interface Evening {
  /** The day in Vietnam, ISO. */
  day: string
  warned: boolean
  tries: number
  /** Time of the last try, Unix ms. */
  triedAt: number
  /** Whether nothing more happens that evening: closed, given up, postponed past it, or missed while the agent was off. */
  over: boolean
}

/** The agent's state that survives a power cut; on disk before anything moves. Plain JSON. */
export interface PersistedState {
  ledger: ReplayGuard
  lock: Lock | null
  /** Until when closings are postponed, Unix ms ascending, one an evening. */
  postponed: readonly number[]
  evening: Evening | null
  tasks: readonly GateTask[]
  /** Number of starts of the agent. */
  starts: number
  /** The latest time that the agent's clock has shown, to within ten seconds, Unix ms. */
  latest: number
  /** The current power cut; null: on mains. */
  cut: Cut | null
  /** The controller's last warnings, as codes; null: none were ever heard. */
  warnings: readonly string[] | null
  /** Time of the controller's last report, to within ten seconds, Unix ms; null: it never reported. */
  lastReportAt: number | null
  /** Its last known stand, half open as open; null: unknown, or it has moved since. */
  stood: 'open' | 'closed' | null
}

/** State of an agent that has just been installed. */
export const emptyState: PersistedState = {
  ledger: emptyReplayGuard,
  lock: null,
  postponed: [],
  evening: null,
  tasks: [],
  starts: 0,
  latest: 0,
  cut: null,
  warnings: null,
  lastReportAt: null,
  stood: null
}

export const standOf = ({ motion, position, obstructed }: GateReport): Stand => ({
  motion,
  position,
  obstructed
})
