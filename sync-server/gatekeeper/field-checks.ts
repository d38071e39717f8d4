import { deviceId, id, sha256, signature, slug } from '#lib/domain/shapes.ts'

/** The little of a valibot schema that a glance reads. */
export interface Schema {
  type: string
  entries?: Record<string, Schema>
  options?: readonly unknown[]
  literal?: unknown
  pipe?: readonly (Schema & { requirement?: unknown; metadata?: Record<string, unknown> })[]
}

/** How a glance looks at one text field. */
export interface Text {
  /** The variable that holds it. */
  at: string
  /** JavaScript that is true for what it may be, but for its spelling. */
  checks: string[]
  /** Of which characters it consists; null where the checks say so. */
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
    // No sign at either end, and no two beside each other.
    `'-.'.indexOf(${at}[0])<0`,
    `'-.'.indexOf(${at}[${at}.length-1])<0`,
    ...without(at, ['--', '-.', '.-', '..'])
  ],
  spelling: 'name'
}
const key = (length: number): Kind => ({ checks: (at) => [`${at}.length===${length}`], spelling: 'key' })

/** What the domain's shapes mean to a glance, which may be stricter than they are. */
const kinds = new Map<unknown, Kind>([
  [id, uuid],
  [slug, name],
  [deviceId, key(43)],
  [sha256, key(43)],
  [signature, key(86)]
])

/** The same by `metadata`, where a shape is made for each field. */
const kindsByName: Record<string, Kind> = {
  words: { checks: (at) => [`${at}.trim()!==''`], spelling: 'words' },
  // A day that does not exist comes back as another one, or as none.
  time: { checks: (at) => [`${at}.length===24`, `new Date(${at}).toJSON()===${at}`], spelling: null }
}

/** The text that a schema asks for, or null when it asks for more than a glance can tell. @param at the variable that holds it */
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

/** Is it the shape of 1, 2, 3 …? */
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

/** `escape` leaves letters of ASCII, digits and seven signs as they are: which of the signs, and letters, each may not have. */
const barred: [signs: string, of: Spelling[]][] = [
  ['@*+', ['hex', 'key', 'name', 'stream']],
  ['/', ['hex', 'key', 'name']],
  ['.', ['hex', 'key']],
  ['_', ['hex', 'name']],
  ['ghijklmnopqrstuvwxyz', ['hex']]
]

/** What no words hold, once escaped: controls but tab and line ends, halves of characters, and what cannot be seen or turns the direction of writing. */
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

/** The characters of all texts of one spelling at once; uses the variable `t`. */
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
      `(t=${words}).normalize('NFC')===t`,
      `(t=escape(t))!==''`,
      ...without('t', unseen)
    ])
  ]
}
