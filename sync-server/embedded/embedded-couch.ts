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
import { readOrCreateJson } from '../json-file.ts'
import { couchdbStatuses } from './couchdb-statuses.ts'
import { closedUntilSecured } from './closed-until-secured.ts'
import { compactFiles, openFiles } from './compact-files.ts'
import { installCompileCache } from './compile-cache.ts'
import { fastDaySums } from './fast-day-sums.ts'
import { exclusiveDrop } from './exclusive-drop.ts'
import { longpollTimeout } from './longpoll-timeout.ts'

export interface EmbeddedCouch extends CouchAddress {
  version: string
  /** Must go with each request: the door is shut without it. */
  headers: Record<string, string>
  /** Tells of each database that is written to, from now on, until the returned stop is called. */
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

// The same result as crypto-lite's own, some twenty times as fast: its pure JavaScript blocks the process at each sign-in.
lite.crypto.pbkdf2 = (password, salt, rounds, bytes) =>
  pbkdf2Sync(password, salt, rounds, bytes, 'sha1').toString('hex')
installCompileCache()

/**
 * A small CouchDB on LevelDB under `dataDir`, for one commune and trial use.
 * It listens on a loopback port that answers nobody without the door key, which never leaves this process
 * (nano speaks TCP only; a unix socket would need a second way for it). Its admin exists before it listens.
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
      exclusiveDrop(),
      closedUntilSecured(pouch),
      longpollTimeout,
      tellWrites(writes),
      couchdbStatuses,
      couch
    )
  const server = app.listen(0, '127.0.0.1')
  // Who asks is in this process: a line that is closed for being idle breaks just as it is taken for the next request.
  server.keepAliveTimeout = 0
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admin: 'admin',
    password: secrets.password,
    headers: { [door]: key },
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

/** It has no feed of its databases, so whoever wrote to one is watched on the way out. */
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
/** What is asked for by POST. */
const readings: ReadonlySet<string> = new Set(['_all_docs', '_changes'])

/** PouchDB bound to a folder; the names of its databases are the folders in it, not a process-wide list. */
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

/** How long a server that was just told to end gets to leave its data folder, ms. */
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

/** In one round: more would make 24 random bytes no harder to guess, and this server tells them with each request of its own. */
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
