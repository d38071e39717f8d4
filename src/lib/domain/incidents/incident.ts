import { inOrder, openerOf } from '../order.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
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
  /** Time of the report by the author's clock (ISO 8601, UTC), and the author's account. */
  reportedAt: string
  by: string
  /** The state of the tip; null when the police saw the incident or were called to it themselves. */
  tip: TipStatus | null
  stage: Stage
  /** The receiving agency, where the incident was forwarded and somebody recorded it. */
  receiver: string | undefined
  /** True while it is neither closed nor cancelled. */
  open: boolean
  /** Ids for the next transition to follow: any one of them, or in a dispute each of them. */
  front: readonly string[]
  /** All records, oldest first. */
  story: readonly IncidentEntry<F>[]
  /** Transitions that differ: the stage stays at the one before, and somebody has to compare them. */
  dispute: readonly Transition<F>[] | null
  /** Transitions that do not count (yet), by the id of their fact. */
  doubts: ReadonlyMap<string, TransitionDoubt>
}

/**
 * Folds the facts of one incident's stream in the order of `inOrder`; the report or tip that the server took first names it.
 * @returns null while neither is here
 */
export function incident<F extends IncidentFact>(facts: readonly F[]): Incident<F> | null {
  const unique = new Map(facts.filter(({ book }) => book === 'incidents').map((fact) => [fact.id, fact]))
  const story = saidOnce(inOrder([...unique.values()]).map(incidentEntry<F>))
  const reports = story.filter((entry) => entry.kind === 'report' || entry.kind === 'tip')
  const opener = openerOf(reports.map(({ fact }) => fact))
  const first = reports.find(({ fact }) => fact === opener)
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
 * Removes repeated lines: two people who end one alarm at the same time both write its timeline into the incident. Of
 * the second timeline only the lines that are not in the first one stay.
 */
function saidOnce<F extends IncidentFact>(story: readonly IncidentEntry<F>[]): IncidentEntry<F>[] {
  const reporters = new Set(story.flatMap(({ kind, fact }) => (kind === 'report' ? [fact.device] : [])))
  if (reporters.size < 2) return [...story]
  const [first] = reporters
  const notes = story.filter((entry) => entry.kind === 'note')
  const said = new Set(notes.flatMap(({ fact, text }) => (fact.device === first ? linesOf(text) : [])))
  return story.flatMap((entry): IncidentEntry<F>[] => {
    const { device } = entry.fact
    // A note of one line may be a person's own words.
    if (entry.kind !== 'note' || device === first || !reporters.has(device)) return [entry]
    const lines = linesOf(entry.text)
    const more = lines.filter((line) => !said.has(line))
    if (lines.length < 2 || more.length === lines.length) return [entry]
    return more.length > 0 ? [{ ...entry, text: more.join('\n') }] : []
  })
}

const linesOf = (text: string) => text.split('\n')

/** Folds a book's incidents stream by stream; null: the report has not arrived, or the stream is about something else. */
export const incidentFolds = <F extends IncidentFact>() =>
  new StreamFolds<F, Incident<F> | null>((facts, stream) =>
    stream.startsWith('incident/') ? incident(facts) : null
  )

/** Returns all incidents of a book, the newest report first. @param folds that have followed the book so far, if any have */
export function incidentsIn<F extends IncidentFact>(
  facts: readonly F[],
  folds = incidentFolds<F>()
): Incident<F>[] {
  const told = [...folds.of(facts).values()].filter((one) => one !== null)
  return told.sort(newestFirst)
}

/** Counts the open incidents, and the incidents at each stage. */
export function countsOf(list: readonly Pick<Incident, 'open' | 'stage'>[]): {
  open: number
  byStage: ReadonlyMap<Stage, number>
} {
  const byStage = new Map<Stage, number>()
  for (const { stage } of list) byStage.set(stage, (byStage.get(stage) ?? 0) + 1)
  return { open: list.filter(({ open }) => open).length, byStage }
}

/** Compares incidents as a sorting function does: the newest report first. */
export function newestFirst(a: Told, b: Told): number {
  if (a.reportedAt !== b.reportedAt) return a.reportedAt > b.reportedAt ? -1 : 1
  return a.id > b.id ? -1 : 1
}

type Told = Pick<Incident, 'id' | 'reportedAt'>
