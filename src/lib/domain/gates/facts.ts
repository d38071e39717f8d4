import * as v from 'valibot'
import { fact } from '../fact.ts'
import { words } from '../shapes.ts'
import { happenings, noteLimits } from './note.ts'

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
