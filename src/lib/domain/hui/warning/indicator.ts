import type { IndicatorId } from '../facts/warning.ts'

export type { IndicatorId }

/**
 * How far an indicator lies from what is usual. `too-few`: the sample is too small to say; `not-computable`: nobody
 * recorded, or asks, what it hangs on. All of them ask for a check and accuse nobody.
 */
export type WarningLevel = 'none' | 'amber' | 'red' | 'too-few' | 'not-computable'

/** One record, round, part or person on which an indicator rests. */
export interface EvidenceRow {
  line?: string
  k?: number
  part?: number
  fact?: string
  person?: string
}

/** One indicator with all that it was computed from: counts, days and đồng. */
export interface Indicator {
  id: IndicatorId
  level: WarningLevel
  inputs: Readonly<Record<string, number>>
  /** Ids of the lines that the evidence names. */
  lines: string[]
  evidence: EvidenceRow[]
}

/** Builds an indicator; its evidence stands in one order, whatever the order of the facts. */
export function indicator(
  id: IndicatorId,
  level: WarningLevel,
  inputs: Indicator['inputs'],
  evidence: readonly EvidenceRow[] = []
): Indicator {
  const rows = [...evidence].sort(byPlace)
  const lines = [...new Set(rows.flatMap(({ line }) => line ?? []))]
  return { id, level, inputs, lines, evidence: rows }
}

const byText = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)
const byPlace = (a: EvidenceRow, b: EvidenceRow) =>
  byText(a.line, b.line) ||
  (a.k ?? 0) - (b.k ?? 0) ||
  (a.part ?? 0) - (b.part ?? 0) ||
  byText(a.fact, b.fact) ||
  byText(a.person, b.person)

const severities: Readonly<Record<WarningLevel, number>> = {
  'not-computable': 0,
  'too-few': 1,
  none: 2,
  amber: 3,
  red: 4
}

/** Compares levels as a sorting function does, the worst first; what cannot be said comes last. */
export const byLevel = (a: WarningLevel, b: WarningLevel) => severities[b] - severities[a]

/** Tells whether an indicator asks for a check. */
export const isRaised = ({ level }: Pick<Indicator, 'level'>): boolean => level === 'amber' || level === 'red'

/** Tells where amber and red begin. */
export interface Bounds {
  amber: number
  red: number
}

/** Returns the level of a quantity that has to lie above the bounds. */
export const levelAbove = (value: number, { amber, red }: Bounds) =>
  value > red ? 'red' : value > amber ? 'amber' : 'none'

/** Returns the level of a quantity that has to reach the bounds. */
export const levelFrom = (value: number, { amber, red }: Bounds) =>
  value >= red ? 'red' : value >= amber ? 'amber' : 'none'

/** Returns the level of a part of a whole above bounds in percent; exact, for a quotient would be rounded. */
export const levelOfShare = (count: number, of: number, { amber, red }: Bounds) =>
  levelAbove(count * 100, { amber: amber * of, red: red * of })

/** Returns the worse of two levels. */
export const worse = <L extends WarningLevel>(a: L, b: L): L => (byLevel(a, b) <= 0 ? a : b)
