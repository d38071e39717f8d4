import { markedNumber, type MarkKind, type MarkOutcome } from '#lib/app/hui/hui-remarks.ts'
import type { Provenance } from '#lib/app/hui/sources.ts'
import type { RemarkText } from '#lib/i18n/hui/remarks/remarks-vi.ts'

/** A number as its form holds it, on the screen alone. */
export interface MarkDraft {
  kind: MarkKind | ''
  number: string
  source: Provenance
}

export const emptyMark: MarkDraft = { kind: '', number: '', source: 'paper' }

/** Why the server gave no mark. */
export type NoMark = Extract<MarkOutcome, { ok: false }> & { noMark: true }

/** Returns the problem of each field, '' for none; what is missing is told once asked. */
export function markProblems({ kind, number }: MarkDraft, asked: boolean, t: RemarkText) {
  const typed = number.trim() !== ''
  const isWrong = asked && typed && kind !== '' && markedNumber(kind, number) === null
  return {
    kind: asked && kind === '' ? t.mark.kindMissing : '',
    number: isWrong ? t.mark.wrong[kind] : asked && !typed ? t.mark.numberMissing : ''
  }
}

/** Words why there is no mark now, and that nothing was written. */
export const noMarkText = (why: NoMark, t: RemarkText): string =>
  why.code === 'throttled' ? t.mark.throttled(Math.ceil(why.seconds / 60)) : t.mark.trouble[why.code]
