/** The little of a valibot schema that a glance reads. */
export interface Schema {
  type: string
  entries?: Record<string, Schema>
  options?: readonly unknown[]
  literal?: unknown
  pipe?: readonly (Schema & { requirement?: unknown; metadata?: Record<string, unknown> })[]
}

/** A text field: what it must match, without anchors and never a NUL, and its greatest length. */
export interface Text {
  name: string
  source: string
  max: number | null
}

/** What a kind of text (`metadata` in the domain's shapes) means to a glance; it may be stricter than the shape. */
const sourceByKind: Record<string, string> = {
  // Some letter to see; Latin letters as they are in NFC, and punctuation without what has no width or direction.
  words: '(?=[^\\0]*[^\\s\\0])[\\t\\n\\r -~\\u00A0-\\u024F\\u1E00-\\u1EFF\\u2010-\\u2027\\u2030-\\u205E]*',
  // Every day there is but 29 February.
  time: [
    '\\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)',
    '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z'
  ].join('T')
}

/** The text that a schema asks for, or null when it asks for more than a glance can tell. */
export function textIn(name: string, schema: Schema): Text | null {
  if (schema.type === 'literal') return oneOf(name, [schema.literal])
  if (schema.type === 'picklist') return oneOf(name, schema.options ?? [])
  if (schema.type !== 'string' || !schema.pipe) return null
  const actions = schema.pipe.slice(1)
  const of = (type: string) => actions.find((action) => action.type === type)
  const max = (of('max_length')?.requirement as number | undefined) ?? null
  const kind = of('metadata')?.metadata?.['kind']
  if (typeof kind === 'string')
    return kind in sourceByKind ? { name, source: sourceByKind[kind]!, max } : null
  const known = actions.every(({ type }) => type === 'max_length' || type === 'regex')
  const [pattern, ...more] = actions.filter(({ type }) => type === 'regex')
  const source = pattern && more.length === 0 ? unanchored(pattern.requirement as RegExp) : null
  return known && source ? { name, source, max } : null
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
  return {
    name,
    source: values.map((value) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'),
    max: null
  }
}

function unanchored({ source, flags }: RegExp): string | null {
  return flags === '' && source.startsWith('^') && source.endsWith('$') ? source.slice(1, -1) : null
}
