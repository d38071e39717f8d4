import { bookSum, type ComparedClaimant } from '#lib/app/hui/host-figures.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'

/** Returns a difference with its sign, đồng: "+500.000 đ", "−20.000 đ", "0 đ". */
export const differenceText = (difference: number): string =>
  (difference > 0 ? '+' : difference < 0 ? '−' : '') + money(Math.abs(difference))

/** Tells how a claimant's claims stand to the book: "sổ ghi 2.000.000 đ · khai nhiều hơn sổ 500.000 đ". */
export function comparedText(
  { claims, claimed, book, difference }: ComparedClaimant,
  { hui: { comparison: t } }: HuiWords
): string {
  const several = claims.length > 1 ? [t.together(claims.length, money(claimed))] : []
  if (!book || difference === null) return [...several, whyApart(claims, t)].join(' · ')
  const sum = money(Math.abs(difference))
  const how = difference === 0 ? t.same : difference > 0 ? t.more(sum) : t.less(sum)
  return [...several, t.says(money(bookSum(book))), how].join(' · ')
}

/** Tells why there is no book to compare a claim with: nobody says that a name is not in it. */
export const whyApart = (
  [first]: ComparedClaimant['claims'],
  t: Pick<HuiWords['hui']['comparison'], 'byName' | 'noLine'>
): string => (first && 'name' in first.claimant ? t.byName : t.noLine)
