import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCouch, type Couch } from '../couch.ts'

let folder: string
let couch: Couch
let other: Couch
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  couch = await openCouch(null, join(folder, 'a'))
  other = await openCouch(null, join(folder, 'b'))
})
afterAll(async () => {
  await couch.stop()
  await other.stop()
  rmSync(folder, { recursive: true })
})

const asStranger = (path: string, init: RequestInit = {}) =>
  fetch(couch.url + path, { ...init, headers: { ...couch.headers, ...(init.headers as object) } })

test('nobody comes in without the door key, not even the admin', async () => {
  const authorization = `Basic ${Buffer.from(`admin:${couch.password}`).toString('base64')}`
  for (const [path, method] of [
    ['/', 'GET'],
    ['/_session', 'GET'],
    ['/anon', 'PUT'],
    ['/_config', 'GET']
  ] as const)
    for (const headers of [{}, { 'x-antt-door': 'x' }, { authorization }] as Record<string, string>[])
      expect((await fetch(couch.url + path, { method, headers })).status).toBe(403)
})

test('it listens on this machine alone', async () => {
  const { port } = new URL(couch.url)
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)
  if (outside) await expect(fetch(`http://${outside.address}:${port}/`)).rejects.toThrow('fetch failed')
})

test('an idle line is never closed: it would break as it is taken again', async () => {
  const { headers } = await asStranger('/')
  expect(headers.get('connection')).toBe('keep-alive')
  expect(headers.get('keep-alive')).toBeNull()
})

test('there is an admin from the first moment, and no admin party', async () => {
  expect(await (await asStranger('/_session')).json()).toMatchObject({ userCtx: { name: null, roles: [] } })
  expect((await asStranger('/antt-xa-hui', { method: 'PUT' })).status).toBe(404)
  expect((await asStranger('/_users/_all_docs')).ok).toBe(false)
})

test('a new database is hidden until it is secured, then closed', async () => {
  await couch.nano.db.create('antt-xa-hui')
  const write = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"docs":[{"_id":"a"}]}'
  }
  expect((await asStranger('/antt-xa-hui/_all_docs')).status).toBe(404)
  expect((await asStranger('/antt-xa-hui/_bulk_docs', write)).status).toBe(404)
  const security = { admins: { roles: ['_admin'] }, members: { roles: ['xa:ubnd'] } }
  await couch.nano.request({ db: 'antt-xa-hui', path: '_security', method: 'put', body: security })
  expect((await asStranger('/antt-xa-hui/_all_docs')).status).toBe(401)
  expect((await asStranger('/antt-xa-hui/_bulk_docs', write)).status).toBe(401)
})

test('passwords are hashed with at least ten thousand rounds', async () => {
  const users = couch.nano.use('_users')
  const user = { _id: 'org.couchdb.user:a', name: 'a', type: 'user', roles: [], password: 'mật khẩu' }
  await users.insert(user as never)
  const stored = (await users.get(user._id)) as unknown as { iterations: number; password?: string }
  expect(stored.iterations).toBeGreaterThanOrEqual(10_000)
  expect(stored.password).toBeUndefined()
  const signIn = (password: string) =>
    asStranger('/_session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a', password })
    })
  expect((await signIn('mật khẩu')).status).toBe(200)
  expect((await signIn('mat khau')).status).toBe(401)
})

test('two in one process know nothing of each other', async () => {
  await couch.nano.db.create('antt-chi-o-day')
  expect(await other.nano.db.list()).not.toContain('antt-chi-o-day')
})

test('its secrets are for its owner alone', () => {
  expect(statSync(join(folder, 'a/couch.json')).mode & 0o777).toBe(0o600)
})

test('a database that is dropped while others read it is gone, and each of them is answered', async () => {
  const { nano } = couch
  for (let turn = 0; turn < 15; turn++) {
    const name = `antt-xa-gates-${turn}`
    await nano.db.create(name)
    const read = () => nano.request({ db: name, path: '_changes' }).catch(() => null)
    const reads = Array.from({ length: 6 }, read)
    const dropped = nano.db.destroy(name)
    reads.push(...Array.from({ length: 6 }, read))
    await dropped
    reads.push(...Array.from({ length: 6 }, () => nano.db.get(name).catch(() => null)))
    await Promise.all(reads)
    expect(await nano.db.list()).not.toContain(name)
  }
})
