import type { Reply } from '../contract/reply.ts'
import type { GateState } from '../contract/state.ts'
import type { GateEvent } from '../facts.ts'
import { isMoving } from '../motion.ts'

/**
 * Everything that a phone heard of a gate since a step began; times are Unix ms of the agent's clock, as the phone
 * knows it.
 */
export interface StepEvidence {
  since: number
  now: number
  /** Verified states, in any order, including the last one before `since`. */
  states: readonly GateState[]
  /** Times when the broker announced that the agent has left, or when nothing had been heard for too long. */
  silences: readonly number[]
  /** Verified replies to this phone's commands since. */
  replies: readonly Reply[]
  /** The agent's entries in the log since. */
  events: readonly GateEvent[]
}

/** Sorts states: by number within one start of the agent, by its clock across several. */
export function inTurn(states: readonly GateState[]): GateState[] {
  const unique = new Map(states.map((state) => [`${state.bootId} ${state.seq}`, state]))
  return [...unique.values()].sort((a, b) =>
    a.bootId === b.bootId ? a.seq - b.seq : a.agentTime - b.agentTime
  )
}

/** The course of one command, as far as replies told it. */
export interface ObservedMove {
  act: 'OPEN' | 'CLOSE' | 'STOP'
  acceptedAt: number
  movedAt: number | null
  /** The final reply, once there is one. */
  end: { status: Reply['status']; at: number } | null
}

const ends: ReadonlySet<string> = new Set(['completed', 'stopped', 'obstructed', 'timeout', 'failed'])

/** Returns the movements that this phone commanded since the step began, the earliest first. */
export function observedMoves({ replies, since }: Pick<StepEvidence, 'replies' | 'since'>): ObservedMove[] {
  const byCommand = new Map<string, ObservedMove>()
  for (const reply of [...replies].sort((a, b) => a.at - b.at)) {
    if (reply.status === 'refused' || reply.at < since) continue
    const { id, at, status, act } = reply
    if (act !== 'OPEN' && act !== 'CLOSE' && act !== 'STOP') continue
    const known = byCommand.get(id) ?? { act, acceptedAt: at, movedAt: null, end: null }
    byCommand.set(id, {
      ...known,
      movedAt: status === 'moving' ? (known.movedAt ?? at) : known.movedAt,
      end: ends.has(status) ? (known.end ?? { status, at }) : known.end
    })
  }
  return [...byCommand.values()].sort((a, b) => a.acceptedAt - b.acceptedAt)
}

/**
 * Returns the gate's state just before that moment, if one was heard. A state of that very millisecond may already be
 * the effect of what happened then.
 */
export function stoodBefore(states: readonly GateState[], at: number): GateState | null {
  return inTurn(states).findLast(({ agentTime }) => agentTime < at) ?? null
}

/** Tells whether the gate runs, by its own current report and not by an old one of a controller that is offline. */
export const runs = (state: GateState): boolean => state.deviceOnline && isMoving(state)
