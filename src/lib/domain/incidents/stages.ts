import type { TransitionDoubt, IncidentFact, Transition } from './entry.ts'
import type { Stage } from './facts.ts'

/** Where the transitions lead. */
export interface ResolvedStage<F extends IncidentFact = IncidentFact> {
  stage: Stage
  /** Who took it, where it was forwarded and somebody wrote that down. */
  receiver: string | undefined
  /** The facts that the next transition must follow: one, or after agreement or in a dispute several. */
  front: readonly string[]
  /** The transitions that say different things about the same question; null when there is none. */
  dispute: readonly Transition<F>[] | null
  /** Ids of the transitions that do not count (yet), and why. */
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

/** The stages that may be offered next; who may choose `closed` or `cancelled` is the table of roles. */
export const stagesFrom = (stage: Stage): readonly Stage[] => nexts[stage]

/** Has somebody still to do something about it? What was forwarded is open until the commander closes it. */
export const isOpen = (stage: Stage): boolean => stage !== 'closed' && stage !== 'cancelled'

/** Does one side say that it is at its end? Then the commander alone settles it. */
export const endsIn = (sides: readonly Transition[] | null): boolean =>
  sides?.some(({ to }) => !isOpen(to)) ?? false

/** Types that only the commander writes: the server refuses them from anybody else. */
const commanders: ReadonlySet<string> = new Set(['incidents.incident-closed', 'incidents.incident-reopened'])
const isCommanders = ({ fact }: Transition) => commanders.has(fact.type)

/**
 * Follows the transitions from the report on. Several that follow the same one and agree are one step; when they
 * differ the stage stays and they are a dispute, until somebody who has seen them all writes the same stage after each.
 * From an end, and out of a dispute with one, only the commander's steps lead.
 * @param transitions in the order of the story, so that the answer is the same however they arrived
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

/** The answers to a dispute: a phone that follows each of its sides with the same stage has seen them all. */
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

/** The transitions whose whole past, back to the report, is here. */
function reachable(reports: readonly string[], transitions: readonly Transition[]): ReadonlySet<string> {
  const known = new Set(reports)
  for (let size = -1; size < known.size;) {
    size = known.size
    for (const { fact, after } of transitions)
      if (known.has(after) && fact.sync !== 'refused') known.add(fact.id)
  }
  return known
}
