import { privateEntries, type PrivateEntry } from '#lib/domain/personal/entries.ts'
import {
  detailKinds,
  isDetail,
  personalLimits,
  purposes,
  readingReasons,
  removalReasons,
  type DetailKind,
  type Purpose,
  type ReadingReason,
  type RemovalReason
} from '#lib/domain/personal/facts.ts'
import { masked } from '#lib/domain/personal/masked.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

export { detailKinds, masked, personalLimits, purposes, readingReasons, removalReasons }
export type { DetailKind, PrivateEntry, Purpose, ReadingReason, RemovalReason }

/** The kinds of subject that the app has pages for; a newer app may name others. */
export const privateSubjects = [
  'person',
  'incident',
  'line',
  'collapse',
  'notice',
  'stranger',
  'alarm',
  'gate',
  'model',
  'other'
] as const
export type PrivateSubject = (typeof privateSubjects)[number]

/** Returns the kind of subject that a record names, `other` where this app knows no such. */
export const subjectKind = (about: string): PrivateSubject =>
  privateSubjects.find((kind) => kind === about) ?? 'other'

/** Whom an entry is about: the kind of its stream in another book, and its id there. */
export interface SubjectRef {
  about: PrivateSubject
  id: string
}

/** An entry as its form holds it. */
export interface DetailForm {
  kind: DetailKind
  value: string
  purpose: Purpose
  /** The text that the person agreed to; null where nobody asked. */
  consent: { version: string; text: string } | null
}

/** Holds what is written down of people in private, on screen. It outlives its screens, so it holds no `$derived`. */
export class PrivateBook {
  readonly #facts: Live<StoredFact[]>
  #reading: { facts: readonly StoredFact[]; entries: ReadonlyMap<string, PrivateEntry[]> } | undefined

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.book('private'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** All facts of the book, as the folds of its parts read them. */
  get facts(): readonly StoredFact[] {
    return this.#facts.current
  }

  /** Everybody of whom something stands, those written about last first. */
  get subjects(): { id: string; entries: readonly PrivateEntry[] }[] {
    const last = (entries: readonly PrivateEntry[]) => entries.at(-1)!.id
    return [...this.#read()]
      .map(([id, entries]) => ({ id, entries }))
      .sort((a, b) => (last(a.entries) < last(b.entries) ? 1 : -1))
  }

  /** Returns what stands of one subject, in the order of writing. */
  of(subject: string): readonly PrivateEntry[] {
    return this.#read().get(subject) ?? []
  }

  /** Writes down a value; `corrects`: the id of the entry that it replaces. */
  add({ about, id }: SubjectRef, form: DetailForm, corrects?: string): Promise<Outcome> {
    const { kind, purpose, consent } = form
    const value = valueOf(kind, form.value)
    const body = { about, kind, value, purpose, ...(consent && { consent }), ...(corrects && { corrects }) }
    return this.#record(id, { type: 'private.detail-recorded', body })
  }

  remove({ id, subject }: PrivateEntry, reason: RemovalReason): Promise<Outcome> {
    return this.#record(subject, { type: 'private.detail-removed', body: { detail: id, reason } })
  }

  /** Records that this account is about to be shown a value: show it only once this has succeeded. */
  read({ id, subject }: PrivateEntry, reason: ReadingReason, text: string): Promise<Outcome> {
    const why = cleanText(text)
    const body = { detail: id, reason, ...(why && { text: why }) }
    return this.#record(subject, { type: 'private.detail-read', body })
  }

  #record(subject: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'private', stream: `subject/${subject}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }

  /** Memoizes the fold until the store returns new facts. */
  #read(): ReadonlyMap<string, PrivateEntry[]> {
    const facts = this.#facts.current
    if (this.#reading?.facts !== facts) this.#reading = { facts, entries: privateEntries(facts) }
    return this.#reading.entries
  }
}

/** Returns the notebook's private book; its code loads with the screens that show it. */
export const privateBookOf = (notebook: Notebook): PrivateBook => notebook.open(PrivateBook)

/** Returns a typed value as it is recorded: of numbers the digits alone, whatever stood between them. */
export function valueOf(kind: DetailKind, typed: string): string {
  const text = cleanText(typed)
  if (kind === 'id-number') return text.replace(/[\s.-]/g, '')
  if (kind !== 'bank-account') return text
  const number = /^\d[\d\s.-]*/.exec(text)?.[0] ?? ''
  return [number.replace(/\D/g, ''), text.slice(number.length).trim()].filter(Boolean).join(' ')
}

/** Tells whether a typed value can be one of its kind. */
export const isValueOf = (kind: DetailKind, typed: string): boolean =>
  isDetail({ kind, value: valueOf(kind, typed) })
