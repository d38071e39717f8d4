import type { LawRule } from '#lib/domain/hui/law/rules.ts'
import { text } from '../../text.ts'
import { huiLaw } from './law-vi.ts'

/** Words of the law beside numbers of hụi; bundled with the screens that show it. */
export const lawWords = text('huiLaw', huiLaw)

/**
 * Names a rule, and how sure it is: "Điều 21 NĐ 19/2019/NĐ-CP · đã có nguồn công khai · tham khảo". What nobody has looked up in
 * the gazette, or whose article is not known, is for reference alone.
 */
export function lawText({ decree, article, verified, reading }: LawRule): string {
  const sure = verified ? lawWords.verified : lawWords.unverified
  const named = article === null ? `${decree} (${lawWords.unknownArticle})` : `${article} ${decree}`
  return [named, sure, ...(reading || !verified || article === null ? [lawWords.reading] : [])].join(' · ')
}
