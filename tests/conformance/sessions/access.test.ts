import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { books, readers } from '#lib/domain/roles.ts'
import { asDocument } from '../../facts.ts'
import { nextDatabase, startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

let stack: TestStack
let keeper: TestAccount
let commander: TestAccount

beforeAll(async () => {
  stack = await startTestStack()
  ;[keeper, commander] = [await stack.account('keeper'), await stack.account('commander')]
})
afterAll(() => stack.stop())

/** As a client that normalises nothing; answers status and body. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const { port } = new URL(stack.url)
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let text = ''
      answer
        .on('data', (chunk) => (text += chunk))
        .on('end', () => resolve({ status: answer.statusCode!, text }))
    })
    asked.on('error', reject).end(body)
  })
}

const alive = async () => expect((await fetch(`${stack.url}/session/nonce`)).status).toBe(200)

describe('the allow-list, walked', () => {
  const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'COPY', 'OPTIONS', 'PROPFIND']
  const global = [
    '',
    '/',
    '/_all_dbs',
    '/_utils',
    '/_config',
    '/_node/_local/_config',
    '/_replicate',
    '/_users'
  ]
    .concat(['/_users/_all_docs', '/_users/org.couchdb.user:x', '/_uuids', '/_up', '/_db_updates', '/_log'])
    .concat(['/_active_tasks', '/_stats', '/_membership', '/_restart', '/_dbs_info', '/anon', '/_replicator'])
  const inDatabase = [
    '',
    '/',
    '/_security',
    '/_design/antt',
    '/_design/antt/_info',
    '/_local/x',
    '/_local_docs'
  ]
    .concat([
      '/_find',
      '/_index',
      '/_bulk_get',
      '/_revs_diff',
      '/_compact',
      '/_purge',
      '/_temp_view',
      '/_explain'
    ])
    .concat([
      '/_view_cleanup',
      '/_ensure_full_commit',
      '/_design_docs',
      '/_shards',
      '/_sync_shards',
      '/_missing_revs'
    ])
    .concat([
      '/01a20e38-d9ba-73b3-a323-5dea1e74a913',
      '/_all_docs/',
      '//_all_docs',
      '/%5Fall_docs',
      '/x/../_all_docs'
    ])
    .concat([
      '/_design/antt/_update/x',
      '/_design/antt/_show/x',
      '/_design/antt/_list/x/y',
      '/_design/antt/_rewrite/x'
    ])
  const wrongMethods: [string, string][] = ['PUT', 'DELETE', 'HEAD', 'PATCH', 'COPY'].flatMap((method) =>
    ['/_all_docs', '/_changes', '/_bulk_docs', '/epoch', '/_design/a/_view/b', '/doc/att'].map(
      (path): [string, string] => [method, path]
    )
  )

  /** Where PouchDB and CouchDB begin to replicate: they are told that it is not offered. */
  const replicates =
    /^(GET|HEAD) \/db\/antt-[^/]+\/?$|^(GET|PUT|POST) .*\/(_local\/x|_bulk_get|_revs_diff|_missing_revs)$/

  test.each([['anonymous'], ['a member'], ['an admin by Basic']])(
    'as %s: all else is 404',
    async (who) => {
      const { admin, password } = stack.couch
      const basic = `Basic ${Buffer.from(`${admin}:${password}`).toString('base64')}`
      const headers: Record<string, string> =
        who === 'a member' ? commander.headers : who === 'anonymous' ? {} : { authorization: basic }
      const database = `/db/${stack.database('gates')}`
      const walk: [string, string][] = methods.flatMap((method) => [
        ...global.map((path): [string, string] => [method, `/db${path}`]),
        ...inDatabase.map((path): [string, string] => [method, database + path])
      ])
      walk.push(...wrongMethods.map(([method, path]): [string, string] => [method, database + path]))
      for (const [method, path] of walk) {
        const body = method === 'POST' || method === 'PUT' ? '{}' : ''
        const { status, text } = await raw(
          method,
          path,
          { ...headers, 'content-type': 'application/json' },
          body
        )
        const asked = `${method} ${path}`
        expect(`${asked} ${status}`).toBe(`${asked} ${replicates.test(asked) ? 403 : 404}`)
        if (method !== 'HEAD') expect(JSON.parse(text)).toHaveProperty('error')
      }
      await alive()
    },
    60_000
  )
})

test('Basic credentials and proxy headers open nothing', async () => {
  const { admin, password } = stack.couch
  const headers = {
    authorization: `Basic ${Buffer.from(`${admin}:${password}`).toString('base64')}`,
    'x-auth-couchdb-username': 'admin',
    'x-auth-couchdb-roles': '_admin',
    'x-auth-couchdb-token': 'x'
  }
  const { status } = await raw('GET', `/db/${stack.database('gates')}/_all_docs`, headers)
  expect(status).toBe(401)
  expect((await raw('GET', '/session', headers)).status).toBe(401)
})

test('a member who reaches CouchDB itself opens nothing there with their password', async () => {
  const { url, headers } = stack.couch
  const basic = `Basic ${Buffer.from(`${commander.name}:${commander.password}`).toString('base64')}`
  const own = { ...headers, accept: 'application/json', authorization: basic }
  const path = `${url}/${stack.database('gates')}`
  const note = JSON.stringify(asDocument(commander.device.note(stack.unit)))
  const asked = { method: 'POST', headers: { ...own, 'content-type': 'application/json' }, body: note }
  expect([401, 403]).toContain((await fetch(`${path}/_all_docs`, { headers: own })).status)
  expect([401, 403]).toContain((await fetch(path, asked)).status)
})

describe('_security', () => {
  test.each(books.map((book) => [book]))(
    '%s: its readers read it, others and strangers do not',
    async (book) => {
      const database = `/${stack.database(book)}`
      for (const [role, account] of [['keeper', keeper] as const, ['commander', commander] as const]) {
        const may = readers[book].includes(role)
        for (const path of [
          `${database}/_all_docs?include_docs=true`,
          `${database}/_changes`,
          `${database}/epoch`
        ])
          expect(`${role} ${path} ${(await account.db(path)).status}`).toBe(
            `${role} ${path} ${may ? 200 : 403}`
          )
      }
      expect((await fetch(`${stack.url}/db${database}/_all_docs`)).status).toBe(401)
    }
  )

  test('a member of one book reads no other by any URL', async () => {
    const database = `/${stack.database('private')}`
    await stack.couch.nano
      .use(stack.database('private'))
      .insert({ _id: 'bi-mat', word: 'tuyệt mật' } as never)
    await stack.couch.nano
      .use(stack.database('private'))
      .attachment.insert('co-tep', 'a.txt', Buffer.from('tuyệt mật'), 'text/plain')
    const encoded = database.replace('private', '%70rivate')
    const tries: [string, string, unknown?][] = [
      ['GET', `${database}/_all_docs?include_docs=true`],
      ['POST', `${database}/_all_docs?include_docs=true`, { keys: ['bi-mat'] }],
      ['GET', `${database}/_changes?include_docs=true`],
      ['GET', `${database}/_changes?feed=longpoll&timeout=1`],
      ['POST', `${database}/_changes?include_docs=true`, { doc_ids: ['bi-mat'] }],
      ['GET', `${database}/epoch`],
      ['GET', `${database}/co-tep/a.txt`],
      ['GET', `${database}/_design/antt/_view/x`],
      ['GET', `${encoded}/_all_docs?include_docs=true`],
      ['GET', `${database}%2F_all_docs?include_docs=true`],
      ['GET', `${database.toUpperCase()}/_all_docs`],
      ['GET', `/${stack.database('gates')}/../${database.slice(1)}/_all_docs`],
      ['GET', `/${stack.database('gates')}/_all_docs/../../${database.slice(1)}/_all_docs`],
      ['POST', `${database}/_bulk_docs`, { docs: [{ _id: 'x' }] }]
    ]
    for (const [method, path, body] of tries) {
      const headers = { ...keeper.headers, 'content-type': 'application/json' }
      const { status, text } = await raw(method, `/db${path}`, headers, body ? JSON.stringify(body) : '')
      const isRefused = [403, 404].includes(status) || (status === 201 && text.includes('not-allowed'))
      expect(`${method} ${path} ${isRefused}`).toBe(`${method} ${path} true`)
      expect(text).not.toContain('tuyệt mật')
    }
  })

  test('an account of another unit reads nothing here', async () => {
    const other = await stack.anotherUnit()
    for (const book of books) {
      const name = stack.database(book).replace(stack.unit, other)
      expect((await commander.db(`/${name}/_all_docs`)).status).toBe(403)
    }
  })

  test("the next quarter's databases stand already", async () => {
    const name = nextDatabase(stack.unit, 'gates', Date.now())
    expect((await keeper.db(`/${name}/_all_docs`)).status).toBe(200)
  })
})
