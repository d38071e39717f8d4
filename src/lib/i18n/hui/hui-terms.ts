import type { HuiTerm } from '#lib/domain/directory/facts.ts'

/** Hụi terms that differ by region, as used when a unit has chosen none. */
export const usualTerms: Record<HuiTerm, string> = {
  part: 'phần',
  take: 'hốt',
  bid: 'bỏ',
  open: 'khui',
  pay: 'đóng',
  hand: 'giao',
  commission: 'tiền thảo',
  host: 'chủ hụi'
}

/** A unit's own terms; an omitted one is the usual term. */
export type ChosenTerms = Partial<Record<HuiTerm, string | undefined>>

/** Each term in its form inside a sentence and capitalized at its start: `part`, `Part`. */
export type SpokenTerms = Record<HuiTerm | Capitalize<HuiTerm>, string>

export function spoken(chosen: ChosenTerms): SpokenTerms {
  const terms = Object.entries(usualTerms).flatMap(([term, usual]) => {
    const word = chosen[term as HuiTerm] ?? usual
    return [[term, word] as const, [capital(term), capital(word)] as const]
  })
  return Object.fromEntries(terms) as SpokenTerms
}

const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1)
