import * as v from 'valibot'
import { day, id, isoTime } from '../../shapes.ts'
import { MalformedBundle, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { ReadTables, WrittenTables } from './tables.ts'

/** A value of a body that has no parts. */
export type Leaf = string | number

/** Names how a leaf is written: whole number, other number, day, time, id of a record or a subject, other text. */
export const leafKinds = ['i', 'f', 'd', 't', 'u', 's'] as const
export type LeafKind = (typeof leafKinds)[number]

const dayMs = 86_400_000
/** The first and the last moment of the years 0000 to 9999, Unix ms. */
const firstMs = -62_167_219_200_000
const lastMs = 253_402_300_799_999
/** Larger ones are written as text, so that no difference of two leaves the safe integers. */
const largest = 2 ** 50

export function leafKindOf(leaf: Leaf): LeafKind {
  if (typeof leaf === 'number')
    return Number.isInteger(leaf) && Math.abs(leaf) <= largest && !Object.is(leaf, -0) ? 'i' : 'f'
  // Most texts are none of these, as their length tells at once.
  if (leaf.length === 36 && v.is(id, leaf)) return 'u'
  if (leaf.length === 10 && v.is(day, leaf)) return 'd'
  return leaf.length === 24 && v.is(isoTime, leaf) ? 't' : 's'
}

/** Writes one column: numbers and times by what they differ from the one before. */
export class ColumnWriter {
  #last = 0

  constructor(
    private readonly kind: LeafKind,
    private readonly tables: WrittenTables,
    private readonly to: ByteWriter
  ) {}

  write(leaf: Leaf): void {
    const { kind, tables, to } = this
    if (kind === 'u') return to.count(tables.ids.indexOf(leaf as string))
    if (kind === 's') return to.count(tables.texts.indexOf(leaf as string))
    if (kind === 'f') return to.count(tables.texts.indexOf(JSON.stringify(leaf)))
    const value = typeof leaf === 'number' ? leaf : Date.parse(leaf) / (kind === 'd' ? dayMs : 1)
    to.signed(value - this.#last)
    this.#last = value
  }
}

/** Reads a column that a `ColumnWriter` wrote. */
export class ColumnReader {
  #last = 0

  constructor(
    private readonly kind: LeafKind,
    private readonly tables: ReadTables,
    private readonly from: ByteReader
  ) {}

  /** @throws MalformedBundle when the column holds no such leaf */
  read(): Leaf {
    const { kind, tables, from } = this
    if (kind === 'u') return tables.id(from.count())
    if (kind === 's') return tables.text(from.count())
    if (kind === 'f') return numberIn(tables.text(from.count()))
    this.#last += from.signed()
    if (kind === 'i') {
      if (Math.abs(this.#last) > largest) throw new MalformedBundle()
      return this.#last
    }
    const ms = kind === 'd' ? this.#last * dayMs : this.#last
    return kind === 'd' ? isoTimeOf(ms).slice(0, 10) : isoTimeOf(ms)
  }
}

/** Returns a time as ISO 8601. @throws MalformedBundle outside the years 0000 to 9999 */
export function isoTimeOf(ms: number): string {
  if (!(ms >= firstMs && ms <= lastMs)) throw new MalformedBundle()
  return new Date(ms).toISOString()
}

function numberIn(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || JSON.stringify(value) !== text) throw new MalformedBundle()
  return value
}
