import { maxFactBytes } from '../../fact-limits.ts'
import type { Envelope } from '../../fact.ts'
import { idTime } from '../../uuid.ts'
import { bytesOfBase64 } from './base64url.ts'
import type { ByteWriter } from './byte-writer.ts'
import { ColumnWriter, leafKindOf, type Leaf } from './leaf.ts'
import { splitBody, type FactForm } from './skeleton.ts'
import { WrittenTables } from './tables.ts'

/** A fact taken apart: what it has in common with others of its form, and what is its own. */
interface SplitFact {
  fact: Envelope
  form: string
  leaves: readonly Leaf[]
}

/**
 * Writes facts of one unit by columns: those of one form together, and of each form one leaf after the other, so that what
 * repeats itself lies side by side for a compressor. Leaves out the id, which is made from what is there, the unit, and what
 * carriers and servers added.
 * @param facts of one unit, each with its own id and a canonical form
 */
export function packFacts(facts: readonly Envelope[], to: ByteWriter): void {
  const tables = new WrittenTables()
  const forms = new Map<string, SplitFact[]>()
  const authors = new Map<string, number>()
  for (const split of facts.map(splitFact)) {
    const alike = forms.get(split.form)
    if (alike) alike.push(split)
    else forms.set(split.form, [split])
    for (const leaf of split.leaves) note(leaf, tables)
    const author = authorOf(split.fact)
    if (!authors.has(author)) authors.set(author, authors.size)
  }
  const groups = [...forms].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [, members] of groups) members.sort(byStream)
  tables.write(to)
  to.count(authors.size)
  for (const author of authors.keys()) {
    const [by, device] = author.split(' ') as [string, string]
    to.text(by)
    to.raw(bytesOfBase64(device))
  }
  to.count(groups.length)
  for (const [form, members] of groups) {
    to.text(form)
    to.count(members.length)
  }
  const numbers = new Map<string, number>()
  for (const [, members] of groups) writeEnvelopes(members, { authors, numbers, to })
  for (const [, members] of groups) writeLeaves(members, tables, to)
  for (const [, members] of groups) for (const { fact } of members) to.raw(bytesOfBase64(fact.sig))
}

/** Bytes of an envelope at most, with its author and what the tables say of its form. */
const envelopeBytes = 200
/** Bytes of a leaf at most: of a difference in its column, and of a place in a table besides the text that stands there. */
const differenceBytes = 8
const placeBytes = 32
const encoder = new TextEncoder()

/**
 * Returns how many bytes a fact takes in a bundle at most, whatever lies beside it; Infinity: its form is longer than any that
 * a reader takes. A list of small numbers takes several times the bytes of its JSON: its form names each.
 */
export function mostPackedBytes(fact: Envelope): number {
  const { form, leaves } = splitFact(fact)
  if (form.length > maxFactBytes) return Infinity
  let bytes = envelopeBytes + encoder.encode(form).length
  for (const leaf of leaves) {
    const kind = leafKindOf(leaf)
    if (kind === 'i' || kind === 'd' || kind === 't') bytes += differenceBytes
    else bytes += placeBytes + (kind === 's' ? encoder.encode(leaf as string).length : 0)
  }
  return bytes
}

function splitFact(fact: Envelope): SplitFact {
  const { book, type, stream, body } = fact
  const [kind, subject] = stream.split('/') as [string, string]
  const leaves: Leaf[] = []
  const form: FactForm = [book, type, kind, splitBody([subject, body], leaves)]
  return { fact, form: JSON.stringify(form), leaves }
}

function note(leaf: Leaf, { ids, texts }: WrittenTables): void {
  const kind = leafKindOf(leaf)
  if (kind === 'u') ids.add(leaf as string)
  if (kind === 's') texts.add(leaf as string)
  if (kind === 'f') texts.add(JSON.stringify(leaf))
}

const authorOf = ({ by, device }: Envelope) => `${by} ${device}`

const byStream = (a: SplitFact, b: SplitFact) =>
  a.fact.stream === b.fact.stream ? compare(a.fact.id, b.fact.id) : compare(a.fact.stream, b.fact.stream)
const compare = (a: string, b: string) => (a < b ? -1 : 1)

interface EnvelopeDeps {
  authors: ReadonlyMap<string, number>
  /** The last number of each author in each book. */
  numbers: Map<string, number>
  to: ByteWriter
}

function writeEnvelopes(members: readonly SplitFact[], { authors, numbers, to }: EnvelopeDeps): void {
  for (const { fact } of members) to.count(authors.get(authorOf(fact))!)
  let last = 0
  for (const { fact } of members) {
    to.signed(idTime(fact.id) - last)
    last = idTime(fact.id)
  }
  for (const { fact } of members) to.signed(idTime(fact.id) - Date.parse(fact.at))
  for (const { fact } of members) {
    const counter = `${authorOf(fact)} ${fact.book}`
    to.signed(fact.n - (numbers.get(counter) ?? 0))
    numbers.set(counter, fact.n)
  }
}

function writeLeaves(members: readonly SplitFact[], tables: WrittenTables, to: ByteWriter): void {
  members[0]!.leaves.forEach((leaf, i) => {
    const column = new ColumnWriter(leafKindOf(leaf), tables, to)
    for (const { leaves } of members) column.write(leaves[i]!)
  })
}
