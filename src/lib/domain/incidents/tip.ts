import type { TransitionDoubt, IncidentEntry, Tip, IncidentFact } from './entry.ts'
import type { TipSource, Triage } from './facts.ts'

/** What is known of a tip beside what happened. */
export interface TipStatus {
  source: TipSource
  triage: Triage
  /** Has it ever been handed on, by a step that counts? */
  forwarded: boolean
  /** Has the informer been answered? An answer that the server refused does not count. */
  answered: boolean
}

/**
 * The longest that commune police may keep a tip with signs of a crime before it goes to the investigation agency,
 * hours; `remote`: mountains, islands, where the way is hard. Law is data: `source` is TTLT
 * 01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC, for orientation, to be checked against the current text.
 */
export const forwardWithin = { usual: 24, remote: 48, source: 'TTLT 01/2017' } as const

const hour = 3_600_000
/** From when on the rest of the time is told in amber, ms. */
const soon = 6 * hour

/** What is left of the time to hand a tip on. */
export interface TimeLeft {
  /** Negative once it is over. */
  ms: number
  /** How much there was, hours. */
  hours: number
  urgency: 'calm' | 'soon' | 'over'
}

/** A tip as the story of its incident tells it. */
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

/** Those whose clock runs, the one that ends first on top; then the others as they stood. */
export function pressingFirst<I extends Clocked>(list: readonly I[]): I[] {
  const running = list.filter(clockRuns)
  // All have the same time, so the oldest ends first.
  running.sort((a, b) => Date.parse(a.reportedAt) - Date.parse(b.reportedAt))
  return [...running, ...list.filter((one) => !clockRuns(one))]
}

/**
 * How long the police still have to hand on a tip with signs of a crime, counted from when it was received.
 * @param now Unix ms
 * @returns null where no clock runs: no tip, no crime, handed on, or at its end
 */
export function timeLeft(one: Clocked, now: number, hours: number = forwardWithin.usual): TimeLeft | null {
  if (!clockRuns(one)) return null
  const ms = Date.parse(one.reportedAt) + hours * hour - now
  return { ms, hours, urgency: ms < 0 ? 'over' : ms < soon ? 'soon' : 'calm' }
}
