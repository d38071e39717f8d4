import { refusalOf } from '../../../sync-server/gatekeeper/refusal-of.ts'
import type { Judge } from '../server/shelf.ts'
import { laterType } from './phone/pen.ts'

/** The rule of this version. */
export const rule: Judge = refusalOf

/** A later version's: it knows a type more. */
export const laterRule: Judge = (doc, there, user, home) => {
  if (doc.type !== laterType) return refusalOf(doc, there, user, home)
  // What it says of that type is what it says of a note; of the note's shape it asks nothing.
  const body = { what: 'seen', reason: 'x', who: 'x' }
  return refusalOf({ ...doc, type: 'gates.note-written', body }, there, user, home)
}
