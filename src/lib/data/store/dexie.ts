import type { DBCore, DBCoreTable, Dexie, Middleware } from 'dexie'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'

/**
 * IndexedDB under RxDB: a fact that is saved lies on the disk, not in a buffer that a dead battery forgets.
 * @param mayOpen asked each time a database is opened, under an open app too; where it throws, nothing is read or written
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
 * A browser may shut a database under an open app, as when the phone slept through a write. RxDB asks Dexie not to
 * open by itself; so it would stay shut until a reload, and nothing could be saved. Closing on purpose still closes.
 */
function reopening(database: Dexie) {
  const { _options } = database as Dexie & { _options: { autoOpen?: boolean } }
  _options.autoOpen = true
}

/** Dexie's own live queries note every key of every index written; RxDB tells of changes itself. */
const unneeded = ['Observability', 'Cache']

/**
 * RxDB indexes every document by the time of its last write, twice: for its replication and for its cleanup.
 * Neither runs here, and each index costs every fact of a first sync.
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
 * Before a bulk write RxDB asks for each id whether it is there. Facts that arrive together have neighbouring ids,
 * so one question for the keys of their range mostly answers all: none is there.
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
