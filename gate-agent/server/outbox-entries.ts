import { readFileSync } from 'node:fs'
import type { Envelope } from '#lib/domain/fact.ts'
import type { LogBody } from '../core/agent-gate.ts'

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

/** Reads the complete lines of an outbox file; empty when there is no file yet. */
export function readEntries(path: string): OutboxEntry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw problem
  }
  // Drops an unfinished last line. An unreadable line was never sent, because entries are flushed before they are sent;
  // so no number is used twice.
  return text.split('\n').slice(0, -1).flatMap(parse)
}

function parse(line: string): OutboxEntry[] {
  try {
    return [JSON.parse(line) as OutboxEntry]
  } catch {
    return []
  }
}
