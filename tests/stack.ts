import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseName, quarterAfter, quarterOf } from '#lib/domain/database-names.ts'
import type { Book, Role } from '#lib/domain/roles.ts'
import { reportsDatabase } from '../sync-server/devices/report-store.ts'
import { couchAddress, type ServerConfig } from '../sync-server/server-config.ts'
import { startStack, type Stack } from '../sync-server/stack.ts'
import { removeAccount } from './remove-account.ts'

/** A whole server for one test file, with a unit of its own; embedded, or on COUCHDB_URL and MQTT_URL when they are set. */
export interface TestStack extends Stack {
  /** A unit that no other run has. */
  unit: string
  dataDir: string
  /** The current database of one of its books. */
  database(book: Book): string
  /** A new account with these roles in the unit. */
  account(...roles: Role[]): Promise<TestAccount>
  /** One more unit, likewise removed at the end. */
  anotherUnit(): Promise<string>
}

export interface TestAccount {
  name: string
  password: string
  /** `<unit>:<role>` */
  roles: string[]
  /** `AuthSession=…`, of a sign-in made at creation. */
  cookie: string
  /** fetch under `/db` with that cookie. */
  db(path: string, init?: RequestInit): Promise<Response>
  /** POST of JSON under `/db` with that cookie. */
  post(path: string, body: unknown): Promise<Response>
}

/** Starts a stack on a free port in a temporary folder; `stop` removes its databases, users and folder. */
export async function startTestStack(changes: Partial<ServerConfig> = {}): Promise<TestStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'antt-'))
  const { COUCHDB_URL, MQTT_URL } = process.env
  const config: ServerConfig = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    buildDir: join(dataDir, 'no-build'),
    couch: COUCHDB_URL ? couchAddress(COUCHDB_URL) : null,
    mqttUrl: MQTT_URL ? new URL(MQTT_URL) : null,
    push: null,
    demo: false,
    units: [],
    now: Date.now,
    report: (problem) => console.error(problem),
    ...changes
  }
  const stack = await startStack(config)
  const units: string[] = []
  const names: string[] = []

  const newUnit = async () => {
    const unit = `thu-${randomBytes(5).toString('hex')}`
    units.push(unit)
    await stack.provision({ units: [{ id: unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [] })
    return unit
  }
  const unit = await newUnit()

  async function account(...roles: Role[]) {
    const name = `tk-${randomBytes(4).toString('hex')}`
    const password = randomBytes(9).toString('base64url')
    names.push(name)
    await stack.provision({
      units: [{ id: unit, name: 'Thử', kind: 'xã' }],
      accounts: [{ account: name, password, name: `Người ${name}`, rolesByUnit: new Map([[unit, roles]]) }],
      gates: []
    })
    return signedIn(stack.url, name, password)
  }

  return {
    ...stack,
    unit,
    dataDir,
    account,
    anotherUnit: newUnit,
    database: (book) => databaseName(unit, book, quarterOf(config.now())),
    async stop() {
      if (config.couch) await remove(stack, units, names)
      await stack.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

/** Signs an existing account in. */
export async function signedIn(url: string, name: string, password: string): Promise<TestAccount> {
  const session = await fetch(`${url}/db/_session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password })
  })
  if (!session.ok) throw new Error(`sign-in of ${name}: ${session.status} ${await session.text()}`)
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!
  const { roles } = (await session.json()) as { roles: string[] }
  const db = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/db${path}`, { ...init, headers: { 'x-antt': '1', cookie, ...(init.headers as object) } })
  const post = (path: string, body: unknown) =>
    db(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return { name, password, roles, cookie, db, post }
}

async function remove({ couch }: Stack, units: string[], names: string[]) {
  const databases = (await couch.nano.db.list()).filter((name) =>
    units.some((unit) => name.startsWith(`antt-${unit}-`))
  )
  for (const name of databases) await couch.nano.db.destroy(name)
  if ((await couch.nano.db.list()).includes(reportsDatabase)) await removeReports(couch, units)
  for (const name of names) await removeAccount(couch.nano, name)
}

async function removeReports({ nano }: Stack['couch'], units: string[]) {
  const reports = nano.use(reportsDatabase)
  for (const unit of units) {
    const { rows } = await reports.list({ startkey: `${unit} `, endkey: `${unit}!` })
    for (const { id, value } of rows) await reports.destroy(id, value.rev)
  }
}

/** The next quarter's database of a book, provisioned ahead. */
export const nextDatabase = (unit: string, book: Book, now: number) =>
  databaseName(unit, book, quarterAfter(now, 1))
