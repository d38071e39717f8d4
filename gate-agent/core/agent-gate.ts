import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import type { Policy } from '#lib/domain/gates/contract/checks/policy.ts'
import type { EventReported } from '#lib/domain/gates/facts.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateReport, Motion } from '#lib/domain/gates/motion.ts'
import type { Schedule } from '#lib/domain/gates/schedule.ts'
import type * as v from 'valibot'
import type { PersistedState } from './persisted-state.ts'
import type { PowerSource } from './power/power.ts'

/** Settings of one gate, chosen by the commune and its installer. */
export interface GateSettings {
  unit: string
  gate: string
  /** Id of the agent's own key, which signs everything it publishes. */
  key: string
  policy: Policy
  schedule: Schedule | null
  /** Travel time from end to end, ms; null: never measured. */
  travelMs: number | null
  /** Whether a camera shows the gate. */
  camera?: true
  /** Whether it has a siren or a loudspeaker. */
  siren?: true
  /** The topics that report its power; left out where there are none. */
  power?: PowerSource
}

/** One gate as its agent knows it: `kept` survives a power cut, the rest is learned again after each start. */
export interface AgentGate {
  settings: GateSettings
  kept: PersistedState
  report: GateReport
  /** The monotonic clock at the event under way, ms: ages are differences of it, whatever the other clock shows. */
  steady: number
  /** The same when the controller last reported on the gate itself; null: not since this start, or it was lost since. */
  heardAt: number | null
  /** The motion that the controller last reported, and since when, by the monotonic clock; null: it came to rest. */
  moving: { motion: Motion; since: number } | null
  /** The last run whose beginning was reported, and its end once it has reached it, by the monotonic clock. */
  run: { to: 'open' | 'closed'; since: number; until: number | null } | null
  /** Whether a decision of the People's Committee on it is known to be in force; null: nobody has looked yet. */
  decided: boolean | null
  /** Time when it was opened, agent's clock, Unix ms; null: it is not open. */
  openSince: number | null
  /** Number of alerts so far that it was left open. */
  leftOpenTold: number
  /** Time when the controller last came back online, Unix ms. */
  backSince: number | null
  /** Recent commands to the controller, each with the time until which it explains a movement, Unix ms. */
  expected: readonly { act: 'OPEN' | 'CLOSE'; until: number }[]
  /** The latest time that the clock has shown, Unix ms. A clock that shows less was put back and proves no freshness. */
  latest: number
  /** Time when the state was last published, Unix ms. */
  saidAt: number | null
  /** Time when each alert last went out, Unix ms. */
  alerted: Readonly<Partial<Record<AlertKind, number>>>
  /** Recent refusals, by kind. */
  refused: Readonly<Record<string, Spell>>
  /** Whether it runs on mains; null until its power source has reported since this start. */
  mains: boolean | null
  /** The last reported runtime of its battery, minutes. */
  charge: number | null
  /** Whether the disk takes what the agent writes down. */
  records: boolean
}

export type LogBody = v.InferOutput<typeof EventReported>['body']

/** Recent refusals of one kind: when they began (agent's clock, Unix ms), how many, and the log entry for all of them. */
export interface Spell {
  since: number
  times: number
  body: LogBody
}

/** The moment of a picture: as a command is accepted, once it has ended, or at an obstruction. */
export type SnapshotMoment = 'before' | 'after' | 'obstruction'

/** A side effect. The shell performs effects in order, after `kept` has reached the disk. */
export type Effect =
  /** Commands the controller. */
  | { do: 'move'; act: 'OPEN' | 'CLOSE' | 'STOP' }
  /** Turns on light and sound at the gate for `ms` before it moves by itself. */
  | { do: 'warn'; ms: number }
  /** Starts the siren's time anew, or silences it. */
  | { do: 'siren'; on: boolean }
  | { do: 'reply'; to: string; reply: Reply }
  /** Answers a question by text message how the gate stands. */
  | { do: 'describe'; to: string }
  /** Writes a log entry. `picture`: attaches a picture of that moment where there is a camera; nothing waits for it. */
  | { do: 'log'; body: LogBody; picture?: SnapshotMoment }
  | { do: 'alert'; alert: AlertKind; minutes?: number }
  /** Tells whoever stands at the machine that its schedule is in force from now on, or is not. */
  | { do: 'decided'; stands: boolean }
  /** Publishes the gate's state. */
  | { do: 'state' }

/** The result of an event: the next gate and the effects to perform. */
export interface GateTransition {
  gate: AgentGate
  effects: readonly Effect[]
  /** Present when nothing moves and a repetition would be refused anyway: `kept` may reach the disk with the next tick. */
  mayWait?: true
}

/** Returns a gate after its agent has started: unknown until the controller reports, with the time of its last report. */
export function startedGate(settings: GateSettings, kept: PersistedState): AgentGate {
  const report: GateReport = {
    position: null,
    motion: 'unknown',
    obstructed: null,
    assumed: false,
    deviceOnline: false,
    reportedAt: kept.lastReportAt
  }
  return {
    settings,
    kept,
    report,
    steady: 0,
    heardAt: null,
    moving: null,
    run: null,
    decided: null,
    openSince: null,
    leftOpenTold: 0,
    backSince: null,
    expected: [],
    latest: kept.latest,
    saidAt: null,
    alerted: {},
    refused: {},
    mains: null,
    charge: null,
    records: true
  }
}

/** Applies a second transition to the result of the first; effects follow in order. */
export function andThen(step: GateTransition, next: (gate: AgentGate) => GateTransition): GateTransition {
  const { gate, effects } = next(step.gate)
  return { gate, effects: [...step.effects, ...effects] }
}

export const noEffect = (gate: AgentGate): GateTransition => ({ gate, effects: [] })
