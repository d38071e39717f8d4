import type { FactOf } from '../../facts.ts'
import {
  acceptanceSteps,
  isWitnessed,
  type AcceptanceStep,
  type StepAnswer,
  type Observation
} from './steps.ts'

export type AcceptanceBody = FactOf<'directory.acceptance-recorded'>['body']
/** One signed test of a gate. */
export interface Acceptance {
  fact: string
  by: string
  /** Time of signing, ISO. */
  at: string
  body: AcceptanceBody
}

/** Tells whether a step was passed. The tester's yes is not enough where the gate's own report could show it. */
export function passes(step: AcceptanceStep, answer: StepAnswer, observed: Observation): boolean {
  return answer === 'yes' && (observed === 'seen' || !isWitnessed(step))
}

/** Counts the steps passed, of those that apply to this gate; a step that was not done counts as not passed. */
export function acceptanceResult({ steps }: Pick<AcceptanceBody, 'steps'>): { passed: number; of: number } {
  const known = new Map(steps.map((one) => [one.step, one]))
  const here = acceptanceSteps.filter((step) => known.get(step)?.answer !== 'not-here')
  const passed = here.filter((step) => {
    const one = known.get(step)
    return one !== undefined && passes(step, one.answer, one.observed)
  })
  return { passed: passed.length, of: here.length }
}

/**
 * Returns the travel time to set at the agent, seconds from end to end: the longer way, rounded up; null where none was
 * measured.
 */
export function travelSecondsOf(ways: readonly (number | undefined)[]): number | null {
  const known = ways.filter((ms) => ms !== undefined)
  return known.length === 0 ? null : Math.min(600, Math.max(1, Math.ceil(Math.max(...known) / 1000)))
}
