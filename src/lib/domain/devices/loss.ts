import type { Barring } from './barring.ts'

/**
 * Begins the reason of a revocation where the phone was lost. A record keeps it in Vietnamese whatever language
 * its author reads, and a reason that somebody typed so counts as well.
 */
export const lostMark = 'Mất máy'

/** A limit of the law as data, and whether its text has been compared with the official one. */
export interface LossTerm {
  hours: number
  verified: boolean
}

/**
 * How long the notice of a loss may take, hours, from when it was marked. Luật 91/2025/QH15 asks for a notice; the hours
 * are the stricter reading, and have not been compared with the text of NĐ 356/2025: screens say "tham khảo", papers
 * nothing.
 */
export const lossTerm: LossTerm = { hours: 72, verified: false }

/** Returns the reason of a revocation that marks a loss. @param told where and when it was lost; may be empty */
export const lossReason = (told: string): string => (told ? `${lostMark}: ${told}` : lostMark)

/** The loss of a phone as its revocation tells it. */
export interface Loss extends Pick<Barring, 'by' | 'from' | 'until'> {
  barring: Barring
  /** Holds what the commander added, such as where; may be empty. */
  told: string
}

const marked = new RegExp(`^${lostMark}(?:$|[^\\p{L}\\p{N}]+)`, 'iu')

/** Returns the last loss that the revocations of a phone tell; null for a phone that was stopped for other reasons alone. */
export function lossOf(barrings: readonly Barring[] = []): Loss | null {
  const barring = barrings.findLast(({ reason }) => marked.test(reason))
  if (!barring) return null
  const { by, from, until, reason } = barring
  return { barring, by, from, until, told: reason.replace(marked, '').trim() }
}

/** Returns the reason of a revocation with the mark of a loss in the reader's language. @param mark that word */
export const reasonIn = ({ reason }: Pick<Barring, 'reason'>, mark: string): string =>
  marked.test(reason) ? mark + reason.slice(lostMark.length) : reason
