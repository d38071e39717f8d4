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
  name: string
  /** JavaScript that is true for what it may be, as far as no pattern is needed; `text` stands for the value. */
  checks(text: string): string[]
  /** What it must match besides, without anchors and never a NUL; null where the checks are enough. */
  source: string | null
  /** Is it somebody's words, of which every character is looked at? */
  words: boolean
}

/** Letters, digits and signs of Vietnamese as they are in NFC, and punctuation without what has no width or direction. */
export const wordCharacters =
  '[\\t\\n\\r -~\\u00A0-\\u00AC\\u00AE-\\u024F\\u1E00-\\u1EFF\\u2010-\\u2027\\u2030-\\u205E]*'

/** What a kind of text (`metadata` in the domain's shapes) means to a glance; it may be stricter than the shape. */
const checksByKind: Record<string, (text: string) => string[]> = {
  words: (text) => [`${text}.trim()!==''`],
  // A day that does not exist comes back as another one, or as none.
  time: (text) => [`${text}.length===24`, `new Date(${text}).toJSON()===${text}`]
}

/** The text that a schema asks for, or null when it asks for more than a glance can tell. */
export function textIn(name: string, schema: Schema): Text | null {
  if (schema.type === 'literal') return oneOf(name, [schema.literal])
  if (schema.type === 'picklist') return oneOf(name, schema.options ?? [])
  if (schema.type !== 'string' || !schema.pipe) return null
  const actions = schema.pipe.slice(1)
  const of = (type: string) => actions.find((action) => action.type === type)
  const max = of('max_length')?.requirement
  const checks = (text: string) => [
    `typeof ${text}==='string'`,
    ...(typeof max === 'number' ? [`${text}.length<=${max}`] : [])
  ]
  const kind = of('metadata')?.metadata?.['kind']
  if (typeof kind === 'string') {
    const more = Object.hasOwn(checksByKind, kind) ? checksByKind[kind]! : null
    const words = kind === 'words'
    return more && { name, checks: (text) => [...checks(text), ...more(text)], source: null, words }
  }
  const known = actions.every(({ type }) => type === 'max_length' || type === 'regex')
  const [pattern, ...more] = actions.filter(({ type }) => type === 'regex')
  const source = pattern && more.length === 0 ? unanchored(pattern.requirement as RegExp) : null
  return known && source ? { name, checks, source, words: false } : null
}

/** Is it the shape of 1, 2, 3 …? */
export function isCountSchema({ type, pipe }: Schema): boolean {
  const asked = pipe
    ?.slice(1)
    .map(({ type, requirement }) => (type === 'min_value' ? `${type} ${requirement}` : type))
  return type === 'number' && asked?.join() === 'safe_integer,min_value 1'
}

function oneOf(name: string, values: readonly unknown[]): Text | null {
  if (!values.every((value) => typeof value === 'string')) return null
  const [only, ...others] = values
  const check = (text: string) =>
    others.length === 0
      ? `${text}===${JSON.stringify(only)}`
      : `${JSON.stringify(values)}.indexOf(${text})>=0`
  return { name, checks: (text) => [check(text)], source: null, words: false }
}

function unanchored({ source, flags }: RegExp): string | null {
  return flags === '' && source.startsWith('^') && source.endsWith('$') ? source.slice(1, -1) : null
}
