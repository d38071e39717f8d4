import type { LawRule } from './rules.ts'

/** Names what a host may be fined for, in the order of the decree; `usury`: usury or illegal raising of capital through hụi. */
export const fineConducts = [
  'residence',
  'joiners',
  'agreement',
  'ledger',
  'pot',
  'ledger-shown',
  'receipt',
  'notice',
  'usury'
] as const
export type FineConduct = (typeof fineConducts)[number]

/** One band of fines: in force from a day until another, ISO, both included; null: still. Sums in đồng. */
export interface Fine extends Omit<LawRule, 'reading'> {
  conduct: FineConduct
  from: string
  until: string | null
  least: number
  most: number
}

const million = 1_000_000
/** NĐ 144/2021 is in force from this day by general knowledge; its bands were read in a public source. */
const earlier = {
  decree: 'NĐ 144/2021/NĐ-CP',
  article: 'Điều 16',
  from: '2022-01-01',
  until: '2025-12-14'
} as const
/** Its article on hụi was not found in any source. */
const present = { decree: 'NĐ 282/2025/NĐ-CP', article: null, from: '2025-12-15', until: null } as const
const small = { least: 2 * million, most: 5 * million } as const

const ofDuties = fineConducts.slice(0, 7)
/** Of the present decree only these were read; the rest of its band is likely the same. */
const read: ReadonlySet<FineConduct> = new Set(['residence', 'joiners', 'agreement'])

/**
 * All bands that are known, as data: a decree that comes later is rows more. Of the present one no band is known for a
 * missing notice and for usury.
 */
export const fines: readonly Fine[] = [
  ...ofDuties.map((conduct) => ({ conduct, ...earlier, ...small, verified: true })),
  { conduct: 'notice', ...earlier, least: 5 * million, most: 10 * million, verified: true },
  { conduct: 'usury', ...earlier, least: 10 * million, most: 20 * million, verified: false },
  ...ofDuties.map((conduct) => ({ conduct, ...present, ...small, verified: read.has(conduct) }))
]

/** Returns the band in force on the day of an offence, ISO; null: none is known for that day. */
export const fineOn = (conduct: FineConduct, day: string): Fine | null =>
  fines.find((fine) => fine.conduct === conduct && fine.from <= day && (fine.until ?? day) >= day) ?? null

/** Returns the spans of days in which the same bands are in force, the latest first. */
export function finePeriods(): Pick<Fine, 'from' | 'until'>[] {
  const byStart = new Map(fines.map(({ from, until }) => [from, { from, until }]))
  return [...byStart.values()].sort((a, b) => (a.from < b.from ? 1 : -1))
}
