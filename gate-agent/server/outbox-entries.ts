import type { Envelope } from '#lib/domain/fact.ts'
import type { LogBody } from '../core/agent-gate.ts'
import { readLines } from '../disk/line-file.ts'

/**
 * A line of the file: a fact to deliver, the outcome of one (`code`: the server's reason for refusing it), the last
 * number used, or an entry not yet signed because it waits for its picture.
 */
export type OutboxEntry =
  { fact: Envelope } | { settled: string; code?: string } | { n: number } | { entry: UnsignedEntry }

/** A recorded entry without its number. */
export interface UnsignedEntry {
  /** Time of the event, Unix ms: no two entries share one. */
  at: number
  gate: string
  body: LogBody
}

/** Reads the complete lines of an outbox file, and the offset of their end, bytes; no lines when there is no file yet. */
export function readEntries(path: string): { entries: OutboxEntry[]; goodUntil: number } {
  const lines = readLines(path)
  // An unreadable line was never sent, because entries are flushed before they are sent; so no number is used twice.
  return { entries: lines.flatMap(({ text }) => parse(text)), goodUntil: lines.at(-1)?.end ?? 0 }
}

function parse(line: string): OutboxEntry[] {
  try {
    return [JSON.parse(line) as OutboxEntry]
  } catch {
    return []
  }
}
