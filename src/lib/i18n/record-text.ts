import type { Directory } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { kindWords } from './fact-types.ts'
import { words } from './words.ts'

type Told = Pick<StoredFact, 'type' | 'stream' | 'body'>

/** Describes what a record is: "Nhật ký cổng: Đã đóng". */
export function whatOf({ type, body }: Told): string {
  const kind = kindWords[type] ?? words.log.newer
  const happened = words.happenings[body['what'] as keyof typeof words.happenings]
  return happened ? `${kind}: ${happened}` : kind
}

/** Returns the name of the gate a record is about; '' if none. */
export const placeOf = ({ stream }: Told, { gates }: Pick<Directory, 'gates'>): string =>
  (stream.startsWith('gate/') && gates.get(stream.slice(5))?.name) || ''

/** Describes a record and its gate: "Nhật ký cổng: Đã đóng · Cổng 1B". */
export const subjectOf = (fact: Told, directory: Pick<Directory, 'gates'>): string =>
  [whatOf(fact), placeOf(fact, directory)].filter(Boolean).join(' · ')

const typedIn = ['reason', 'text', 'note', 'name', 'title', 'description', 'label'] as const

/** Returns the text by which authors recognize their record, the most telling field first. */
export const typedOf = ({ body }: Told): string =>
  typedIn.map((field) => body[field]).find((words): words is string => typeof words === 'string') ?? ''

const pages: Record<string, string> = {
  gate: '/gate/',
  incident: '/incident/',
  line: '/hui/',
  collapse: '/hui/collapse/',
  group: '/hui/groups/',
  person: '/hui/person/',
  stranger: '/strangers/',
  alarm: '/alarm/',
  model: '/movement/',
  notice: '/notices/'
}

/** Returns the page of a record's subject, if it has one; a damaged record has none. */
export function pageOf({ stream }: Told): string | null {
  const [kind = '', id = ''] = stream.split('/')
  return Object.hasOwn(pages, kind) ? `${pages[kind]}${id}` : null
}
