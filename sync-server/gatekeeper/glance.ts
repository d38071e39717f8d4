import { Fact } from '#lib/domain/facts.ts'
import { permissions, type Book, type Role } from '#lib/domain/roles.ts'
import { isCountSchema, textIn, wordCharacters, type Schema, type Text } from './texts.ts'

/** A cheap first look at the documents of one book, as CommonJS (ES2017) for CouchDB. */
export interface Glance {
  /** Declares `glance(doc, previous, user)`, which loads the one lane that it needs. */
  source: string
  /** A module by type, under that name in `lib`; each exports `lane(doc, body, roles)`. */
  lanes: Record<string, string>
}

/**
 * Made from the shapes, since CouchDB throws compiled code away before each document: a full parse costs a multiple of
 * everything else, and so would the lanes of other types.
 * True only for what `refuse` lets pass (an author's own new fact with every field required and plain);
 * false means "ask the rule". Straight lines, because loops are what runs slowly there, and as few and plain patterns
 * as can be: they are compiled anew for each document, which costs more than all the rest.
 */
export function glanceOf(unit: string, book: Book): Glance {
  const lanes = Object.fromEntries(
    (Fact.options as unknown as Schema[]).flatMap((option) => laneOf(option, unit, book) ?? [])
  )
  const source = `var lanes=${JSON.stringify(Object.keys(lanes))};
function glance(doc,previous,user){
var body=doc.body;
return lanes.indexOf(doc.type)>=0&&!previous&&!!user.name&&doc.by===user.name&&typeof body==='object'&&body!==null&&require('lib/'+doc.type).lane(doc,body,user.roles)}`
  return { source, lanes }
}

/** One type's name and lane, or null when its shape asks for more than a glance tells. */
function laneOf({ entries }: Schema, unit: string, book: Book): [[string, string]] | null {
  const type = String(entries?.['type']?.literal) as keyof typeof permissions
  const permission: { book: string; stream: string; writers: readonly Role[] } = permissions[type]
  const { id, body, n, via: _, ...others } = entries ?? {}
  if (permission.book !== book || permission.writers.length === 0) return null
  if (!id || !n || !isCountSchema(n) || body?.type !== 'strict_object' || !body.entries) return null
  const word = (literal: string): Schema => ({ type: 'literal', literal })
  const envelope = fieldsOf({ _id: id, ...others, unit: word(unit), book: word(book), n })
  const inside = fieldsOf(body.entries)
  if (!envelope || !inside) return null
  const stream = envelope.texts.find(({ name }) => name === 'stream')!
  stream.source = `(?=${permission.stream}\\/)${stream.source}`

  const writers = permission.writers.map((role) => `roles.indexOf(${JSON.stringify(`${unit}:${role}`)})>=0`)
  const checks = [
    `(${writers.join('||')})`,
    // `body` is counted too; the embedded server adds `_revisions`.
    `Object.keys(doc).length-('_revisions' in doc?1:0)===${envelope.size + 1}`,
    `Object.keys(body).length===${inside.size}`,
    ...checksOf('doc', envelope),
    ...checksOf('body', inside),
    ...patternChecks([...textsOf('doc', envelope), ...textsOf('body', inside)])
  ]
  return [[type, `exports.lane=function(doc,body,roles){return ${checks.join('&&')}}`]]
}

interface Fields {
  texts: Text[]
  counts: string[]
  /** How many there are when every optional one is absent. */
  size: number
}

function fieldsOf(entries: Record<string, Schema>): Fields | null {
  const required = Object.entries(entries).filter(([, { type }]) => type !== 'optional')
  const counts = required.filter(([, schema]) => isCountSchema(schema)).map(([name]) => name)
  const texts = required
    .filter(([, schema]) => !isCountSchema(schema))
    .map(([name, schema]) => textIn(name, schema))
  return texts.every((text) => text !== null) ? { texts, counts, size: required.length } : null
}

const get = (of: string, name: string) => `${of}[${JSON.stringify(name)}]`

function checksOf(of: string, { texts, counts }: Fields): string[] {
  return [
    ...counts.map(
      (name) => `typeof ${get(of, name)}==='number'&&${get(of, name)}>=1&&${get(of, name)}%1===0`
    ),
    ...counts.map((name) => `${get(of, name)}<=${Number.MAX_SAFE_INTEGER}`),
    ...texts.flatMap(({ name, checks }) => checks(get(of, name)))
  ]
}

const textsOf = (of: string, { texts }: Fields) => texts.map((text) => ({ ...text, at: get(of, text.name) }))

/** One pattern for all that have one, each ended by a NUL, which none of them may hold; and one for all words. */
function patternChecks(texts: readonly (Text & { at: string })[]): string[] {
  const patterned = texts.filter(({ source }) => source !== null)
  const words = texts.filter(({ words }) => words)
  const pattern = patterned.map(({ source }) => `(?:${source})\\0`).join('')
  const joined = patterned.map(({ at }) => `${at}+'\\0'`).join('+')
  const wordCheck = `/^${wordCharacters}$/.test(${words.map(({ at }) => at).join('+')})`
  return [`/^${pattern}$/.test(${joined})`, ...(words.length > 0 ? [wordCheck] : [])]
}
