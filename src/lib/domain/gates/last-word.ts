import type { Envelope } from '../fact.ts'
import type { LogEntry } from './log.ts'
import type { Motion } from './motion.ts'

type Claim<F extends Envelope> = Extract<LogEntry<F>, { kind: 'claim' }>

/** What people can say of how a gate stands; `seen` and `other` say nothing about it. */
const standings = ['closed', 'opened', 'fault'] as const
export type Standing = (typeof standings)[number]

/** What was last said of how a gate stands, and by which entry: a claim, never what the gate itself reports. */
export interface LastWord<F extends Envelope = Envelope> {
  standing: Standing
  entry: Claim<F>
}

/**
 * The last word of a log (oldest first, as `gateLog` gives it). Null while nobody has said anything of it, and once the
 * gate's own agent has reported how it stands: what people said before is over.
 */
export function lastWord<F extends Envelope>(log: readonly LogEntry<F>[]): LastWord<F> | null {
  for (const entry of [...log].reverse()) {
    if (entry.kind === 'report' && saysHowItStands(entry.event)) return null
    if (entry.kind !== 'claim') continue
    const standing = standings.find((standing) => standing === entry.note.what)
    if (standing) return { standing, entry }
  }
  return null
}

function saysHowItStands({ after }: { after?: { motion: Motion } | undefined }): boolean {
  return after !== undefined && after.motion !== 'unknown'
}
