import { deviceId, id, sha256, signature, slug } from '#lib/domain/shapes.ts'

/** The part of a valibot schema that the fast path reads. */
export interface Schema {
  type: string
  entries?: Record<string, Schema>
  options?: readonly unknown[]
  literal?: unknown
  pipe?: readonly (Schema & { requirement?: unknown; metadata?: Record<string, unknown> })[]
}

/** The checks of one text field. */
export interface Text {
  /** The variable that holds its value. */
  at: string
  /** JavaScript expressions that must all be true, apart from the spelling. */
  checks: string[]
  /** The characters it may contain; null when the checks cover them. */
  spelling: Spelling | null
}

/** `hex` 0–9 a–f -, `key` A–Z a–z 0–9 - _, `name` a–z 0–9 - ., `stream` A–Z a–z 0–9 - _ . /; `words` are somebody's. */
type Spelling = 'hex' | 'key' | 'name' | 'stream' | 'words'

interface Kind {
  checks(at: string): string[]
  spelling: Spelling | null
}

const isLower = (at: string) => `${at}.toLowerCase()===${at}`
const without = (text: string, signs: readonly string[]) =>
  signs.map((sign) => `${text}.indexOf(${JSON.stringify(sign)})<0`)

const uuid: Kind = {
  checks: (at) => [
    `${at}.length===36`,
    `${at}.indexOf('-')===8`,
    `${at}.indexOf('-',9)===13`,
    `${at}.indexOf('-',14)===18`,
    `${at}.indexOf('-',19)===23`,
    `${at}.indexOf('-',24)<0`,
    `${at}[14]==='7'`,
    `'89ab'.indexOf(${at}[19])>=0`,
    isLower(at)
  ],
  spelling: 'hex'
}
const name: Kind = {
  checks: (at) => [
    `${at}!==''`,
    isLower(at),
    // No punctuation at either end, and no two marks in a row.
    `'-.'.indexOf(${at}[0])<0`,
    `'-.'.indexOf(${at}[${at}.length-1])<0`,
    ...without(at, ['--', '-.', '.-', '..'])
  ],
  spelling: 'name'
}
const key = (length: number): Kind => ({ checks: (at) => [`${at}.length===${length}`], spelling: 'key' })

/** The domain's shapes as checks, which may be stricter than the shapes. */
const kinds = new Map<unknown, Kind>([
  [id, uuid],
  [slug, name],
  [deviceId, key(43)],
  [sha256, key(43)],
  [signature, { ...key(86), checks: (at) => [`${at}.length===86`, `'AQgw'.indexOf(${at}[85])>=0`] }]
])

/** The same by `metadata`, for shapes that are created per field. */
const kindsByName: Record<string, Kind> = {
  words: { checks: (at) => [`${at}.trim()!==''`], spelling: 'words' },
  // A nonexistent day is normalised to another one or to null.
  time: { checks: (at) => [`${at}.length===24`, `new Date(${at}).toJSON()===${at}`], spelling: null }
}

/** Returns the checks of a text schema, or null when the fast path cannot express it. @param at the variable of its value */
export function textIn(at: string, schema: Schema): Text | null {
  if (schema.type === 'literal') return oneOf(at, [schema.literal])
  if (schema.type === 'picklist') return oneOf(at, schema.options ?? [])
  const kind = kindOf(schema)
  if (!kind) return null
  const max = schema.pipe?.find(({ type }) => type === 'max_length')?.requirement
  const bound = typeof max === 'number' ? [`${at}.length<=${max}`] : []
  return { at, checks: [`typeof ${at}==='string'`, ...bound, ...kind.checks(at)], spelling: kind.spelling }
}

function kindOf(schema: Schema): Kind | null {
  const named = schema.pipe?.find(({ type }) => type === 'metadata')?.metadata?.['kind']
  if (typeof named !== 'string') return kinds.get(schema) ?? null
  return Object.hasOwn(kindsByName, named) ? kindsByName[named]! : null
}

/** Tells whether a schema is a positive safe integer. */
export function isCountSchema({ type, pipe }: Schema): boolean {
  const asked = pipe
    ?.slice(1)
    .map(({ type, requirement }) => (type === 'min_value' ? `${type} ${requirement}` : type))
  return type === 'number' && asked?.join() === 'safe_integer,min_value 1'
}

function oneOf(at: string, values: readonly unknown[]): Text | null {
  if (!values.every((value) => typeof value === 'string')) return null
  const check = values.map((value) => `${at}===${JSON.stringify(value)}`).join('||')
  return { at, checks: [`(${check})`], spelling: null }
}

/** `escape` leaves ASCII letters, digits and seven marks unchanged; these are the marks and letters each spelling forbids. */
const barred: [signs: string, of: Spelling[]][] = [
  ['@*+', ['hex', 'key', 'name', 'stream']],
  ['/', ['hex', 'key', 'name']],
  ['.', ['hex', 'key']],
  ['_', ['hex', 'name']],
  ['ghijklmnopqrstuvwxyz', ['hex']]
]

/** Escaped characters that free text may not contain: controls except tab and line ends, lone surrogates, invisible characters
 * and marks that change the direction of writing. */
const unseen = [
  ...[...'012345678BCEF'].map((digit) => `%0${digit}`),
  '%1',
  '%7F',
  '%8',
  '%9',
  '%uD',
  '%u200',
  '%u206',
  '%u316',
  '%u202A',
  '%u202B',
  '%u202C',
  '%u202D',
  '%u202E'
]

/** Returns checks of the characters of all texts of one spelling at once; uses the variable `t`. */
export function spellingChecks(texts: readonly Text[]): string[] {
  const joined = (spellings: Spelling[]) =>
    texts.flatMap(({ at, spelling }) => (spelling && spellings.includes(spelling) ? at : [])).join('+')
  const checks = (text: string, make: () => string[]) => (text === '' ? [] : make())
  const [plain, words] = [joined(['hex', 'key', 'name', 'stream']), joined(['words'])]
  return [
    ...checks(plain, () => [`escape(t=${plain})===t`]),
    ...barred.flatMap(([signs, of]) =>
      checks(joined(of), () => [`(t=${joined(of)})!==''`, ...without('t', [...signs])])
    ),
    ...checks(words, () => [
      // CouchDB's QuickJS cannot normalise.
      `(!(t=${words}).normalize||t.normalize('NFC')===t)`,
      `(t=escape(t))!==''`,
      ...without('t', unseen)
    ])
  ]
}
