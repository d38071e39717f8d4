import { Envelope, type FactRights } from '#lib/domain/fact.ts'
import { Fact } from '#lib/domain/facts.ts'
import { readers, type Book } from '#lib/domain/roles.ts'
import { gatewayRole } from './refusal-of.ts'
import { isCountSchema, spellingChecks, textIn, type Schema, type Text } from './field-checks.ts'

type Entries = Record<string, Schema>

/**
 * Generates the fast path of the validator of one book: statements (ES2017) over `doc`, `previous` and `user` that set
 * `known`. `known` is true only for documents that `refuse` accepts: an author's own new fact whose fields are all required
 * and plain; false means that the full rule must decide.
 *
 * It is generated from the shapes because CouchDB collects garbage before each document and drops compiled code with it,
 * so that a full parse costs a multiple of everything else. Measured: modules, loops, patterns and functions that the
 * engine implements in JavaScript (`slice`, `split`, `replace`) are created again for each document, and each access to a
 * field crosses a compartment border. So each field is read once, and the rest is straight-line comparisons and `indexOf`.
 */
export function fastValidatorOf(unit: string, book: Book): string {
  const {
    type: _type,
    body: _body,
    via: _via,
    took,
    seal,
    ...common
  } = Envelope.entries as unknown as Entries
  const { id, unit: _unit, book: _book, stream: _stream, ...others } = common
  const sealed = { took: insideOf(took!), seal: insideOf(seal!) }
  const envelope = fieldsOf('doc', { _id: id!, ...others, ...sealed })!
  const declared = Fact.options as unknown as (Schema & { rights: FactRights })[]
  const cases = declared.flatMap((option) => caseOf(option, unit, book, common) ?? [])
  const read = ['_id', ...Object.keys({ ...common, ...sealed }).filter((name) => name !== 'id')]
  return `var known=false,t,body=doc.body,roles=user.roles,${read.map((name) => `doc_${name}=doc.${name}`).join()};
if(!previous&&user.name&&doc_by===user.name&&roles.indexOf(${JSON.stringify(gatewayRole)})>=0&&typeof body==='object'&&body!==null)switch(doc.type){
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

/** Returns the shape of a field that the phone leaves out and the gateway adds. */
const insideOf = ({ wrapped }: Schema & { wrapped?: Schema }): Schema => wrapped!

/** Returns the checks of one fact type beside its envelope, or null when the fast path cannot express its shape. */
function caseOf(
  { entries = {}, rights }: Schema & { rights: FactRights },
  unit: string,
  book: Book,
  common: Entries
): string | null {
  const type = String(entries['type']?.literal)
  const { body } = entries
  const authors = rights.writers.filter((role) => readers[book].includes(role))
  if (rights.book !== book || authors.length === 0) return null
  if (Object.entries(common).some(([name, schema]) => entries[name] !== schema)) return null
  if (body?.type !== 'strict_object' || !body.entries || body.pipe) return null
  const inside = fieldsOf('body', body.entries)
  if (!inside || inside.names.length === 0) return null

  const read = inside.names.map((name) => `body_${name}=body.${name}`)
  const writers = authors.map((role) => `roles.indexOf(${JSON.stringify(`${unit}:${role}`)})>=0`)
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
  /** Field names of a body without any optional field. */
  names: string[]
}

/** @param of prefix of the variables that hold the fields */
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
