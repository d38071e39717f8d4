import { huiOf } from '#lib/app/hui/hui-book.svelte.ts'
import type { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import {
  privateSubjects,
  type PrivateSubject,
  type SubjectRef
} from '#lib/app/personal/private-book.svelte.ts'

/** Returns the subject that an address names; null when it names none. */
export function subjectIn({ about = '', id = '' }: Partial<Record<string, string>>): SubjectRef | null {
  return id && (privateSubjects as readonly string[]).includes(about)
    ? { about: about as PrivateSubject, id }
    : null
}

/** The page of a subject in its own book; of what has none, nothing. */
const pages: Partial<Record<PrivateSubject, string>> = {
  person: '/hui/person/',
  incident: '/incident/',
  line: '/hui/',
  collapse: '/hui/collapse/',
  notice: '/notices/',
  stranger: '/strangers/',
  gate: '/gate/',
  model: '/movement/'
}

/** Returns the address of the subject's own page, or that of the private book. */
export const pageOfSubject = ({ about, id }: SubjectRef): string =>
  pages[about] ? `${pages[about]}${id}` : '/private'

/** Returns the name of a subject by its own book, for those who read that one too. */
export function nameOfSubject(notebook: Notebook, { about, id }: SubjectRef): string | undefined {
  if (about === 'gate') return notebook.directory.gates.get(id)?.name
  return about === 'person' && notebook.mayRead('hui') ? huiOf(notebook).people.get(id)?.name : undefined
}
