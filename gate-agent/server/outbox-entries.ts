import { readFileSync } from 'node:fs'
import type { Envelope } from '#lib/domain/fact.ts'
import type { LogBody } from '../core/agent-gate.ts'

/**
 * A line of the file: a fact that waits, or what became of one (`code`: the server refuses it, with its reason), or an
 * entry that has yet to be signed, since a picture belongs to it.
 */
export type OutboxEntry =
  { fact: Envelope } | { settled: string; code?: string } | { n: number } | { entry: UnsignedEntry }

/** What is recorded, before it has its number. */
export interface UnsignedEntry {
  id: string
  /** When it happened, Unix ms. */
  at: number
  gate: string
  body: LogBody
}

/** The whole lines of an outbox's file; none where there is no file yet. */
export function readEntries(path: string): OutboxEntry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw problem
  }
  // What follows the last line's end was never finished. A line that cannot be read never left: those that leave are
  // on the disk for certain, so no number is given out twice.
  return text.split('\n').slice(0, -1).flatMap(parse)
}

function parse(line: string): OutboxEntry[] {
  try {
    return [JSON.parse(line) as OutboxEntry]
  } catch {
    return []
  }
}
