import type { TransitionDoubt, IncidentFact, Transition } from './entry.ts'
import type { Stage } from './facts.ts'

/** The result of following the transitions. */
export interface ResolvedStage<F extends IncidentFact = IncidentFact> {
  stage: Stage
  /** The receiving agency, where the incident was forwarded and somebody recorded it. */
  receiver: string | undefined
  /** The facts that the next transition must follow: one, or several after an agreement or in a dispute. */
  front: readonly string[]
  /** The transitions that give different answers to the same question; null when there are none. */
  dispute: readonly Transition<F>[] | null
  /** Ids of the transitions that do not count (yet), with the reason. */
  doubts: ReadonlyMap<string, TransitionDoubt>
}

const nexts: Record<Stage, readonly Stage[]> = {
  new: ['verifying', 'handling', 'forwarded', 'closed', 'cancelled'],
  verifying: ['handling', 'forwarded', 'closed', 'cancelled'],
  handling: ['verifying', 'forwarded', 'closed', 'cancelled'],
  forwarded: ['handling', 'closed', 'cancelled'],
  closed: ['handling'],
  cancelled: ['handling']
}

/** Returns the stages that may be offered next; the table of roles decides who may choose `closed` or `cancelled`. */
export const stagesFrom = (stage: Stage): readonly Stage[] => nexts[stage]

/** Tells whether something is still to be done. A forwarded incident is open until the commander closes it. */
export const isOpen = (stage: Stage): boolean => stage !== 'closed' && stage !== 'cancelled'

/** Tells whether one side ends the incident: then only the commander settles the dispute. */
export const endsIn = (sides: readonly Transition[] | null): boolean =>
  sides?.some(({ to }) => !isOpen(to)) ?? false

/** Types that only the commander writes: the server refuses them from anybody else. */
const commanders: ReadonlySet<string> = new Set(['incidents.incident-closed', 'incidents.incident-reopened'])
const isCommanders = ({ fact }: Transition) => commanders.has(fact.type)

/**
 * Follows the transitions from the report on. Several that follow the same one and agree are one step; when they
 * differ, the stage stays and they are a dispute, until somebody who has seen them all writes the same stage after
 * each. Only the commander's steps lead away from an end, or out of a dispute that includes one.
 * @param transitions in the order of the story, so that the result is the same whatever the order of arrival
 */
export function resolveStage<F extends IncidentFact>(
  reports: readonly string[],
  transitions: readonly Transition<F>[]
): ResolvedStage<F> {
  const counting = transitions.filter(({ fact }) => fact.sync !== 'refused')
  const passed = new Set<string>()
  let stage: Stage = 'new'
  let receiver: string | undefined
  let front = reports
  let dispute: readonly Transition<F>[] | null = null
  for (;;) {
    const following = counting.filter(({ after }) => front.includes(after))
    let step: readonly Transition<F>[] = isOpen(stage) ? following : following.filter(isCommanders)
    for (const { fact } of step) passed.add(fact.id)
    while (!agree(step)) {
      const answers = settling(step, counting)
      if (answers.length === 0) break
      for (const { fact } of answers) passed.add(fact.id)
      step = answers
    }
    if (step.length === 0) break
    front = idsOf(step)
    if (!agree(step)) {
      dispute = step
      break
    }
    stage = step[0]!.to
    receiver = step.find((side) => side.receiver)?.receiver
  }
  return { stage, receiver, front, dispute, doubts: doubtsOf(reports, transitions, dispute ?? [], passed) }
}

const idsOf = (step: readonly Transition[]) => step.map(({ fact }) => fact.id)

const agree = (step: readonly Transition[]) => step.every(({ to }) => to === step[0]!.to)

/** Returns the answers to a dispute: a phone that follows each of its sides with the same stage has seen them all. */
function settling<F extends IncidentFact>(
  sides: readonly Transition<F>[],
  counting: readonly Transition<F>[]
) {
  const ids = idsOf(sides)
  const following = counting.filter(({ after }) => ids.includes(after))
  const answers = endsIn(sides) ? following.filter(isCommanders) : following
  return answers.filter(({ fact, to }) => {
    const same = answers.filter((a) => a.fact.by === fact.by && a.fact.device === fact.device && a.to === to)
    return ids.every((id) => same.some(({ after }) => after === id))
  })
}

function doubtsOf(
  reports: readonly string[],
  transitions: readonly Transition[],
  dispute: readonly Transition[],
  passed: ReadonlySet<string>
): ReadonlyMap<string, TransitionDoubt> {
  const doubts = new Map<string, TransitionDoubt>()
  const known = reachable(reports, transitions)
  const ends = new Set(idsOf(transitions.filter(({ to }) => !isOpen(to))))
  for (const transition of transitions) {
    const { id, sync } = transition.fact
    if (sync === 'refused') doubts.set(id, 'refused')
    else if (!known.has(id)) doubts.set(id, 'waits')
    else if (!passed.has(id) && ends.has(transition.after) && !isCommanders(transition))
      doubts.set(id, 'ended')
    else if (!passed.has(id) || dispute.includes(transition)) doubts.set(id, 'disputed')
  }
  return doubts
}

/** Returns the transitions whose whole chain, back to the report, is here. */
function reachable(reports: readonly string[], transitions: readonly Transition[]): ReadonlySet<string> {
  const known = new Set(reports)
  for (let size = -1; size < known.size;) {
    size = known.size
    for (const { fact, after } of transitions)
      if (known.has(after) && fact.sync !== 'refused') known.add(fact.id)
  }
  return known
}
