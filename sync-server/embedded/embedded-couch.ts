import { randomBytes, timingSafeEqual, pbkdf2Sync } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join, sep } from 'node:path'
import lite from 'crypto-lite'
import express from 'express'
import expressPouch from 'express-pouchdb'
import PouchDB, { type Pouch } from 'pouchdb'
import { OperatorError, type CouchAddress } from '../server-config.ts'
import { readOrCreateJson } from '../files/json-file.ts'
import { couchdbStatuses } from './couchdb-statuses.ts'
import { asMember, memberHeader, type Member } from './as-member.ts'
import { closedUntilSecured } from './closed-until-secured.ts'
import { compactFiles, openFiles } from './compact-files.ts'
import { installCompileCache } from './compile-cache.ts'
import { fastDaySums } from './fast-day-sums.ts'
import { exclusiveDrop } from './exclusive-drop.ts'
import { longpollTimeout } from './longpoll-timeout.ts'

export interface EmbeddedCouch extends CouchAddress {
  version: string
  /** Headers that every request must carry; without them it answers 403. */
  headers: Record<string, string>
  /** Returns the header that makes a request a member's. */
  as(member: Member): Record<string, string>
  /** Reports each database that is written to, from now on, until the returned function is called. */
  follow(moved: (database: string) => void): () => Promise<void>
  stop(): Promise<void>
}

const parts = [
  'config-infrastructure',
  'logging-infrastructure',
  'routes/404',
  'routes/all-dbs',
  'routes/all-docs',
  'routes/attachments',
  'routes/authentication',
  'routes/bulk-docs',
  'routes/changes',
  'routes/compact',
  'routes/db',
  'routes/documents',
  'routes/root',
  'routes/security',
  'routes/session',
  'routes/views',
  'validation'
]

const iterations = 10_000
const door = 'x-antt-door'

// Replaces crypto-lite's pure JavaScript, which blocks the process at each sign-in; same result, some twenty times as fast.
lite.crypto.pbkdf2 = (password, salt, rounds, bytes) =>
  pbkdf2Sync(password, salt, rounds, bytes, 'sha1').toString('hex')
installCompileCache()

/**
 * Starts a small CouchDB on LevelDB under `dataDir`, for one commune and trial use.
 * It listens on a loopback port and answers only requests with a key that never leaves this process (nano speaks TCP only,
 * so a unix socket would need a second client). The admin exists before it listens.
 * @throws OperatorError when the folder cannot be used, or is in use
 */
export async function startEmbeddedCouch(dataDir: string): Promise<EmbeddedCouch> {
  const secrets = readOrCreateJson(join(dataDir, 'couch.json'), () => ({
    password: randomBytes(24).toString('base64url'),
    cookieSecret: randomBytes(32).toString('hex')
  }))
  const folder = join(dataDir, 'couch')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pouch = pouchIn(folder)
  await refuseWhenInUse(pouch, dataDir)

  const couch = expressPouch({
    mode: 'custom',
    inMemoryConfig: true,
    logPath: join(dataDir, 'couch.log'),
    overrideMode: { include: parts }
  })
  couch.couchConfig.registerDefault('log', 'level', 'none')
  couch.couchConfig.registerDefault('admins', 'admin', hashed(secrets.password))
  couch.couchConfig.registerDefault('couch_httpd_auth', 'secret', secrets.cookieSecret)
  couch.couchConfig.registerDefault('couch_httpd_auth', 'iterations', iterations)
  await couch.setPouchDB(pouch)

  const writes = new EventEmitter()
  const key = randomBytes(32).toString('hex')
  const app = express()
    .disable('x-powered-by')
    .use(
      guard(key),
      asMember,
      exclusiveDrop(),
      closedUntilSecured(pouch),
      longpollTimeout,
      tellWrites(writes),
      couchdbStatuses,
      couch
    )
  const server = app.listen(0, '127.0.0.1')
  // Never closes idle connections: clients are in this process, and a connection could close just as the next request takes it.
  server.keepAliveTimeout = 0
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admin: 'admin',
    password: secrets.password,
    headers: { [door]: key },
    as: memberHeader,
    version: createRequire(import.meta.url)('express-pouchdb/package.json').version,
    follow(moved) {
      writes.on('write', moved)
      return async () => void writes.off('write', moved)
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await closeAll(pouch)
    }
  }
}

/** Emits each written database by watching responses, since PouchDB has no feed of databases. */
const tellWrites =
  (writes: EventEmitter): express.RequestHandler =>
  ({ method, path }, response, next) => {
    const [, database = '', what = ''] = path.split('/')
    const reads = method === 'GET' || method === 'HEAD' || (method === 'POST' && readings.has(what))
    if (!reads && database)
      response.once('finish', () => {
        if (response.statusCode < 300) writes.emit('write', decodeURIComponent(database))
      })
    next()
  }
/** POST requests that only read. */
const readings: ReadonlySet<string> = new Set(['_all_docs', '_changes'])

/** Binds PouchDB to a folder and lists its databases from there, not from a process-wide list. */
function pouchIn(folder: string): Pouch {
  const pouch = PouchDB.defaults({ prefix: folder + sep, db: openFiles })
  fastDaySums(pouch)
  compactFiles(pouch, folder + sep)
  pouch.allDbs = async (callback) => {
    const names = readdirSync(folder).filter((name) => !name.includes('-mrview-'))
    callback?.(null, names)
    return names
  }
  return pouch
}

/** How long to wait for a stopping server to release the data folder, ms. */
const leaving = 10_000

async function refuseWhenInUse(pouch: Pouch, dataDir: string) {
  for (const until = Date.now() + leaving; ;) {
    const problem = await new pouch('_users').info().then(
      () => null,
      (problem: Error) => problem
    )
    if (!problem) return
    const text = String(problem.message ?? problem)
    const inUse = /lock/i.test(text)
    if (inUse && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      continue
    }
    const sentence = inUse
      ? `Thư mục dữ liệu ${dataDir} đang được một máy chủ khác dùng. Hãy tắt máy chủ đó trước.`
      : `Không mở được cơ sở dữ liệu trong ${dataDir}: ${text}`
    throw new OperatorError(sentence, { cause: problem })
  }
}

/** Hashes in one round: more would not make 24 random bytes harder to guess, and each of this server's own requests pays. */
const hashed = (secret: string) => {
  const salt = randomBytes(16).toString('hex')
  return `-pbkdf2-${lite.crypto.pbkdf2(secret, salt, 1, 20)},${salt},1`
}

const guard = (key: string): express.RequestHandler => {
  const expected = Buffer.from(key)
  return (request, response, next) => {
    const given = Buffer.from(request.get(door) ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next()
    response.status(403).end()
  }
}

async function closeAll(pouch: Pouch) {
  for (const name of await pouch.allDbs()) await new pouch(name).close()
}
