import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb'
import { opaqueName } from '../keys/opaque.ts'
import { factsSchema, checkpointsSchema, type CheckpointRow, type Row } from './schema.ts'

export type Facts = RxCollection<Row>
export type Checkpoints = RxCollection<CheckpointRow>
export type Database = RxDatabase<{ facts: Facts; places: Checkpoints }>

/** One database per account, under a name that does not tell whose it is. */
export async function openDatabase(
  account: string,
  storage: RxStorage<unknown, unknown>,
  multiInstance: boolean
): Promise<Database> {
  const name = `antt-${await opaqueName(account)}`
  const database = (await createRxDatabase({ name, storage, multiInstance, eventReduce: true })) as Database
  await database.addCollections({ facts: { schema: factsSchema }, places: { schema: checkpointsSchema } })
  return database
}
