import { createHash } from 'node:crypto'
import type { ServerScope } from 'nano'
import type { Notice } from '#lib/domain/notice.ts'
import { createPrivateDatabase, ignoreIfDone, nullIfMissing } from '../provision/apply.ts'
import type { Receiver } from './push-service.ts'

/** A phone's push subscription and its account. */
export interface Subscription extends Receiver {
  account: string
  unit: string
  /** Id of the phone's key in the directory. */
  device: string
  language: Notice['language']
  /** Unix ms. */
  at: number
}

/** The private database of subscriptions; phones never sync it. */
export const subscriptionsDatabase = 'push-subscriptions'
/** Most subscriptions of one account; the oldest is dropped. */
const maxPerAccount = 20

/** Stores subscriptions, and a checkpoint for each followed database. */
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

  /** Stores a subscription. An endpoint is one phone, so the last account to subscribe keeps it. */
  async keep(subscription: Subscription): Promise<void> {
    const id = idOf(subscription.endpoint)
    const known = await nullIfMissing(this.#documents.get(id))
    await this.#documents.insert({ ...subscription, _id: id, ...(known && { _rev: known._rev }) } as never)
    const own = (await this.all()).filter(({ account }) => account === subscription.account)
    const surplus = own.sort((a, b) => b.at - a.at).slice(maxPerAccount)
    for (const { endpoint } of surplus) await this.drop(endpoint)
  }

  /** Removes a subscription. @returns whose it was; null: there was none */
  async drop(endpoint: string): Promise<Pick<Subscription, 'account' | 'device'> | null> {
    const known = await nullIfMissing(this.#documents.get(idOf(endpoint)))
    if (!known) return null
    await this.#documents.destroy(known._id, known._rev).catch(ignoreIfDone)
    return known as unknown as Subscription
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
/** Tells whether a document is a checkpoint, valid only for the database as it is now. */
export const isCheckpoint = (id: string): boolean => id.startsWith(checkpointId(''))

/** Removes a checkpoint after its database was created again, so that following starts at the end. */
export async function dropCheckpoint(server: ServerScope, database: string): Promise<void> {
  const documents = server.use(subscriptionsDatabase)
  const known = await nullIfMissing(documents.get(checkpointId(database)))
  if (known) await documents.destroy(known._id, known._rev).catch(ignoreIfDone)
}
