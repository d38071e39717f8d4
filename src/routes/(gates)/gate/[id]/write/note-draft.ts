import {
  noteLimits,
  type Happening,
  type NoteDraft,
  type NoteForm
} from '#lib/app/gates/gate-store.svelte.ts'
import { fromField } from '#lib/i18n/format.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Returns the entry that a form without problems stands for. */
export function noteOf({ what, reason, who, time }: NoteDraft): NoteForm {
  return { what: what as Happening, reason, who, at: time === '' ? null : new Date(fromField(time)!) }
}

/** Returns what is wrong with each field of an entry in a gate's log. */
export function noteProblems(draft: NoteDraft, asked: boolean, t: Words) {
  const { what, reason, who, time } = draft
  return {
    what: asked && what === '' ? t.note.whatMissing : '',
    reason: wordsProblem(reason, noteLimits.reason, asked ? t.note.reasonMissing : '', t),
    who: wordsProblem(who, noteLimits.who, asked ? t.note.whoMissing : '', t),
    time: time !== '' && fromField(time) === null ? t.note.timeMissing : ''
  }
}
