import { createRxDatabase, type RxCollection, type RxDatabase, type RxJsonSchema, type RxStorage } from 'rxdb'
import type { SyncState } from '#lib/domain/stored.ts'
import { opaqueName } from '../keys/opaque.ts'

/** A fact as stored on the phone: the envelope in clear, the body sealed. */
export interface Row {
  id: string
  unit: string
  book: string
  stream: string
  type: string
  at: string
  by: string
  device: string
  n: number
  /** The body, sealed with `seal` and bound to the id. */
  body: string
  sig: string
  via?: string
  took?: number
  seal?: string
  sync: SyncState
  reason?: string
  tries: number
}

/** A local checkpoint: how far a database was read, or which `n` an erased fact had. */
interface CheckpointRow {
  id: string
  /** CouchDB's update sequence, verbatim. */
  seq: string
  epoch: string
}

const text = (maxLength: number) => ({ type: 'string' as const, maxLength })

/**
 * The envelope only, at version 0 for good: a new type of fact never needs a migration. Only three indexes, since each
 * slows down every received fact: by stream; by what waits; and by book, which also finds a device's last `n`.
 */
export const factsSchema: RxJsonSchema<Row> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text(36),
    unit: text(64),
    book: text(64),
    stream: text(80),
    type: text(100),
    at: text(24),
    by: text(64),
    device: text(43),
    n: { type: 'number', minimum: 0, maximum: 999_999_999, multipleOf: 1 },
    body: { type: 'string' },
    sig: text(86),
    via: text(64),
    took: { type: 'number' },
    seal: text(43),
    sync: text(10),
    reason: text(40),
    tries: { type: 'number' }
  },
  required: ['id', 'stream', 'book', 'device', 'n', 'sync', 'body'],
  indexes: [
    ['stream', 'id'],
    ['sync', 'id'],
    ['book', 'device', 'n']
  ]
}

const checkpointsSchema: RxJsonSchema<CheckpointRow> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(160), seq: { type: 'string' }, epoch: { type: 'string' } },
  required: ['id']
}

export type Facts = RxCollection<Row>
type Checkpoints = RxCollection<CheckpointRow>
export type Database = RxDatabase<{ facts: Facts; places: Checkpoints }>

/** Opens an account's database, under a name that does not reveal the account. */
export async function openDatabase(
  account: string,
  storage: RxStorage<unknown, unknown>,
  multiInstance: boolean
): Promise<Database> {
  const name = `antt-${await opaqueName(account)}`
  const database = (await createRxDatabase({ name, storage, multiInstance })) as Database
  await database.addCollections({ facts: { schema: factsSchema }, places: { schema: checkpointsSchema } })
  return database
}

/** Names the place of the highest `n` of a device's erased facts in a book. */
export const numberPlace = (device: string, book: string) => `n ${device} ${book}`

/** Returns the highest `n` of a device's erased facts in that book: it must not be given out again. */
export async function erasedNumber({ places }: Database, device: string, book: string): Promise<number> {
  const place = await places.findOne(numberPlace(device, book)).exec()
  return place ? Number(place.seq) : 0
}
