import { Envelope, type FactRights } from '#lib/domain/fact.ts'
import { Fact } from '#lib/domain/facts.ts'
import type { Book } from '#lib/domain/roles.ts'
import { isCountSchema, spellingChecks, textIn, type Schema, type Text } from './field-checks.ts'

type Entries = Record<string, Schema>

/**
 * A cheap first look at the documents of one book, for CouchDB: statements (ES2017) over `doc`, `previous` and `user`
 * that set `known`.
 *
 * Made from the shapes, since CouchDB collects garbage before each document, and with it compiled code goes: a full
 * parse costs a multiple of everything else.
 * `known` is true only for what `refuse` lets pass (an author's own new fact with every field required and plain);
 * false means "ask the rule". What it is made of was measured: a module, a loop, a pattern and what the engine itself
 * has in JavaScript (`slice`, `split`, `replace`) are made anew for each document, and a field is read across a
 * border. So each is read once, and the rest is straight lines of comparisons and of `indexOf` and its like.
 */
export function fastValidatorOf(unit: string, book: Book): string {
  const { type: _type, body: _body, via: _via, ...common } = Envelope.entries as unknown as Entries
  const { id, unit: _unit, book: _book, stream: _stream, ...others } = common
  const envelope = fieldsOf('doc', { _id: id!, ...others })!
  const declared = Fact.options as unknown as (Schema & { rights: FactRights })[]
  const cases = declared.flatMap((option) => caseOf(option, unit, book, common) ?? [])
  const read = ['_id', ...Object.keys(common).filter((name) => name !== 'id')]
  return `var known=false,t,body=doc.body,roles=user.roles,${read.map((name) => `doc_${name}=doc.${name}`).join()};
if(!previous&&user.name&&doc_by===user.name&&typeof body==='object'&&body!==null)switch(doc.type){
${cases.join('\n')}
}
known=known&&${[
    // `type` and `body` are counted too; the embedded server adds `_revisions`.
    `Object.keys(doc).length-(doc._revisions?1:0)===${read.length + 2}`,
    `doc_unit===${JSON.stringify(unit)}`,
    `doc_book===${JSON.stringify(book)}`,
    ...envelope.checks,
    ...spellingChecks([...envelope.texts, { at: 'doc_stream', checks: [], spelling: 'stream' }])
  ].join('&&')}`
}

/** What is asked of one type beside its envelope, or null when its shape asks for more than a glance tells. */
function caseOf(
  { entries = {}, rights }: Schema & { rights: FactRights },
  unit: string,
  book: Book,
  common: Entries
): string | null {
  const type = String(entries['type']?.literal)
  const { body } = entries
  if (rights.book !== book || rights.writers.length === 0) return null
  if (Object.entries(common).some(([name, schema]) => entries[name] !== schema)) return null
  if (body?.type !== 'strict_object' || !body.entries || body.pipe) return null
  const inside = fieldsOf('body', body.entries)
  if (!inside || inside.names.length === 0) return null

  const read = inside.names.map((name) => `body_${name}=body.${name}`)
  const writers = rights.writers.map((role) => `roles.indexOf(${JSON.stringify(`${unit}:${role}`)})>=0`)
  const kind = `${rights.stream}/`
  const checks = [
    `(${writers.join('||')})`,
    `Object.keys(body).length===${inside.names.length}`,
    `typeof doc_stream==='string'&&doc_stream.indexOf(${JSON.stringify(kind)})===0`,
    `doc_stream.indexOf('/',${kind.length})<0`,
    `doc_stream.length>${kind.length}&&doc_stream.length<=${kind.length + 64}`,
    ...inside.checks,
    ...spellingChecks(inside.texts)
  ]
  return `case ${JSON.stringify(type)}:var ${read.join()};known=${checks.join('&&')};break`
}

interface Fields {
  texts: Text[]
  checks: string[]
  /** When every optional one is absent. */
  names: string[]
}

/** @param of what the variables' names begin with that hold them */
function fieldsOf(of: string, entries: Entries): Fields | null {
  const required = Object.entries(entries).filter(([, { type }]) => type !== 'optional')
  const texts: Text[] = []
  const checks: string[] = []
  for (const [name, schema] of required) {
    const at = `${of}_${name}`
    const text = textIn(at, schema)
    if (text) texts.push(text)
    else if (!isCountSchema(schema)) return null
    checks.push(...(text ? text.checks : countChecks(at)))
  }
  return { texts, checks, names: required.map(([name]) => name) }
}

const countChecks = (at: string) => [
  `typeof ${at}==='number'`,
  `${at}>=1`,
  `${at}%1===0`,
  `${at}<=${Number.MAX_SAFE_INTEGER}`
]
