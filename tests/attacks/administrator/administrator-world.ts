import type { Envelope } from '#lib/domain/fact.ts'
import type { Book, Role } from '#lib/domain/roles.ts'
import { databaseName, databaseOf } from '#lib/domain/database-names.ts'
import { sessionsDatabase } from '../../../sync-server/sessions/session-store.ts'
import { startTestServer, named, password, type TestServer } from '../../courier/server.ts'
import { openSession, type TestSession } from '../../devices/session.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { until } from '../../until.ts'

type Stored = Record<string, unknown> & { _id: string; _rev: string }

/** A server whose CouchDB belongs to somebody else, who writes and deletes there as they like. */
export class AdministratorWorld {
  #accounts = 0
  private constructor(readonly server: TestServer) {}

  static async start(): Promise<AdministratorWorld> {
    return new AdministratorWorld(await startTestServer())
  }

  get unit() {
    return this.server.unit
  }

  get directory() {
    return databaseName(this.unit, 'directory', '')
  }

  /** A member whom the server lists, with an approved phone and its session. */
  async member(role: Role): Promise<TestSession> {
    const name = named(`nguoi-${++this.#accounts}`)
    await this.server.account(name, [role])
    await this.lists(name, role)
    const device = new TestDevice(name)
    await this.introduces(await openSession(this.server.url, device, password))
    await this.server.certify(name, device.id, role)
    let session = await this.reopened(device)
    await until(async () => (session = await this.reopened(device)).state === 'approved')
    return session
  }

  /** The server lists an account with a role. */
  async lists(account: string, role: Role): Promise<void> {
    const body = { account, name: `Người ${account}`, roles: [role] }
    await this.server.tools.writer.write(this.unit, 'directory', () => [
      { stream: `account/${account}`, type: 'directory.account-listed', body }
    ])
  }

  /** A session by the phone's key alone. */
  reopened = (device: TestDevice): Promise<TestSession> => openSession(this.server.url, device)

  async introduces(session: TestSession): Promise<Envelope> {
    const enrolment = session.device.enrolment(this.unit)
    await this.brings(session, enrolment)
    return enrolment
  }

  /** A fact of the directory. */
  says = (by: TestDevice, type: string, stream: string, body: object): Envelope =>
    by.fact(this.unit, 'directory', `directory.${type}`, stream, body)

  /** Brings a fact through the gateway. @throws when it is not stored */
  async brings({ post }: TestSession, fact: Envelope): Promise<void> {
    const database = databaseOf({ ...fact, book: fact.book as Book })
    const answer = await post(`/${database}/_bulk_docs`, { docs: [asDocument(fact)] })
    const rows = (await answer.json()) as { ok?: true }[]
    if (!rows[0]?.ok) throw new Error(JSON.stringify(rows))
  }

  /** Reads a document as CouchDB's administrator. */
  stored = (database: string, id: string): Promise<Stored> =>
    this.server.couch.nano.use(database).get(id) as Promise<Stored>

  sessionOf = ({ name, device }: Pick<TestSession, 'name' | 'device'>): Promise<Stored> =>
    this.stored(sessionsDatabase, `${name} ${device.id}`)

  /** Writes a document, whatever lies there. */
  async plant(database: string, doc: { _id: string; [field: string]: unknown }): Promise<void> {
    const documents = this.server.couch.nano.use(database)
    const there = await documents.get(doc._id).catch(() => null)
    const { _rev: _, ...fields } = doc
    await documents.insert({ ...fields, ...(there && { _rev: there._rev }) } as never)
  }

  stop = () => this.server.stop()
}

/** Deletes documents as CouchDB's administrator. */
export async function deleteAll(
  { nano }: Pick<TestServer['couch'], 'nano'>,
  database: string,
  ids: readonly string[]
): Promise<void> {
  const documents = nano.use(database)
  for (const id of ids) await documents.destroy(id, (await documents.get(id))._rev)
}
