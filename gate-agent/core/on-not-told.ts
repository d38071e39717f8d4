import { andThen, nothing, type Gate, type Step } from './gate.ts'
import type { Errand } from './persisted-state.ts'
import { finish } from './replies.ts'

/** The controller could not be told, so that the gate does not move: who asked hears it at once. @param now agent's clock, Unix ms */
export function onNotTold(gate: Gate, act: Errand['act'], now: number): Step {
  let step = nothing({ ...gate, expected: [] })
  for (const { id } of gate.kept.errands)
    step = andThen(step, (known) => {
      const errand = known.kept.errands.find((other) => other.id === id)
      const waits = errand?.act === act && errand.movesAt === null && errand.movedAt === null
      return waits && errand ? finish(known, errand, 'failed', now) : nothing(known)
    })
  return { gate: step.gate, deeds: [...step.deeds, { do: 'state' }] }
}
