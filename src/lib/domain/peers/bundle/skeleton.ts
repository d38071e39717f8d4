import { maxDepth } from '../../canonical.ts'
import { maxFactBytes } from '../../fact-limits.ts'
import { MalformedBundle } from './byte-reader.ts'
import { leafKindOf, leafKinds, type Leaf, type LeafKind } from './leaf.ts'

/**
 * The shape of a body: its keys and lists, with a letter in the place of each value. Values that have no other form stand
 * there themselves. Bodies of one skeleton lie in columns, one for each of its letters.
 */
export type Skeleton = string | readonly Skeleton[] | { readonly [key: string]: Skeleton }

const literals = new Map<string, unknown>([
  ['T', true],
  ['F', false],
  ['N', null]
])
const nameOf = (value: unknown) => [...literals].find(([, literal]) => literal === value)?.[0]

/** Splits a value into its skeleton and its leaves, in the order in which a reader comes by its keys. @param leaves takes them */
export function splitBody(value: unknown, leaves: Leaf[]): Skeleton {
  if (Array.isArray(value)) return value.map((member) => splitBody(member, leaves))
  if (typeof value === 'object' && value !== null) {
    const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    // Keys that look like numbers come first in an object, however it was made.
    return Object.fromEntries(Object.entries(sorted).map(([key, member]) => [key, splitBody(member, leaves)]))
  }
  const literal = nameOf(value)
  if (literal !== undefined) return literal
  const kind = leafKindOf(value as Leaf)
  leaves.push(value as Leaf)
  return kind
}

/** Puts leaves into a skeleton. @param next gives one leaf after the other */
export function joinBody(skeleton: Skeleton, next: () => Leaf): unknown {
  if (typeof skeleton === 'string') return literals.has(skeleton) ? literals.get(skeleton) : next()
  if (Array.isArray(skeleton)) return skeleton.map((member) => joinBody(member, next))
  return Object.fromEntries(Object.entries(skeleton).map(([key, member]) => [key, joinBody(member, next)]))
}

/** Says what a fact is but for its leaves: book, type, kind of stream, and the skeleton of its subject and its body. */
export type FactForm = readonly [book: string, type: string, kind: string, skeleton: Skeleton]

/** A form as it was read, with the kinds of its leaves. */
export interface ReadForm {
  book: string
  type: string
  kind: string
  skeleton: Skeleton
  kinds: readonly LeafKind[]
  /** Counts everything in it, which each fact of this form has again. */
  nodes: number
}

/** Reads a form. @throws MalformedBundle when it is none, or no fact could have it */
export function readForm(text: string): ReadForm {
  if (text.length > maxFactBytes) throw new MalformedBundle()
  const [book, type, kind, skeleton, ...more] = listIn(text)
  if (typeof book !== 'string' || typeof type !== 'string' || typeof kind !== 'string' || more.length > 0)
    throw new MalformedBundle()
  if (!Array.isArray(skeleton) || skeleton.length !== 2) throw new MalformedBundle()
  const kinds: LeafKind[] = []
  let nodes = 0
  const visit = (part: unknown, depth: number): void => {
    nodes++
    if (depth > maxDepth) throw new MalformedBundle()
    if (typeof part === 'object' && part !== null)
      for (const member of Object.values(part)) visit(member, depth + 1)
    else if (leafKinds.includes(part as LeafKind)) kinds.push(part as LeafKind)
    else if (typeof part !== 'string' || !literals.has(part)) throw new MalformedBundle()
  }
  visit(skeleton, 0)
  return { book, type, kind, skeleton: skeleton as Skeleton, kinds, nodes }
}

function listIn(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text)
    if (Array.isArray(read)) return read
  } catch {
    // Answered below, as any other text that is no form.
  }
  throw new MalformedBundle()
}
