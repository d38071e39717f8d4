import type { ServerScope } from 'nano'
import type { Envelope } from '#lib/domain/fact.ts'
import { photosIn } from '#lib/domain/photos/named.ts'
import { partId } from '#lib/domain/photos/parts.ts'
import { databaseName, databasesOf, photoDatabaseName } from '#lib/domain/database-names.ts'
import { busyBooks } from '#lib/domain/roles.ts'
import { factsIn } from '../fact-writer.ts'
import { deleteDocuments } from './delete-documents.ts'

/** Returns the photos named by records of gates and duty, except records for which `but` is true. */
export async function photosNamedInBusyBooks(
  unit: string,
  server: ServerScope,
  existing: readonly string[],
  but: (fact: Envelope, database: string) => boolean = () => false
): Promise<ReturnType<typeof photosIn>> {
  const names = busyBooks.flatMap((book) => databasesOf(unit, book, existing))
  const facts = await Promise.all(
    names.map(async (name) => (await factsIn(server, name)).filter((fact) => !but(fact, name)))
  )
  return photosIn(facts.flat())
}

/** Removes the parts of a quarter's photos that no record needs any more, and the whole database with the quarter's last book. */
export async function removePictures(unit: string, quarter: string, server: ServerScope): Promise<void> {
  const existing = await server.db.list()
  const database = photoDatabaseName(unit, 'pictures', quarter)
  if (!existing.includes(database)) return
  const named = await photosNamedInBusyBooks(unit, server, existing)
  const needed = new Set(named.flatMap((photo) => photo.parts.map(partId)))
  const parts = await partsIn(server, database)
  const loose = parts.filter((id) => !needed.has(id))
  const stands = busyBooks.some((book) => existing.includes(databaseName(unit, book, quarter)))
  if (stands || loose.length < parts.length) await deleteDocuments(server, database, loose)
  else await server.db.destroy(database)
}

async function partsIn(server: ServerScope, database: string): Promise<string[]> {
  const { rows } = await server.use(database).list()
  return rows.flatMap(({ id }) => (id.startsWith(partId('')) ? id : []))
}
