import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import type { GateTask } from './persisted-state.ts'
import { finish } from './replies.ts'

/**
 * Fails the tasks whose command could not be sent to the controller, so that their senders hear it at once.
 * @param now agent's clock, Unix ms
 */
export function onNotTold(gate: AgentGate, act: GateTask['act'], now: number): GateTransition {
  let step = noEffect({ ...gate, expected: [] })
  for (const { id } of gate.kept.tasks)
    step = andThen(step, (known) => {
      const task = known.kept.tasks.find((other) => other.id === id)
      const waits = task?.act === act && task.movesAt === null && task.movedAt === null
      return waits && task ? finish(known, task, 'failed', now) : noEffect(known)
    })
  return { gate: step.gate, effects: [...step.effects, { do: 'state' }] }
}
