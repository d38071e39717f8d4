import { byLevel, isRaised, type Indicator, type IndicatorId, type WarningLevel } from './indicator.ts'

/** Tells what the indicators of one host come to: always something to check, never an accusation. */
export interface HostVerdict {
  level: 'none' | 'amber' | 'red'
  /** Whether somebody has to look at once. */
  review: boolean
  /** Whether a household may be contacted: two indicators of different things ask for a check, one of them red. */
  contact: boolean
  /** At most three, for the screen. */
  foremost: Indicator[]
}

/** Those that are red ask for a look at once. */
const atOnce: ReadonlySet<IndicatorId> = new Set(['R2', 'R3', 'R18', 'R19'])

/** Law and duty beside the signs: shown, and never counted. R16 is the member's own. */
const uncounted: ReadonlySet<IndicatorId> = new Set(['R12', 'R16', 'R21'])

/**
 * Groups of which any two may say one thing twice. R1, R2, R4: the insiders of R4 are those whom R1 and R2 name. R2, R3: one
 * account under many names is both. R3, R4: the household, and whose account is the host's, make insiders of both. R3, R5, R14
 * and R5, R15, R18: a pot that never reached its taker has no word of the taker either, is not handed over in time, and is
 * denied; a record that somebody denies has no word of its member.
 * R7, R10, R17: many lines make openings beside pots, and members in several lines. R8, R9, R13: a late due makes the
 * advance, and the advance the liability. R19, R22: a sale undone is an entry changed late.
 *
 * Independent on purpose: R13 and R14, members who pay late and a host who hands over late, for she has to put in what is
 * missing; R4 and R6, who the takers are and whether they came; R5 and R6, the money and the meeting; R18 and all but R5 and
 * R15, for it rests on what people say.
 */
const dependent: readonly (readonly IndicatorId[])[] = [
  ['R1', 'R2', 'R4'],
  ['R2', 'R3'],
  ['R3', 'R4'],
  ['R3', 'R5', 'R14'],
  ['R5', 'R15', 'R18'],
  ['R7', 'R10', 'R17'],
  ['R8', 'R9', 'R13'],
  ['R19', 'R22']
]

/** Tells whether two indicators rest on different kinds of observation. */
export const areIndependent = (a: IndicatorId, b: IndicatorId): boolean =>
  a !== b && !dependent.some((group) => group.includes(a) && group.includes(b))

/** Tells whether a second indicator says something that the first does not: another observation, and of other records. */
const isSecond = (first: Indicator, records: ReadonlySet<string>, other: Indicator): boolean =>
  areIndependent(first.id, other.id) && !recordsIn(other).some((id) => records.has(id))

const recordsIn = ({ evidence }: Indicator): string[] => evidence.flatMap(({ fact }) => fact ?? [])

/** The order of equals on the screen: what asks for a look at once, then money, then the rest. */
const inOrder: readonly IndicatorId[] = [
  ...(['R18', 'R3', 'R2', 'R19', 'R14', 'R9', 'R13', 'R4', 'R5', 'R6', 'R10'] as const),
  ...(['R7', 'R11', 'R1', 'R20', 'R22', 'R15', 'R17', 'R8', 'R21', 'R12', 'R16'] as const)
]

/** Judges the indicators of one host. */
export function verdictOf(indicators: readonly Indicator[]): HostVerdict {
  const raised = indicators.filter(isRaised)
  const counted = raised.filter(({ id }) => !uncounted.has(id))
  const level = counted.map((one) => one.level).sort(byLevel)[0] ?? 'none'
  const reds = counted.filter((one) => one.level === 'red')
  return {
    level: level as HostVerdict['level'],
    review: counted.some(({ id, level }) => level === 'red' && atOnce.has(id)),
    contact: reds.some((red) => {
      const records = new Set(recordsIn(red))
      return counted.some((other) => isSecond(red, records, other))
    }),
    foremost: raised.toSorted(byWeight).slice(0, 3)
  }
}

const byWeight = (a: Indicator, b: Indicator) =>
  Number(uncounted.has(a.id)) - Number(uncounted.has(b.id)) ||
  byLevel(a.level, b.level) ||
  inOrder.indexOf(a.id) - inOrder.indexOf(b.id)

const points: Readonly<Record<WarningLevel, number>> = {
  red: 3,
  amber: 1,
  none: 0,
  'too-few': 0,
  'not-computable': 0
}

/** Returns a number to sort hosts by, and for nothing else: it is shown to nobody. */
export const scoreOf = (indicators: readonly Indicator[]): number =>
  indicators.reduce((sum, { id, level }) => (uncounted.has(id) ? sum : sum + points[level]), 0)
