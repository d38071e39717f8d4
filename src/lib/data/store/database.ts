import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb'
import { opaque } from '../keys/opaque.ts'
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
