import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { happenedMs } from '../order.ts'
import { serverAccount } from '../roles.ts'

/** How much later than its text a start may say that it was made, ms: the two clocks differ. */
const skewMs = 60_000
/** How long a start may have lain on the phone before its author texted it, ms. */
const untextedMs = 3_600_000

/** Tells whether the server recorded this start of an alarm for the sender of a text. */
export const isTexted = ({ by, body }: Pick<Envelope, 'by' | 'body'>): boolean =>
  by === serverAccount && (body as FactOf<'duty.alarm-started'>['body']).from === 'sms'

/**
 * Tells whether a start is over with the alarm that its author texted: they held the button, and texted since nobody heard
 * of it. One made after the end, or by a clock that is further ahead, is another alarm: better one too many than one that
 * nobody hears. @param startMs when it was made, Unix ms
 */
export const isOverWithText = (startMs: number, text: { ms: number; endMs: number }): boolean =>
  startMs <= text.endMs && startMs - text.ms <= skewMs && text.ms - startMs <= untextedMs

/** The part of a strand that tells whether it is over. */
interface Ending<End> {
  start: { account: string; fact: Pick<Envelope, 'by' | 'body'>; start: { drill?: true | undefined } }
  /** When it was made, Unix ms. */
  madeMs: number
  end: End | undefined
}

/**
 * Returns what gives the end of a strand: its own, or that of the text by which its author raised the same alarm, see
 * `isOverWithText`.
 */
export function strandEnds<End extends { fact: Parameters<typeof happenedMs>[0] }>(
  strands: readonly Ending<End>[]
) {
  const texted = new Map<string, { ms: number; endMs: number; end: End }[]>()
  for (const { start, madeMs: ms, end } of strands) {
    if (!end || !isTexted(start.fact)) continue
    const own = texted.get(start.account) ?? []
    texted.set(start.account, own)
    own.push({ ms, endMs: happenedMs(end.fact), end })
  }
  return ({ end, start, madeMs }: Ending<End>): End | undefined => {
    if (end || start.start.drill) return end
    return texted.get(start.account)?.find((text) => isOverWithText(madeMs, text))?.end
  }
}
