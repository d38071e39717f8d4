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
  const follow = followersIn(counting)
  const passed = new Set<string>()
  let stage: Stage = 'new'
  let receiver: string | undefined
  let front = reports
  let dispute: readonly Transition<F>[] | null = null
  for (;;) {
    const following = follow(front)
    let step: readonly Transition<F>[] = isOpen(stage) ? following : following.filter(isCommanders)
    for (const { fact } of step) passed.add(fact.id)
    while (!agree(step)) {
      const answers = settling(step, follow)
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
  return {
    stage,
    receiver,
    front,
    dispute,
    doubts: doubtsOf(transitions, reachable(reports, follow), dispute ?? [], passed)
  }
}

type Follow<F extends IncidentFact> = (ids: readonly string[]) => Transition<F>[]

/** Returns a look-up of the transitions that follow any of these facts, in the order given here. */
function followersIn<F extends IncidentFact>(transitions: readonly Transition<F>[]): Follow<F> {
  const places = new Map(transitions.map((transition, i) => [transition, i]))
  const followers = new Map<string, Transition<F>[]>()
  for (const transition of transitions) {
    const known = followers.get(transition.after)
    if (known) known.push(transition)
    else followers.set(transition.after, [transition])
  }
  return (ids) =>
    [...new Set(ids)].flatMap((id) => followers.get(id) ?? []).sort((a, b) => places.get(a)! - places.get(b)!)
}

const idsOf = (step: readonly Transition[]) => step.map(({ fact }) => fact.id)

const agree = (step: readonly Transition[]) => step.every(({ to }) => to === step[0]!.to)

/** Returns the answers to a dispute: a phone that follows each of its sides with the same stage has seen them all. */
function settling<F extends IncidentFact>(sides: readonly Transition<F>[], follow: Follow<F>) {
  const following = follow(idsOf(sides))
  const answers = endsIn(sides) ? following.filter(isCommanders) : following
  const seen = new Map<string, Set<string>>()
  const saying = ({ fact, to }: Transition<F>) => `${fact.by} ${fact.device} ${to}`
  for (const answer of answers) {
    const known = seen.get(saying(answer))
    if (known) known.add(answer.after)
    else seen.set(saying(answer), new Set([answer.after]))
  }
  return answers.filter((answer) => seen.get(saying(answer))!.size === sides.length)
}

function doubtsOf(
  transitions: readonly Transition[],
  known: ReadonlySet<string>,
  dispute: readonly Transition[],
  passed: ReadonlySet<string>
): ReadonlyMap<string, TransitionDoubt> {
  const doubts = new Map<string, TransitionDoubt>()
  const disputed = new Set(dispute)
  const ends = new Set(idsOf(transitions.filter(({ to }) => !isOpen(to))))
  for (const transition of transitions) {
    const { id, sync } = transition.fact
    if (sync === 'refused') doubts.set(id, 'refused')
    else if (!known.has(id)) doubts.set(id, 'waits')
    else if (!passed.has(id) && ends.has(transition.after) && !isCommanders(transition))
      doubts.set(id, 'ended')
    else if (!passed.has(id) || disputed.has(transition)) doubts.set(id, 'disputed')
  }
  return doubts
}

/** Returns the transitions whose whole chain, back to the report, is here. */
function reachable<F extends IncidentFact>(
  reports: readonly string[],
  follow: Follow<F>
): ReadonlySet<string> {
  const known = new Set(reports)
  // A set is walked in the order of insertion, what is added on the way included.
  for (const id of known) for (const { fact } of follow([id])) known.add(fact.id)
  return known
}
