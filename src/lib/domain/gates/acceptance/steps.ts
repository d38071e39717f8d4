/** The tests that a motor gate must pass before it counts as accepted, in this order (gates.md §2.2 and §5). */
export const acceptanceSteps = [
  'travel',
  'stop',
  'obstruction',
  'wall-button',
  'power-closed',
  'power-half',
  'agent-away',
  'camera-clock',
  'warning'
] as const
export type AcceptanceStep = (typeof acceptanceSteps)[number]

/**
 * The phone's own observation of a step, by the gate's signed messages: everything seen, the contrary seen, or not
 * enough seen.
 */
export const observations = ['seen', 'contrary', 'unseen'] as const
export type Observation = (typeof observations)[number]

/** The tester's answer to a step; `not-here`: this gate has no such equipment. */
export const answers = ['yes', 'no', 'not-done', 'not-here'] as const
export type StepAnswer = (typeof answers)[number]

/** Longest note to a step, in UTF-16 units. */
export const maxStepNote = 300

/** Steps of which no signed message of the gate tells: the tester's answer stands alone. */
const byEye: ReadonlySet<AcceptanceStep> = new Set(['camera-clock', 'warning'])

/** Tells whether the phone itself can observe some of the step. */
export const isWitnessed = (step: AcceptanceStep): boolean => !byEye.has(step)

/** Tells whether a gate may lack the equipment of this step. */
export const mayBeAbsent = (step: AcceptanceStep): boolean => byEye.has(step)
