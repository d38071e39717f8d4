import type { TransitionDoubt, IncidentEntry, Tip, IncidentFact } from './entry.ts'
import type { Stage, TipSource, Triage } from './facts.ts'

/** The handling of a tip, apart from the event that it is about. */
export interface TipStatus {
  source: TipSource
  triage: Triage
  /** True once it was handed on by a step that counts. */
  forwarded: boolean
  /** True once the informer was answered. An answer that the server refused does not count. */
  answered: boolean
}

/**
 * The longest that commune police may keep a tip with signs of a crime before it goes to the investigation agency,
 * hours; `remote`: mountains and islands that are hard to reach. Law is data: `source` is TTLT
 * 01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC, for orientation, to be checked against the current text.
 */
export const forwardWithin = { usual: 24, remote: 48, source: 'TTLT 01/2017' } as const

const hour = 3_600_000
/** Time left, ms, below which it is shown in amber. */
const soon = 6 * hour

/** The time left to hand a tip on. */
export interface TimeLeft {
  /** Negative once it is over. */
  ms: number
  /** The whole period, hours. */
  hours: number
  urgency: 'calm' | 'soon' | 'over'
}

/** Folds the story of an incident into the status of its tip. */
export function tipStatus<F extends IncidentFact>(
  { tip }: { tip: Tip },
  story: readonly IncidentEntry<F>[],
  doubts: ReadonlyMap<string, TransitionDoubt>
): TipStatus {
  const forwarded = (entry: IncidentEntry<F>) =>
    entry.kind === 'stage' && entry.to === 'forwarded' && !doubts.has(entry.fact.id)
  const answered = (entry: IncidentEntry<F>) => entry.kind === 'answer' && entry.fact.sync !== 'refused'
  return {
    source: tip.source,
    triage: tip.triage,
    forwarded: story.some(forwarded),
    answered: story.some(answered)
  }
}

type Clocked = { tip: TipStatus | null; open: boolean; reportedAt: string }

const clockRuns = ({ tip, open }: Clocked) => tip?.triage === 'crime' && !tip.forwarded && open

type Ranked = Clocked & { stage: Stage; dispute: boolean | readonly unknown[] | null }

/** From what a delay harms most to what waits for nobody here; 0 has a deadline. */
function rankOf(one: Ranked): number {
  if (!one.open) return 5
  if (clockRuns(one)) return 0
  if (one.dispute) return 1
  return one.stage === 'new' ? 2 : one.stage === 'forwarded' ? 4 : 3
}

/**
 * Sorts the tips whose clock is running first, the earliest deadline on top; then what has to be compared, what nobody
 * has begun, what is in hand, what another office has, what has ended. Equals keep their order.
 */
export function pressingFirst<I extends Ranked>(list: readonly I[]): I[] {
  const byRank: I[][] = [[], [], [], [], [], []]
  for (const one of list) byRank[rankOf(one)]!.push(one)
  // All have the same period, so the oldest ends first.
  byRank[0]!.sort((a, b) => Date.parse(a.reportedAt) - Date.parse(b.reportedAt))
  return byRank.flat()
}

/**
 * Returns how long the police still have to hand on a tip with signs of a crime, counted from its receipt.
 * @param now Unix ms
 * @returns null where no clock runs: it is no tip, shows no sign of a crime, was handed on, or has ended
 */
export function timeLeft(one: Clocked, now: number, hours: number = forwardWithin.usual): TimeLeft | null {
  if (!clockRuns(one)) return null
  const ms = Date.parse(one.reportedAt) + hours * hour - now
  return { ms, hours, urgency: ms < 0 ? 'over' : ms < soon ? 'soon' : 'calm' }
}
