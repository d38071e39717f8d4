import type { FactOf } from '../facts.ts'
import { canBid, type AgreedTerms } from './facts/agreement.ts'
import { isTooLarge } from './facts/amounts.ts'
import type { LunarDay } from './facts/periods.ts'
import type { Doubt, Terms } from './state.ts'

/** The terms of a line, round by round. */
export interface TermsByRound {
  /** Those of the beginning, put right by amendments from round 1 on. */
  first: Terms
  at(k: number): Terms
}

/**
 * Reads the agreement and its amendments, in the order of the facts: of two that change one field from one round, the later
 * counts. Face, parts, model and head round are those of the whole line: they are put right from round 1 on or not at all,
 * and what makes no line (units that do not add up, a fixed bid missing, a least bid above the highest), or one too large, is a
 * doubt.
 * @param doubts takes the amendments that do not count
 * @param isPrintedFrom whether there was a receipt from a round on before an amendment: what it was reckoned by stays
 */
export function termsOf(
  agreed: FactOf<'hui.line-agreed'>,
  amendments: readonly FactOf<'hui.terms-amended'>[],
  doubts: Map<string, Doubt>,
  isPrintedFrom: (k: number, amendments: readonly [FactOf<'hui.terms-amended'>], ofParts: boolean) => boolean
): TermsByRound {
  const { on: _on, said: _said, ...body } = agreed.body
  const first: Terms = { ...body, n: body.parts.length }
  const steps = [{ from: 1, terms: first }]
  // A sort that keeps the order of the facts: what is put right from round 1 on comes before what changes later.
  for (const amendment of amendments.toSorted((a, b) => a.body.fromRound - b.body.fromRound)) {
    const { id, body } = amendment
    const { fromRound: from } = body
    const { lunar: day, ...before } = steps.at(-1)!.terms
    const { lunar = day, ...changes } = body.changes as Changes
    const terms = { ...before, ...changes, ...(lunar && { lunar }), n: changes.parts?.length ?? before.n }
    if (from > 1 && ofWholeLine.some((field) => body.changes[field] !== undefined))
      doubts.set(id, 'whole-line-only')
    else if (isReckonedBy(changes) && isPrintedFrom(from, [amendment], !!changes.parts))
      doubts.set(id, 'receipt-before')
    else if (!isSound(terms)) doubts.set(id, 'no-line')
    else if (isTooLarge(terms)) doubts.set(id, 'opening-too-large')
    else steps.push({ from, terms })
  }
  const known = new Map<number, Terms>()
  const at = (k: number) => {
    const terms = known.get(k) ?? steps.findLast(({ from }) => from <= k)!.terms
    known.set(k, terms)
    return terms
  }
  return { first: at(1), at }
}

/** Tells what cannot change from a later round on: dues and takers of the rounds before hang on it. */
const ofWholeLine = [
  'face',
  'parts',
  'model',
  'head',
  'host',
  'unitsPerPart',
  'period',
  'startsOn',
  'lunar'
] as const

/** Holds what an amendment changes: a field that is there has a value, for facts are JSON. No due hangs on the calendar. */
type Changes = Partial<Omit<AgreedTerms, 'lunar'>> & { lunar?: LunarDay | null }

/** Tells what can be put right though receipts are out: no due, pot or taker hangs on it. */
const besideReckoning: ReadonlySet<string> = new Set<keyof AgreedTerms>([
  'code',
  'tickets',
  'advance',
  'lateRate',
  'collectDays',
  'handoverDays'
])
const isReckonedBy = (changes: Omit<Changes, 'lunar'>) =>
  Object.keys(changes).some((field) => !besideReckoning.has(field))

function isSound({ parts, unitsPerPart, model, bids, face }: AgreedTerms): boolean {
  const isWhole = parts.every((part) => part.reduce((sum, { units }) => sum + units, 0) === unitsPerPart)
  const hasFixed = (model === 'fixed') === (bids.fixed !== undefined)
  return isWhole && hasFixed && (bids.fixed ?? 0) < face && canBid(bids)
}
