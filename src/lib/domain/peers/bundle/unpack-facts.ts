import * as v from 'valibot'
import { hasCanonicalForm } from '../../canonical.ts'
import { certifiedId } from '../../certified-id.ts'
import { Envelope } from '../../fact.ts'
import { base64UrlOf } from './base64url.ts'
import { MalformedBundle, type ByteReader } from './byte-reader.ts'
import { ColumnReader, isoTimeOf, type Leaf } from './leaf.ts'
import { bundleLimits } from './limits.ts'
import { joinBody, readForm, type ReadForm } from './skeleton.ts'
import { ReadTables } from './tables.ts'

const deviceBytes = 32
const signatureBytes = 64

interface Author {
  by: string
  device: string
}

/** Facts of one form, while their columns are read. */
interface Group extends ReadForm {
  facts: Pick<Envelope, 'id' | 'at' | 'by' | 'device' | 'n'>[]
  /** The leaves of each fact. */
  leaves: Leaf[][]
  size: number
}

/**
 * Reads what `packFacts` wrote. Each fact has an envelope, its own id and a canonical form; whether its author signed it is
 * for the reader to verify.
 * @throws MalformedBundle
 */
export function unpackFacts(unit: string, from: ByteReader): Envelope[] {
  const tables = new ReadTables(from)
  const authors = Array.from({ length: from.entries(1 + deviceBytes) }, () => ({
    by: from.text(),
    device: base64UrlOf(from.raw(deviceBytes))
  }))
  const groups = readGroups(from)
  const numbers = new Map<string, number>()
  for (const group of groups) readEnvelopes(group, { unit, authors, numbers, from })
  for (const group of groups) readLeaves(group, tables, from)
  return groups.flatMap((group) =>
    group.facts.map((own, i) => factOf(unit, own, group, group.leaves[i]!, from))
  )
}

function readGroups(from: ByteReader): Group[] {
  let [facts, nodes] = [0, 0]
  return Array.from({ length: from.entries(2) }, () => {
    const read = readForm(from.text())
    const size = from.count(bundleLimits.facts)
    facts += size
    nodes += size * read.nodes
    // Before anything of them is made: a body of nothing but keys takes no bytes of its own.
    if (facts > bundleLimits.facts || nodes > bundleLimits.nodes) throw new MalformedBundle()
    return { ...read, facts: [], leaves: [], size }
  })
}

interface EnvelopeDeps {
  unit: string
  authors: readonly Author[]
  /** The last number of each author in each book. */
  numbers: Map<string, number>
  from: ByteReader
}

function readEnvelopes(group: Group, { unit, authors, numbers, from }: EnvelopeDeps): void {
  const { size, book } = group
  const each = <T>(read: (i: number) => T): T[] => Array.from({ length: size }, (_, i) => read(i))
  const written = each(() => authorAt(authors, from.count()))
  let last = 0
  const times = each(() => (last = recordedAt(last + from.signed())))
  const ats = each((i) => isoTimeOf(times[i]! - from.signed()))
  group.facts = each((i) => {
    const { by, device } = written[i]!
    const counter = `${by} ${device} ${book}`
    const n = (numbers.get(counter) ?? 0) + from.signed()
    numbers.set(counter, n)
    return { id: certifiedId({ unit, book, device, n }, times[i]!), at: ats[i]!, by, device, n }
  })
}

function authorAt(authors: readonly Author[], index: number): Author {
  const author = authors[index]
  if (!author) throw new MalformedBundle()
  return author
}

/** Returns a time that an id can hold. */
function recordedAt(ms: number): number {
  if (!(ms >= 0 && ms < 2 ** 48)) throw new MalformedBundle()
  return ms
}

function readLeaves(group: Group, tables: ReadTables, from: ByteReader): void {
  group.leaves = group.facts.map(() => [])
  for (const kind of group.kinds) {
    const column = new ColumnReader(kind, tables, from)
    for (const leaves of group.leaves) leaves.push(column.read())
  }
}

function factOf(
  unit: string,
  own: Group['facts'][number],
  { book, type, kind, skeleton }: Group,
  leaves: readonly Leaf[],
  from: ByteReader
): Envelope {
  let next = 0
  const [subject, body] = joinBody(skeleton, () => leaves[next++]!) as [unknown, unknown]
  const fact = { ...own, unit, book, stream: `${kind}/${String(subject)}`, type, body }
  const parsed = v.safeParse(Envelope, { ...fact, sig: base64UrlOf(from.raw(signatureBytes)) })
  if (Array.isArray(body) || !parsed.success || !hasCanonicalForm({ type, body })) throw new MalformedBundle()
  return parsed.output
}
