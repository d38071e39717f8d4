import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { bookIn } from '#lib/domain/database-names.ts'
import type { Book, Role } from '#lib/domain/roles.ts'
import { readServerConfig } from '../../sync-server/server-config.ts'
import { openCouch } from '../../sync-server/couch.ts'
import { always, changedCertificates, missingEnrolment } from '../../sync-server/provision/certificates.ts'
import { certifyServer, provisionDatabases } from '../../sync-server/provision/provision.ts'
import { writeUsers } from '../../sync-server/provision/users.ts'
import { startStack, type Stack } from '../../sync-server/stack.ts'
import { directoryIn } from '../../sync-server/directory/unit-directory.ts'
import { validator } from '../../sync-server/gatekeeper/validator.ts'
import { removeAccount } from '../remove-account.ts'

export interface TestServer {
  url: string
  couch: Stack['couch']
  unit: string
  /** The only books that phones find there beside the directory; absent: all that their accounts read. */
  books?: readonly Book[]
  tools: Stack['tools']
  directories: Stack['directories']
  store: Stack['store']
  /** Makes an account with roles in the unit, or gives it others; its password is the same word as everyone's. */
  account(name: string, roles: readonly Role[]): Promise<void>
  /** Certifies a phone that has introduced itself, with these roles; the first time introduces root and server too. */
  certify(account: string, device: string, ...roles: Role[]): Promise<void>
  /** Creates what is missing as of that time, such as the databases of other quarters. */
  provisionAt(now: number): Promise<void>
  /** Does that to its databases while it is down, as a command does; then it is up again, at another address. */
  whileDown(work: (couch: Stack['couch'], dataDir: string) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export const password = 'mat-khau-thu'

const file = randomBytes(4).toString('hex')
/** CouchDB remembers a user for a while, and a busy machine longer. */
export const inTime = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 30_000, interval: 100 })

/** An account of this test file alone: a real CouchDB may serve several files at once. */
export const named = (name: string) => `${name}-${file}`

/**
 * The real server with one provisioned unit; honours COUCHDB_URL.
 * @param books what phones exchange beside the directory: each database costs every exchange two requests or three
 */
export async function startTestServer(books?: readonly Book[]): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'antt-phone-'))
  const unit = `xa-thu-${randomBytes(4).toString('hex')}`
  const given = readServerConfig({ ...process.env, DATA_DIR: dataDir })
  // A real CouchDB has units of other files too, and what their tests look for would be swept from here.
  const config = { ...given, port: 0, demo: false, units: [unit] }
  let stack = await startStack(config)
  const rules = await validator()
  const provisionAt = async (now: number) => {
    await provisionDatabases([unit], { couch: stack.couch, validator: rules, now: () => now }, 'missing')
  }
  const accounts = new Set<string>()
  return {
    get url() {
      return stack.url
    },
    get couch() {
      return stack.couch
    },
    get directories() {
      return stack.directories
    },
    get tools() {
      return stack.tools
    },
    get store() {
      return stack.store
    },
    unit,
    ...(books && { books }),
    provisionAt,
    async account(name, roles) {
      accounts.add(name)
      const rolesByUnit = new Map([[unit, [...roles]]])
      const wanted = { account: name, password, name, rolesByUnit }
      await writeUsers(stack.couch.nano, [wanted], Date.now())
      const { roots, writer, now } = stack.tools
      await writer.write(unit, 'directory', async (facts) =>
        changedCertificates(await directoryIn(facts, unit, roots), unit, [wanted], now())
      )
    },
    async certify(account, device, ...roles) {
      const { roots, writer } = stack.tools
      await certifyServer(unit, stack.tools)
      const body = { account, device, roles, from: always }
      await writer.write(unit, 'directory', async (facts) => [
        ...missingEnrolment(await directoryIn(facts, unit, roots), writer.device, 'Máy chủ'),
        { stream: `device/${device}`, type: 'directory.device-approved', body }
      ])
    },
    async whileDown(work) {
      await stack.stop()
      const couch = await openCouch(config.couch, dataDir)
      await work(couch, dataDir).finally(couch.stop)
      stack = await startStack(config)
    },
    async stop() {
      if (!stack.couch.embedded) await drop(stack, unit, accounts)
      await stack.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}

/** Answers as CouchDB does for a database that it has not. */
export const notFound = { error: 'not_found', reason: 'Database does not exist.' }

/** Tells whether a request of a phone is for a book that its file does without. */
export function isLeftOut(path: string, { books }: Pick<TestServer, 'books'>): boolean {
  const book = bookIn(/^\/db\/([^/?]*)/.exec(path)?.[1] ?? '')?.book
  return books !== undefined && book !== undefined && book !== 'directory' && !books.includes(book)
}

async function drop({ couch: { nano } }: Stack, unit: string, accounts: Iterable<string>) {
  for (const name of await nano.db.list()) if (name.startsWith(`antt-${unit}-`)) await nano.db.destroy(name)
  for (const account of accounts) await removeAccount(nano, account)
}
