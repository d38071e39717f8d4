import { inOrder } from '../order.ts'
import {
  incidentEntry,
  type TransitionDoubt,
  type IncidentEntry,
  type IncidentReport,
  type IncidentFact,
  type Transition
} from './entry.ts'
import type { Stage } from './facts.ts'
import { isOpen, resolveStage } from './stages.ts'
import { tipStatus, type TipStatus } from './tip.ts'

/** One incident as its facts tell it. */
export interface Incident<F extends IncidentFact = IncidentFact> extends IncidentReport {
  id: string
  /** When it was reported, as the author says (ISO 8601, UTC), and by which account. */
  reportedAt: string
  by: string
  /** What is known of it as a tip; null when the police saw or were called to it themselves. */
  tip: TipStatus | null
  stage: Stage
  /** Who took it, where it was forwarded and somebody wrote that down. */
  receiver: string | undefined
  /** Is it neither closed nor cancelled? */
  open: boolean
  /** What the next transition follows: one of these, or in a dispute each of them. */
  front: readonly string[]
  /** Everything recorded, oldest first. */
  story: readonly IncidentEntry<F>[]
  /** Transitions that differ: the stage is the one before, and somebody has to compare. */
  dispute: readonly Transition<F>[] | null
  /** Transitions that do not count (yet), by id of their fact. */
  doubts: ReadonlyMap<string, TransitionDoubt>
}

/**
 * One incident, a pure fold of the facts of its stream in the order of `inOrder`; the first report or tip names it.
 * @returns null while neither is here
 */
export function incident<F extends IncidentFact>(facts: readonly F[]): Incident<F> | null {
  const unique = new Map(facts.filter(({ book }) => book === 'incidents').map((fact) => [fact.id, fact]))
  const story = saidOnce(inOrder([...unique.values()]).map(incidentEntry<F>))
  const reports = story.filter((entry) => entry.kind === 'report' || entry.kind === 'tip')
  const first = reports[0]
  if (!first) return null
  const transitions = story.filter((entry) => entry.kind === 'stage')
  const { stage, receiver, front, dispute, doubts } = resolveStage(
    reports.map(({ fact }) => fact.id),
    transitions
  )
  const { category, text, place, position } = first.kind === 'tip' ? first.tip : first.report
  return {
    category,
    text,
    place,
    position,
    id: first.fact.stream.slice('incident/'.length),
    reportedAt: first.fact.at,
    by: first.fact.by,
    tip: first.kind === 'tip' ? tipStatus(first, story, doubts) : null,
    stage,
    receiver,
    open: isOpen(stage),
    front,
    story,
    dispute,
    doubts
  }
}

/**
 * Two who end one alarm at the same time both write its timeline into the incident: of the second one's only those lines
 * stand that the first does not say.
 */
function saidOnce<F extends IncidentFact>(story: readonly IncidentEntry<F>[]): IncidentEntry<F>[] {
  const reporters = new Set(story.flatMap(({ kind, fact }) => (kind === 'report' ? [fact.device] : [])))
  if (reporters.size < 2) return [...story]
  const [first] = reporters
  const notes = story.filter((entry) => entry.kind === 'note')
  const said = new Set(notes.flatMap(({ fact, text }) => (fact.device === first ? linesOf(text) : [])))
  return story.flatMap((entry): IncidentEntry<F>[] => {
    const { device } = entry.fact
    // One line may be anybody's own word.
    if (entry.kind !== 'note' || device === first || !reporters.has(device)) return [entry]
    const lines = linesOf(entry.text)
    const more = lines.filter((line) => !said.has(line))
    if (lines.length < 2 || more.length === lines.length) return [entry]
    return more.length > 0 ? [{ ...entry, text: more.join('\n') }] : []
  })
}

const linesOf = (text: string) => text.split('\n')

/** All incidents of a book, the newest report first. What has no report yet is left out until it comes. */
export function incidentsIn<F extends IncidentFact>(facts: readonly F[]): Incident<F>[] {
  const factsByStream = new Map<string, F[]>()
  for (const fact of facts) {
    const others = factsByStream.get(fact.stream)
    if (others) others.push(fact)
    else factsByStream.set(fact.stream, [fact])
  }
  const found = [...factsByStream].filter(([stream]) => stream.startsWith('incident/'))
  const told = found.map(([, its]) => incident(its)).filter((one) => one !== null)
  return told.sort((a, b) => (newer(a, b) ? -1 : 1))
}

/** How many of them are open, and how many there are at each stage. */
export function countsOf(list: readonly Incident[]): { open: number; byStage: ReadonlyMap<Stage, number> } {
  const byStage = new Map<Stage, number>()
  for (const { stage } of list) byStage.set(stage, (byStage.get(stage) ?? 0) + 1)
  return { open: list.filter(({ open }) => open).length, byStage }
}

const newer = (a: Incident, b: Incident) =>
  a.reportedAt === b.reportedAt ? a.id > b.id : a.reportedAt > b.reportedAt
