import { maxErased } from '#lib/domain/erasure/facts.ts'
import {
  booksOfKind,
  erasuresIn,
  factsAbout,
  whyNotErased,
  type Erasure
} from '#lib/domain/erasure/erasure.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import { photosIn, unnamedPhotos, unneededParts } from '#lib/domain/photos/named.ts'
import { partId } from '#lib/domain/photos/parts.ts'
import { databaseName, databasesOf, photoDatabaseName } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { ProvisionDeps } from '../provision/provision.ts'
import { unitsIn } from '../daily.ts'
import { factsIn, type NewFact } from '../fact-writer.ts'
import { countingFactsOf } from '../directory/unit-directory.ts'
import { photosNamedInBusyBooks } from './photos.ts'
import { deleteDocuments } from './delete-documents.ts'

export type ErasureDeps = Pick<ProvisionDeps, 'writer' | 'roots'> & {
  couch: Pick<ProvisionDeps['couch'], 'nano'>
}

/**
 * Carries out the commanders' orders to erase a person's data, in these units or all. Records first what will go, then
 * deletes it, so that an interrupted erasure is completed by the next run. Deletes again what a restore or a late phone
 * brought back.
 * @param how `whole`: also searches for photos that arrived without their record; `settled`: the ids of orders that were
 * obeyed and left nothing since
 * @returns the orders in force, by unit
 */
export async function carryOutErasures(
  units: readonly string[] | null,
  tools: ErasureDeps,
  { whole = true, settled = new Set() }: { whole?: boolean; settled?: ReadonlySet<string> } = {}
): Promise<Map<string, Erasure[]>> {
  const { nano } = tools.couch
  const existing = await nano.db.list()
  const standing = new Map<string, Erasure[]>()
  for (const unit of units ?? unitsIn(existing)) {
    const directory = databaseName(unit, 'directory', '')
    if (!existing.includes(directory)) continue
    const counting = await countingFactsOf(nano, unit, tools.roots)
    const orders = erasuresIn(counting).filter(({ declined }) => !declined)
    const read = new Map<string, Promise<Envelope[]>>()
    const factsOf = (book: Book) => {
      const names = databasesOf(unit, book, existing)
      const facts =
        read.get(book) ?? Promise.all(names.map((one) => factsIn(nano, one))).then((all) => all.flat())
      read.set(book, facts)
      return facts
    }
    const obeyed: Erasure[] = []
    for (const order of orders) {
      const isSettled = order.done !== null && settled.has(order.id)
      const facts = async () => (await Promise.all(booksOfKind(order.kind).map(factsOf))).flat()
      if (isSettled || (await obey(unit, order, await facts(), existing, tools, whole))) obeyed.push(order)
    }
    standing.set(unit, obeyed)
  }
  return standing
}

/** Carries out one order. @param facts of the person's books. @returns false when the order was declined */
async function obey(
  unit: string,
  order: Erasure,
  facts: readonly Envelope[],
  existing: readonly string[],
  { couch: { nano }, writer }: ErasureDeps,
  whole: boolean
): Promise<boolean> {
  const why = order.done ? null : whyNotErased(order, facts)
  if (why) {
    await writer.write(unit, 'directory', () => [
      { stream: `unit/${unit}`, type: 'directory.erasure-declined', body: { order: order.id, why } }
    ])
    return false
  }
  const told = new Set(order.done?.erased.map(({ id }) => id))
  const about = factsAbout(order, facts)
  if (order.done && about.length === 0 && !(whole && order.done.parts.length > 0)) return true
  const ids = new Set(about.map(({ id }) => id))
  const staying =
    order.kind === 'stranger'
      ? await photosNamedInBusyBooks(unit, nano, existing, ({ id }) => ids.has(id))
      : []
  const named = photosIn(about)
  const parts = [...new Set(named.flatMap((photo) => photo.parts))]
  const untold = about.filter(({ id }) => !told.has(id))
  if (untold.length > 0 || !order.done) {
    const photos = unnamedPhotos(named, staying)
    const entries = booksOfKind(order.kind).flatMap((book, i) => {
      const own = untold.filter((fact) => fact.book === book)
      // One entry at least says that the order was obeyed, and no private record has photos.
      if (i > 0) return own.length > 0 ? entriesFor(unit, { order: order.id, book }, own, [], []) : []
      return entriesFor(unit, { order: order.id, book }, own, photos, parts)
    })
    await writer.write(unit, 'directory', () => entries)
  }
  const gone = unneededParts([...parts, ...(order.done?.parts ?? [])], staying).map(partId)
  for (const name of gone.length > 0 ? picturesOf(unit, existing) : [])
    await deleteDocuments(nano, name, gone)
  for (const book of booksOfKind(order.kind))
    for (const name of databasesOf(unit, book, existing)) {
      const own = about.filter((fact) => fact.book === book).map(({ id }) => id)
      await deleteDocuments(nano, name, own)
    }
  return true
}

const picturesOf = (unit: string, existing: readonly string[]) =>
  existing.filter((name) => photoDatabaseName(unit, 'pictures', name.slice(-6)) === name)

function entriesFor(
  unit: string,
  { order, book }: Pick<FactOf<'directory.facts-erased'>['body'], 'order' | 'book'>,
  facts: readonly Envelope[],
  photos: readonly string[],
  parts: readonly string[]
): NewFact[] {
  const entries: NewFact[] = []
  const most = Math.max(facts.length, photos.length, parts.length)
  for (let from = 0; from === 0 || from < most; from += maxErased) {
    const next = <Item>(all: readonly Item[]) => all.slice(from, from + maxErased)
    const erased = next(facts).map(({ id, device, n }) => ({ id, device, n }))
    const body = { order, book, erased, photos: next(photos), parts: next(parts) }
    entries.push({ stream: `unit/${unit}`, type: 'directory.facts-erased', body })
  }
  return entries
}
