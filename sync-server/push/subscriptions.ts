import { createHash } from 'node:crypto'
import type { ServerScope } from 'nano'
import type { Notice } from '#lib/domain/notice.ts'
import { createPrivateDatabase, ignoreIfDone, nullIfMissing } from '../provision/apply.ts'
import type { Receiver } from './push-service.ts'

/** A phone that wants to be told, and as whose. */
export interface Subscription extends Receiver {
  account: string
  unit: string
  /** Id of the phone's key in the directory. */
  device: string
  language: Notice['language']
  /** Unix ms. */
  at: number
}

/** Not one of a unit's books: it never reaches a phone, and only this server reads it. */
export const subscriptionsDatabase = 'push-subscriptions'
/** Most phones of one account; the oldest gives way. */
const maxPerAccount = 20

/** The phones that want to be told, and how far each followed database has been told. */
export class Subscriptions {
  private constructor(private readonly server: ServerScope) {}

  static async open(server: ServerScope): Promise<Subscriptions> {
    await createPrivateDatabase(server, subscriptionsDatabase)
    return new Subscriptions(server)
  }

  async all(): Promise<Subscription[]> {
    const { rows } = await this.#documents.list({ startkey: 'phone ', endkey: 'phone!', include_docs: true })
    return rows.flatMap(({ doc }) => (doc ? [doc as unknown as Subscription] : []))
  }

  /** One endpoint is one phone: whoever subscribes there last has it. */
  async keep(subscription: Subscription): Promise<void> {
    const id = idOf(subscription.endpoint)
    const known = await nullIfMissing(this.#documents.get(id))
    await this.#documents.insert({ ...subscription, _id: id, ...(known && { _rev: known._rev }) } as never)
    const own = (await this.all()).filter(({ account }) => account === subscription.account)
    const surplus = own.sort((a, b) => b.at - a.at).slice(maxPerAccount)
    for (const { endpoint } of surplus) await this.drop(endpoint)
  }

  async drop(endpoint: string): Promise<void> {
    const known = await nullIfMissing(this.#documents.get(idOf(endpoint)))
    if (known) await this.#documents.destroy(known._id, known._rev).catch(ignoreIfDone)
  }

  async checkpoint(database: string): Promise<string | number | null> {
    const known = await nullIfMissing(this.#documents.get(checkpointId(database)))
    return known ? (known as unknown as { seq: string | number }).seq : null
  }

  async saveCheckpoint(database: string, seq: string | number): Promise<void> {
    const id = checkpointId(database)
    const known = await nullIfMissing(this.#documents.get(id))
    await this.#documents.insert({ _id: id, ...(known && { _rev: known._rev }), seq } as never)
  }

  get #documents() {
    return this.server.use(subscriptionsDatabase)
  }
}

const idOf = (endpoint: string) => `phone ${createHash('sha256').update(endpoint).digest('base64url')}`

const checkpointId = (database: string) => `checkpoint ${database}`
/** Whether a document says how far a database has been told, which holds for that very database alone. */
export const isCheckpoint = (id: string): boolean => id.startsWith(checkpointId(''))

/** A database was made anew: what is told of it begins at its end. */
export async function dropCheckpoint(server: ServerScope, database: string): Promise<void> {
  const documents = server.use(subscriptionsDatabase)
  const known = await nullIfMissing(documents.get(checkpointId(database)))
  if (known) await documents.destroy(known._id, known._rev).catch(ignoreIfDone)
}
