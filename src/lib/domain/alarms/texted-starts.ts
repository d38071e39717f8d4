import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { serverAccount } from '../roles.ts'

/** How much later than its text a start may say that it was made, ms: the two clocks differ. */
const skewMs = 10 * 60_000
/** How long a start may have lain on the phone before its author texted it, ms. */
const untextedMs = 3_600_000

/** Tells whether the server recorded this start of an alarm for the sender of a text. */
export const isTexted = ({ by, body }: Pick<Envelope, 'by' | 'body'>): boolean =>
  by === serverAccount && (body as FactOf<'duty.alarm-started'>['body']).from === 'sms'

/**
 * Tells whether two starts of one person, which are no drills, are one: they held the button, and texted the alarm since
 * nobody heard of it. @param ms of the start and of the text, Unix ms
 */
export const isStartOfText = (startMs: number, textMs: number): boolean =>
  startMs - textMs <= skewMs && textMs - startMs <= untextedMs

/** The part of a strand that tells whether it is over. */
interface Ending<End> {
  start: { account: string; fact: Pick<Envelope, 'by' | 'body'>; start: { drill?: true | undefined } }
  startMs: number
  end: End | undefined
}

/**
 * Returns what gives the end of a strand: its own, or that of the text by which its author raised the same alarm. The
 * start that the phone brings when it finds the network is over with the alarm.
 */
export function strandEnds<End>(strands: readonly Ending<End>[]) {
  const texted = new Map<string, Ending<End>[]>()
  for (const strand of strands) {
    const { account, fact } = strand.start
    if (isTexted(fact) && strand.end) texted.set(account, [...(texted.get(account) ?? []), strand])
  }
  return ({ end, start, startMs }: Ending<End>): End | undefined => {
    if (end || start.start.drill) return end
    return texted.get(start.account)?.find((text) => isStartOfText(startMs, text.startMs))?.end
  }
}
