import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb'
import { toBase64Url } from '../crypto/base64.ts'
import { factsSchema, placesSchema, type Place, type Row } from './schema.ts'

export type Facts = RxCollection<Row>
export type Places = RxCollection<Place>
export type Database = RxDatabase<{ facts: Facts; places: Places }>

/** One database per account, under a name that does not tell whose it is. */
export async function openDatabase(
  account: string,
  storage: RxStorage<unknown, unknown>,
  multiInstance: boolean
): Promise<Database> {
  const name = `antt-${await opaque(account)}`
  const database = (await createRxDatabase({ name, storage, multiInstance, eventReduce: true })) as Database
  await database.addCollections({ facts: { schema: factsSchema }, places: { schema: placesSchema } })
  return database
}

/** An account's name for a database, from which the name is not to be read. */
export async function opaque(account: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`notebook ${account}`))
  return toBase64Url(new Uint8Array(digest, 0, 12))
    .toLowerCase()
    .replaceAll('-', '_')
}
