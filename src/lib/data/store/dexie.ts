import type { DBCore, DBCoreTable, Dexie, Middleware } from 'dexie'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'

/**
 * Returns IndexedDB storage for RxDB with strict durability: a saved fact is on the disk, not in a buffer that a dead
 * battery loses.
 * @param mayOpen runs each time a database is opened, also while the app is open; when it throws, nothing is read or
 * written
 */
export function phoneStorage(mayOpen: () => Promise<void> = async () => {}) {
  return getRxStorageDexie({
    chromeTransactionDurability: 'strict',
    onCreate(database) {
      for (const name of unneeded) database.unuse({ stack: 'dbcore', name })
      database.use(fewerQuestions)
      withoutTimes(database)
      reopening(database)
      database.on('ready', mayOpen, true)
    }
  })
}

/**
 * Reopens a database that the browser has closed under an open app, for example when the phone slept through a write.
 * RxDB turns off Dexie's auto-open; without this it would stay closed until a reload, and nothing could be saved.
 * Closing it on purpose still closes it.
 */
function reopening(database: Dexie) {
  const { _options } = database as Dexie & { _options: { autoOpen?: boolean } }
  _options.autoOpen = true
}

/** Dexie's own live queries record every key of every index written; RxDB reports changes itself. */
const unneeded = ['Observability', 'Cache']

/**
 * Drops two indexes by the time of the last write, which RxDB adds to every document for its replication and its
 * cleanup. Neither runs here, and each index slows down every fact of a first sync.
 */
function withoutTimes(database: Pick<Dexie, 'version'>) {
  const version = database.version.bind(database)
  database.version = (number) => {
    const made = version(number)
    const stores = made.stores.bind(made)
    made.stores = ({ docs, ...rest }) => stores({ ...rest, docs: withoutTime(docs ?? '') })
    return made
  }
}

const withoutTime = (indexes: string) =>
  indexes
    .split(', ')
    .filter((index) => !index.includes('_meta.lwt'))
    .join(', ')

/**
 * Replaces RxDB's lookup of each id before a bulk write. Facts that arrive together have neighbouring ids, so one query
 * for the keys of their range usually answers all: none exists.
 */
const fewerQuestions: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'fewer-questions',
  create: (core) => ({
    ...core,
    table(name) {
      const table = core.table(name)
      return { ...table, getMany: (request) => getMany(table, request) }
    }
  })
}

type GetMany = DBCoreTable['getMany']

async function getMany(table: DBCoreTable, request: Parameters<GetMany>[0]): ReturnType<GetMany> {
  const { keys, trans } = request
  if (keys.length < 10) return table.getMany(request)
  const { min, max } = ends(keys as string[])
  const range = { type: 2, lower: min, upper: max, lowerOpen: false, upperOpen: false }
  const limit = keys.length
  const { result } = await table.query({
    trans,
    values: false,
    limit,
    query: { index: table.schema.primaryKey, range }
  })
  if (result.length === limit) return table.getMany(request)
  const present = new Set(result)
  const found = await table.getMany({ ...request, keys: keys.filter((key) => present.has(key)) })
  const valueByKey = new Map(keys.filter((key) => present.has(key)).map((key, i) => [key, found[i]]))
  return keys.map((key) => valueByKey.get(key))
}

function ends(keys: readonly string[]): { min: string; max: string } {
  let min = keys[0]!
  let max = min
  for (const key of keys) {
    if (key < min) min = key
    if (key > max) max = key
  }
  return { min, max }
}
