import * as v from 'valibot'
import { fact } from '../fact.ts'
import { words } from '../shapes.ts'

/** What a person says happened at a gate; a claim, never a report of the gate itself. */
export const happenings = ['closed', 'opened', 'seen', 'fault', 'other'] as const
export type Happening = (typeof happenings)[number]

/** Longest reason and longest name a note takes, in UTF-16 units. */
export const noteLimits = { reason: 2000, who: 80 } as const

/** An entry written by hand in a gate's log: what, why, and who did it. */
export const NoteWritten = fact(
  'gates.note-written',
  v.strictObject({
    what: v.picklist(happenings),
    reason: words(noteLimits.reason),
    who: words(noteLimits.who)
  })
)
export type NoteWritten = v.InferOutput<typeof NoteWritten>
