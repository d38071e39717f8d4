import { incidentLimits, type Stage } from '#lib/app/incidents/incident-store.svelte.ts'
import type { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/**
 * The unsaved state of a form of an incident's page; `to` is '' until a stage is chosen, and in a note. The receiver
 * of a tip and its number are asked for only when it is handed over.
 */
export interface PageDraft {
  to: Stage | ''
  text: string
  /** Null until something is typed. */
  receiver: string | null
  reference: string
}

/** Describes what a form asks for, by its kind and its incident. */
export interface PageQuestions {
  /** The stages to choose from; omitted when there is nothing to choose. */
  stages?: readonly Stage[] | undefined
  /** The message when the text is empty, '' when it may be; and its maximum length. */
  missing: string
  max: number
  /** Whether the incident began as a tip, which needs a receiver when it is handed on. */
  isTip: boolean
  /** Preset receiver, until somebody types another. */
  usualReceiver: string
}

export const emptyPage: PageDraft = { to: '', text: '', receiver: null, reference: '' }

/** Returns what the form shows and saves, and whether it hands a tip on. */
export function pageEntry(draft: PageDraft, { stages, isTip, usualReceiver }: PageQuestions) {
  // Another phone may have moved the incident on in the meantime; that stage is then no longer offered.
  const to: Stage | '' = draft.to !== '' && stages?.includes(draft.to) ? draft.to : ''
  return { ...draft, to, receiver: draft.receiver ?? usualReceiver, handsOn: isTip && to === 'forwarded' }
}

/** Returns what is wrong with each field. */
export function pageProblems(draft: PageDraft, asked: boolean, of: PageQuestions, t: typeof incidentWords) {
  const { to, text, receiver, reference, handsOn } = pageEntry(draft, of)
  const handed = (words: string, max: number) => (handsOn ? wordsProblem(words, max, '', t) : '')
  return {
    to: asked && of.stages && to === '' ? t.incidents.form.toMissing : '',
    text: wordsProblem(text, of.max, asked ? of.missing : '', t),
    receiver: handed(receiver, incidentLimits.receiver),
    reference: handed(reference, incidentLimits.reference)
  }
}
