import type { ServerScope } from 'nano'

interface Document {
  _id: string
  _rev?: string
}
interface Range {
  startkey?: string
  endkey?: string
}

const problem = (statusCode: number) => Object.assign(new Error(`status ${statusCode}`), { statusCode })

/** As much of CouchDB's client as sessions and accounts use, in memory. */
export function memoryNano(): ServerScope {
  const databases = new Map<string, MemoryDatabase>()
  const use = (name: string) => databases.get(name) ?? databases.set(name, new MemoryDatabase()).get(name)!
  return { use, request: async () => ({}), db: { get: async () => ({}) } } as never
}

class MemoryDatabase {
  readonly #documents = new Map<string, Document>()
  #changes = 0

  async get(id: string): Promise<Document> {
    const kept = this.#documents.get(id)
    if (!kept) throw problem(404)
    return kept
  }

  async insert(document: Document): Promise<void> {
    if (this.#documents.get(document._id)?._rev !== document._rev) throw problem(409)
    this.#documents.set(document._id, { ...document, _rev: `${++this.#changes}` })
  }

  async destroy(id: string): Promise<void> {
    this.#documents.delete(id)
  }

  async fetch({ keys }: { keys: readonly string[] }) {
    return { rows: keys.map((key) => ({ key, doc: this.#documents.get(key) })) }
  }

  async list({ startkey = '', endkey = '~' }: Range) {
    const ids = [...this.#documents.keys()].filter((id) => id >= startkey && id <= endkey).sort()
    return { rows: ids.map((id) => ({ id, doc: this.#documents.get(id) })) }
  }
}
