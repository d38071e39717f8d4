import { factsSchema } from '#lib/data/store/database.ts'

const pageLength = 1_000

interface Change {
  id: string
  doc: { _id: string }
}

/**
 * The least a browser can do with its session: `_changes` with its documents, the next page fetched while this one is put,
 * into IndexedDB with strict durability and the indexes of the phone's own schema; nothing sealed, nothing checked.
 */
export async function pullRaw(ask: typeof fetch, database: string): Promise<{ ms: number; facts: number }> {
  const started = performance.now()
  const idb = await openRaw()
  let facts = 0
  let next = readPage(ask, database, '0')
  for (;;) {
    const { results, last_seq } = await next
    const full = results.length >= pageLength
    if (full) next = readPage(ask, database, last_seq)
    facts += await put(idb, results)
    if (!full) break
  }
  return { ms: performance.now() - started, facts }
}

/** Reads the same pages and keeps nothing of them: what it blocks, any reader of `_changes` does. */
export async function readOnly(ask: typeof fetch, database: string): Promise<number> {
  let facts = 0
  for (let since = '0'; ;) {
    const { results, last_seq } = await readPage(ask, database, since)
    facts += results.length
    if (results.length < pageLength) return facts
    since = last_seq
  }
}

function openRaw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('raw', 1)
    opening.addEventListener('upgradeneeded', () => {
      const store = opening.result.createObjectStore('facts', { keyPath: 'id' })
      for (const index of factsSchema.indexes!) store.createIndex(String(index), [...index])
    })
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(opening.error))
  })
}

async function readPage(
  ask: typeof fetch,
  database: string,
  since: string
): Promise<{ results: Change[]; last_seq: string }> {
  const query = `include_docs=true&limit=${pageLength}&since=${encodeURIComponent(since)}`
  const answer = await ask(`/db/${database}/_changes?${query}`, { cache: 'no-store' })
  if (!answer.ok) throw new Error(`_changes: ${answer.status}`)
  return answer.json()
}

function put(idb: IDBDatabase, changes: Change[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const transaction = idb.transaction('facts', 'readwrite', { durability: 'strict' })
    const store = transaction.objectStore('facts')
    const documents = changes.filter(({ id }) => !id.startsWith('_design/') && id !== 'epoch')
    for (const { doc } of documents) {
      const { _id: id, ...fact } = doc
      store.put({ ...fact, id, sync: 'received' })
    }
    transaction.addEventListener('complete', () => resolve(documents.length))
    transaction.addEventListener('abort', () => reject(transaction.error))
  })
}

/** Writes documents in batches of `size`, one after the other, as a bare `fetch` would. */
export async function pushRaw(
  ask: typeof fetch,
  database: string,
  docs: object[],
  size: number
): Promise<number> {
  const started = performance.now()
  for (let i = 0; i < docs.length; i += size) {
    const answer = await ask(`/db/${database}/_bulk_docs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ docs: docs.slice(i, i + size) })
    })
    const rows = (await answer.json()) as { error?: string }[]
    const failed = answer.ok ? rows.find(({ error }) => error) : { error: answer.status }
    if (failed) throw new Error(`_bulk_docs: ${JSON.stringify(failed)}`)
  }
  return performance.now() - started
}
