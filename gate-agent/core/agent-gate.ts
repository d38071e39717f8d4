import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import type { Policy } from '#lib/domain/gates/contract/checks/policy.ts'
import type { EventReported } from '#lib/domain/gates/facts.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import type * as v from 'valibot'
import type { PersistedState } from './persisted-state.ts'
import type { PowerSource } from './power.ts'
import type { Schedule } from './schedule.ts'

/** What a commune and the installer have set down for one gate. */
export interface GateSettings {
  unit: string
  gate: string
  /** The agent's own key, which signs what it says. */
  key: string
  policy: Policy
  schedule: Schedule | null
  /** Measured from end to end, ms; null: nobody has. */
  travelMs: number | null
  /** A camera looks at it. */
  camera?: true
  /** What tells of its power; left out where nothing does. */
  power?: PowerSource
}

/** One gate as its agent knows it; what it must not forget, and what it learns anew after each start. */
export interface AgentGate {
  settings: GateSettings
  kept: PersistedState
  report: GateReport
  /** Since when it stands open, agent's clock, Unix ms. */
  openSince: number | null
  /** How many times somebody was told that it was left open. */
  leftOpenTold: number
  /** When the controller was last heard to come back, Unix ms. */
  backSince: number | null
  /** What the gate was told lately, and until when that explains what it does, Unix ms. */
  expected: readonly { act: 'OPEN' | 'CLOSE'; until: number }[]
  /** The latest that the clock has shown, Unix ms: behind it, it has been put back, and says nothing of freshness. */
  latest: number
  /** When the state was last published, Unix ms. */
  saidAt: number | null
  /** When people were told of what last, Unix ms. */
  alerted: Readonly<Partial<Record<AlertKind, number>>>
  /** What was refused lately, by kind. */
  refused: Readonly<Record<string, Spell>>
  /** Null until something was heard of its power since this start. */
  mains: boolean | null
  /** Minutes that its battery would last, as told last. */
  charge: number | null
}

export type LogBody = v.InferOutput<typeof EventReported>['body']

/** What was refused lately, of one kind: since when (agent's clock, Unix ms), how often, and what the log may say of all of it. */
export interface Spell {
  since: number
  times: number
  body: LogBody
}

/** What a picture of the gate shows: how it stood when a command was taken, how when it was over, or what it met. */
export type SnapshotMoment = 'before' | 'after' | 'obstruction'

/** What is to be done, in this order, after what is kept has reached the disk. */
export type Effect =
  /** To the controller. */
  | { do: 'move'; act: 'OPEN' | 'CLOSE' | 'STOP' }
  /** Light and sound at the gate, for so long before it moves by itself, ms. */
  | { do: 'warn'; ms: number }
  | { do: 'reply'; to: string; reply: Reply }
  /** `picture`: the gate is seen at that moment too, where a camera looks at it; nothing waits for that. */
  | { do: 'log'; body: LogBody; picture?: SnapshotMoment }
  | { do: 'alert'; alert: AlertKind; minutes?: number }
  /** Publish how the gate stands. */
  | { do: 'state' }

/** What follows from something that happened. */
export interface GateTransition {
  gate: AgentGate
  effects: readonly Effect[]
}

/** A gate after a start of its agent: nothing of it is known until its controller speaks. */
export function startedGate(settings: GateSettings, kept: PersistedState): AgentGate {
  const report: GateReport = {
    position: null,
    motion: 'unknown',
    obstructed: null,
    assumed: false,
    deviceOnline: false,
    reportedAt: null
  }
  return {
    settings,
    kept,
    report,
    openSince: null,
    leftOpenTold: 0,
    backSince: null,
    expected: [],
    latest: kept.latest,
    saidAt: null,
    alerted: {},
    refused: {},
    mains: null,
    charge: null
  }
}

/** One step after another. */
export function andThen(step: GateTransition, next: (gate: AgentGate) => GateTransition): GateTransition {
  const { gate, effects } = next(step.gate)
  return { gate, effects: [...step.effects, ...effects] }
}

export const noEffect = (gate: AgentGate): GateTransition => ({ gate, effects: [] })
