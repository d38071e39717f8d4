import {
  isValueOf,
  personalLimits,
  type DetailForm,
  type DetailKind,
  type PrivateEntry,
  type Purpose,
  type SubjectRef
} from '#lib/app/personal/private-book.svelte.ts'
import type { PrivateWords } from '#lib/i18n/personal/private-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** An entry while it is written down. Nobody is taken to have agreed before it was said. */
export interface DetailDraft {
  kind: DetailKind
  value: string
  purpose: Purpose
  consent: 'asked' | 'law' | ''
}

/** Starts with what fits the subject, or with all but the value and the consent of the entry that is corrected. */
export function detailDraft({ about }: SubjectRef, corrects?: PrivateEntry): DetailDraft {
  const isCase = about === 'incident'
  const kind = corrects?.kind ?? (isCase ? 'tip-source' : 'id-number')
  return { kind, value: '', purpose: corrects?.purpose ?? (isCase ? 'case' : 'identity'), consent: '' }
}

/** Returns what is wrong with each field; what is missing is told only once `asked`. */
export function detailProblems(
  { kind, value, consent }: DetailDraft,
  asked: boolean,
  t: PrivateWords,
  all: Words
) {
  const wrong = asked && !isValueOf(kind, value) ? (t.wrong[kind] ?? '') : ''
  return {
    value: wordsProblem(value, personalLimits.short, asked ? t.missing : '', all) || wrong,
    consent: asked && consent === '' ? t.consentMissing : ''
  }
}

/** Returns the entry that a draft says, with the text that was read out where consent was asked. */
export function detailOf({ kind, value, purpose, consent }: DetailDraft, t: PrivateWords): DetailForm {
  const { version, text } = t.consentText
  return { kind, value, purpose, consent: consent === 'asked' ? { version, text } : null }
}
