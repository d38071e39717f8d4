/** What a motor gate has to show before it counts as accepted, in this order (gates.md §2.2 and §5). */
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

/** What the tester's phone itself saw of a step, by the gate's own signed word: all of it, the contrary, or not enough. */
export const observations = ['seen', 'contrary', 'unseen'] as const
export type Observation = (typeof observations)[number]

/** What the tester says of a step; `not-here`: this gate has no such thing. */
export const answers = ['yes', 'no', 'not-done', 'not-here'] as const
export type StepAnswer = (typeof answers)[number]

/** Longest note to a step, in UTF-16 units. */
export const maxStepNote = 300

/** No signed word of the gate tells of these: the tester's answer stands alone. */
const byEye: ReadonlySet<AcceptanceStep> = new Set(['camera-clock', 'warning'])

/** Is there something of it that the phone itself can see? */
export const isWitnessed = (step: AcceptanceStep): boolean => !byEye.has(step)

/** May a gate have no such thing? */
export const mayBeAbsent = (step: AcceptanceStep): boolean => byEye.has(step)
