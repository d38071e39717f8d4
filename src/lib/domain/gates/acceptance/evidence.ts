import type { Reply } from '../contract/reply.ts'
import type { GateState } from '../contract/state.ts'
import type { GateEvent } from '../facts.ts'
import { isMoving } from '../motion.ts'

/** What a phone heard of a gate since a step began; times are Unix ms of the agent's clock, as the phone knows it. */
export interface StepEvidence {
  since: number
  now: number
  /** Verified ones, in any order; the last one before `since` too. */
  states: readonly GateState[]
  /** When the broker said that the agent has left, or nothing was heard for too long. */
  silences: readonly number[]
  /** Verified answers to what this phone asked since. */
  replies: readonly Reply[]
  /** What the agent has written into the log since. */
  events: readonly GateEvent[]
}

/** States in their order: of one start of the agent by number, of several by its clock. */
export function inTurn(states: readonly GateState[]): GateState[] {
  const unique = new Map(states.map((state) => [`${state.bootId} ${state.seq}`, state]))
  return [...unique.values()].sort((a, b) =>
    a.bootId === b.bootId ? a.seq - b.seq : a.agentTime - b.agentTime
  )
}

/** What one command came to, as far as it was told. */
export interface ObservedMove {
  act: 'OPEN' | 'CLOSE' | 'STOP'
  acceptedAt: number
  movedAt: number | null
  /** Its last word, if it is one. */
  end: { status: Reply['status']; at: number } | null
}

const ends: ReadonlySet<string> = new Set(['completed', 'stopped', 'obstructed', 'timeout', 'failed'])

/** The movements that this phone asked for since the step began, the earliest first. */
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

/** How the gate stood just before that moment, if it was heard. */
export function stoodAt(states: readonly GateState[], at: number): GateState | null {
  return inTurn(states).findLast(({ agentTime }) => agentTime <= at) ?? null
}

/** Does the gate run, by its own word and not by an old one of a controller that is away? */
export const runs = (state: GateState): boolean => state.deviceOnline && isMoving(state)
