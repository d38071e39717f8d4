import fc from 'fast-check'
import { createRxDatabase, type MangoQuery, type RxCollection, type RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { factsSchema, type Row } from '#lib/data/store/database.ts'
import { phoneStorage } from '#lib/data/store/indexed-db/phone-storage.ts'
import { answerOf } from '#lib/data/store/indexed-db/pages.ts'
import { queryRows } from '#lib/data/store/live.ts'

interface Disk {
  facts: RxCollection<Row>
  close(): Promise<void>
}

let disks = 0

async function open(
  storage: RxStorage<unknown, unknown>,
  name = `disk-${disks++}`,
  multiInstance = false
): Promise<Disk> {
  const database = await createRxDatabase({ name, storage, multiInstance })
  const { facts } = await database.addCollections({ facts: { schema: factsSchema } })
  return { facts: facts as never, close: async () => void (await database.close()) }
}

const letter = fc.constantFrom('a', 'b', 'c', 'd')
const number = fc.integer({ min: 0, max: 4 })
const act = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    rows: fc.uniqueArray(
      fc.record({ id: letter, by: letter, stream: letter, book: letter, device: letter, n: number }),
      { selector: ({ id }) => id }
    )
  }),
  fc.record({ kind: fc.constant('change' as const), id: letter, sync: letter }),
  fc.record({ kind: fc.constant('erase' as const), id: letter })
)
const limit = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })
const query = fc.oneof(
  fc.record({ limit, from: letter, to: letter, of: letter }).map(({ limit, from, to, of }) => ({
    selector: { stream: of, id: { $gte: from, $lt: to } },
    sort: [{ stream: 'asc' as const }, { id: 'asc' as const }],
    index: ['stream', 'id'],
    limit
  })),
  fc.record({ limit, from: letter, to: letter }).map(({ limit, from, to }) => ({
    selector: { stream: { $gte: from, $lt: to } },
    sort: [{ stream: 'asc' as const }, { id: 'asc' as const }],
    index: ['stream', 'id'],
    limit
  })),
  fc.record({ limit, sync: letter, after: letter }).map(({ limit, sync, after }) => ({
    selector: { sync, id: { $gt: after } },
    sort: [{ sync: 'asc' as const }, { id: 'asc' as const }],
    index: ['sync', 'id'],
    limit
  })),
  fc.record({ book: letter, device: letter, n: number, by: letter }).map(({ n, ...is }) => ({
    selector: { ...is, n: { $gte: n } },
    index: ['book', 'device', 'n']
  })),
  fc.record({ by: letter, type: letter }).map(({ by }) => ({ selector: { by: { $in: ['a', by] } } })),
  fc.constant({ selector: {}, sort: [{ n: 'desc' as const }, { id: 'asc' as const }] })
)

const blank = { id: 'a', unit: 'xa', book: 'a', stream: 'a', type: 'a', at: '', by: 'a', device: 'a', n: 0 }
const sealed = { body: 'sealed', sig: '', sync: 'a' as never, tries: 0 }
const rowOf = (some: Partial<Row>): Row => ({ ...blank, ...sealed, ...some })

/** Gives what a collection answers, without what is its own: revisions and times. */
async function answer({ facts }: Disk, mango: object) {
  const rows = await queryRows(facts, mango as MangoQuery<Row>)
  return rows.map(({ _rev, _meta, _attachments, ...row }) => row)
}

async function perform({ facts }: Disk, one: typeof act extends fc.Arbitrary<infer One> ? One : never) {
  if (one.kind === 'write')
    return (await facts.bulkInsert(one.rows.map(rowOf))).error.map(({ status }) => status)
  const known = await facts.findOne(one.id).exec()
  if (!known) return 'none'
  if (one.kind === 'erase') await known.remove()
  else await known.incrementalPatch({ sync: one.sync as never })
  return 'done'
}

const page = {
  /** Tells where the phone's storage and the one in memory differ; null: nowhere. */
  async compare(seed: number, numRuns: number): Promise<string | null> {
    const history = fc.array(act, { minLength: 1, maxLength: 8 })
    const property = fc.asyncProperty(history, fc.array(query, { maxLength: 6 }), async (acts, queries) => {
      const [phone, memory] = [await open(phoneStorage()), await open(getRxStorageMemory())]
      try {
        for (const one of acts) await same(perform(phone, one), perform(memory, one))
        for (const one of queries) await same(answer(phone, one), answer(memory, one))
        const counted = { selector: { sync: 'a' as never }, index: ['sync', 'id'] }
        await same(phone.facts.count(counted).exec(), memory.facts.count(counted).exec())
        const ids = ['a', 'b', 'c', 'd']
        const found = ({ facts }: Disk) =>
          facts.storageInstance
            .findDocumentsById(ids, true)
            .then((rows) => rows.map(({ id, sync, _deleted }) => ({ id, sync, _deleted })))
            .then((rows) => rows.sort((a, b) => (a.id < b.id ? -1 : 1)))
        await same(found(phone), found(memory))
      } finally {
        await Promise.all([phone.close(), memory.close()])
      }
    })
    const result = await fc.check(property, { seed, numRuns })
    return result.failed ? fc.defaultReportMessage(result)! : null
  },

  /** Reads back `count` rows that share one key, and as many of a key each. */
  async readMany(count: number) {
    const disk = await open(phoneStorage())
    const idOf = (i: number) => String(i).padStart(5, '0')
    const forked = Array.from({ length: count }, (_, i) => rowOf({ id: idOf(i), n: 7 }))
    const others = Array.from({ length: count }, (_, i) => rowOf({ id: idOf(count + i), n: 8 + i }))
    await disk.facts.bulkInsert([...forked, ...others])
    const rows = await answer(disk, { selector: { book: 'a' }, index: ['book', 'device', 'n'] })
    await disk.close()
    return { rows: rows.length, ids: new Set(rows.map(({ id }) => id)).size }
  },

  /** Writes two rows of which the second cannot lie on a disk. */
  async writeHalf() {
    const disk = await open(phoneStorage())
    const bad = rowOf({ id: 'b', body: (() => {}) as never })
    const problem = await disk.facts.bulkInsert([rowOf({ id: 'a' }), bad]).then(
      () => null,
      (problem: unknown) => (problem as Error).name
    )
    const left = await answer(disk, { selector: {} })
    const after = await disk.facts.bulkInsert([rowOf({ id: 'c' })])
    await disk.close()
    return { problem, left: left.length, written: after.success.length }
  },

  /** Holds a store open, so that another tab may remove it. */
  async hold() {
    held = await open(phoneStorage(mayOpen), 'held', true)
    await held.facts.bulkInsert([rowOf({ id: 'a' })])
  },
  forbid(how: string) {
    forbidden = how
  },
  read: () =>
    answer(held!, { selector: {} }).then(
      (rows) => rows.map(({ id }) => id),
      (problem: unknown) => (problem as Error).message
    ),
  remove: () => answerOf(indexedDB.deleteDatabase('held-facts')).then(() => 'removed'),

  /** Follows what another tab writes. */
  hear() {
    held!.facts.eventBulks$.subscribe(({ events }) =>
      heard.push(...events.map(({ documentId }) => documentId))
    )
  },
  heard: () => heard,
  write: async (id: string) => void (await held!.facts.bulkInsert([rowOf({ id })]))
}

let held: Disk | null = null
let forbidden = ''
const heard: string[] = []
const mayOpen = async () => {
  if (forbidden) throw new Error(forbidden)
}

async function same(one: Promise<unknown>, other: Promise<unknown>) {
  const [a, b] = await Promise.all([one, other])
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${JSON.stringify(a)} ≠ ${JSON.stringify(b)}`)
}

export type Page = typeof page
Object.assign(globalThis, { antt: page })
