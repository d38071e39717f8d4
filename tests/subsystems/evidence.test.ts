import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partBytes, partDocument } from '#lib/domain/photos/parts.ts'
import { photoDatabase, quarterAfter } from '#lib/domain/database-names.ts'
import { photoPlaces, photoRights, roles, type Role } from '#lib/domain/roles.ts'
import { partDocuments, sha256Of, someBytes, type PartDocument } from '../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

interface Row {
  id: string
  ok?: true
  error?: string
  reason?: string
}

let stack: TestStack
const accounts = new Map<Role, TestAccount>()

beforeAll(async () => {
  stack = await startTestStack()
  for (const role of roles) accounts.set(role, await stack.account(role))
})
afterAll(() => stack.stop())

/** One suite for each place: the same parts, other people. */
describe.each(photoPlaces)('%s', (place) => {
  const { readers, writers } = photoRights[place]
  let officer: TestAccount
  let commander: TestAccount
  let database: string

  beforeAll(() => {
    officer = accounts.get('officer')!
    commander = accounts.get('commander')!
    database = `/${photoDatabase({ unit: stack.unit, place, at: Date.now() })}`
  })

  const send = (who: TestAccount, docs: object[], more: object = {}) =>
    who.post(`${database}/_bulk_docs`, { docs, ...more })

  async function rowOf(who: TestAccount, document: object, more: object = {}): Promise<Row> {
    const response = await send(who, [document], more)
    expect(response.status).toBe(201)
    return ((await response.json()) as Row[])[0]!
  }

  const codeOf = ({ error, reason }: Row) => {
    expect(error).toBe('forbidden')
    return JSON.parse(reason!) as object
  }

  const served = async (who: TestAccount, { _id }: { _id: string }) => {
    const response = await who.db(`${database}/${_id}/bytes`)
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), response }
  }
  const sentBytes = ({ _attachments }: PartDocument) => Buffer.from(_attachments['bytes']!.data, 'base64')
  const part = (by = officer.name, length = 5_000) => partDocuments(someBytes(length), by)[0]!

  test('a photo of several parts is stored, and each part is read whole by another member, never as a page', async () => {
    const parts = partDocuments(someBytes(2 * partBytes + 77), officer.name)
    for (const document of parts) expect(await rowOf(officer, document)).toMatchObject({ ok: true })
    for (const document of parts) {
      const { status, bytes, response } = await served(commander, document)
      expect(status).toBe(200)
      expect(bytes.equals(sentBytes(document))).toBe(true)
      expect(response.headers.get('content-security-policy')).toContain('sandbox')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
    expect((await officer.db(`${database}/${parts[0]!._id}/khong-co`)).status).toBe(404)
  })

  test('the same part again says conflict or immutable', async () => {
    const document = part()
    await rowOf(officer, document)
    for (const again of [document, { ...document, by: commander.name }]) {
      const row = await rowOf(again.by === officer.name ? officer : commander, again)
      if (row.error === 'forbidden') expect(codeOf(row)).toEqual({ code: 'immutable' })
      else expect(row.error).toBe('conflict')
    }
    expect((await served(officer, document)).bytes.equals(sentBytes(document))).toBe(true)
  })

  describe('refused, and not stored', () => {
    const file = (length: number, content_type = 'application/octet-stream') => ({
      content_type,
      data: Buffer.alloc(length, 7).toString('base64')
    })
    /** A part of that length under its own id. */
    const larger = (length: number) =>
      partDocument(sha256Of(Buffer.alloc(length, 7)), officer.name, file(length).data)
    const cases: [string, object, (good: PartDocument) => object][] = [
      [
        'a file above 256 KB',
        { code: 'malformed', at: 'files.0.length' },
        (good) => ({ ...good, ...larger(partBytes + 1) })
      ],
      ['an empty file', { code: 'malformed', at: 'files.0.length' }, (good) => ({ ...good, ...larger(0) })],
      [
        'two files',
        { code: 'malformed', at: 'files.1' },
        (good) => ({ ...good, _attachments: { ...good._attachments, them: file(10) } })
      ],
      ['no file', { code: 'malformed', at: 'files.0' }, (good) => ({ ...good, _attachments: undefined })],
      [
        'a file by another name',
        { code: 'malformed', at: 'files.0.name' },
        (good) => ({ ...good, _attachments: { 'a.html': file(5_000) } })
      ],
      [
        'a file that is a page',
        { code: 'malformed', at: 'files.0.type' },
        (good) => ({
          ...good,
          _attachments: { bytes: { ...good._attachments['bytes']!, content_type: 'text/html' } }
        })
      ],
      [
        'other bytes than its id says',
        { code: 'bad-id' },
        (good) => ({ ...good, _attachments: { bytes: file(5_000) } })
      ],
      ['an id of another hash', { code: 'bad-id' }, (good) => ({ ...good, _id: `part.${'A'.repeat(43)}` })],
      ['an id of another form', { code: 'bad-id' }, (good) => ({ ...good, _id: `${good._id}.000` })],
      [
        'an id of another form without a file',
        { code: 'malformed', at: 'id' },
        (good) => ({ ...good, _id: `${good._id}.000`, _attachments: undefined })
      ],
      ['a field too many', { code: 'malformed', at: 'place' }, (good) => ({ ...good, place: 'Ấp 1B' })],
      ["somebody else's name", { code: 'not-author' }, (good) => ({ ...good, by: commander.name })],
      ['a grave', { code: 'immutable' }, (good) => ({ ...good, _deleted: true })]
    ]
    test.each(cases)('%s', async (_name, refusal, spoil) => {
      const bad = spoil(part()) as PartDocument
      expect(codeOf(await rowOf(officer, bad))).toEqual(refusal)
      expect((await served(officer, bad)).status).toBe(404)
    })

    test('who only reads; and who is no member reads nothing either: 403, and 401 for nobody', async () => {
      const good = part()
      await rowOf(officer, good)
      for (const [role, account] of accounts) {
        const own = part(account.name)
        if (writers.includes(role)) expect(await rowOf(account, own)).toMatchObject({ ok: true })
        else if (readers.includes(role))
          expect(codeOf(await rowOf(account, own))).toEqual({ code: 'not-allowed' })
        else expect((await send(account, [own])).status).toBe(403)
        expect((await served(account, good)).status).toBe(readers.includes(role) ? 200 : 403)
        expect((await served(officer, own)).status).toBe(writers.includes(role) ? 200 : 404)
      }
      expect((await fetch(`${stack.url}/db${database}/${good._id}/bytes`)).status).toBe(401)
      const body = JSON.stringify({ docs: [part()] })
      const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
      expect((await fetch(`${stack.url}/db${database}/_bulk_docs`, init)).status).toBe(401)
    })
  })

  describe('a stored part cannot be changed', () => {
    let document: PartDocument
    let rev: string
    beforeAll(async () => {
      document = part()
      rev = ((await rowOf(officer, document)) as Row & { rev: string }).rev
    })
    /** The same bytes, which the gateway lets pass, as somebody else's upload. */
    const other = () => ({ ...document, by: commander.name })
    const unchanged = async () =>
      expect(await stack.couch.nano.use(database.slice(1)).get(document._id)).toMatchObject({
        _rev: rev,
        by: officer.name
      })

    test('by an edit or a deletion with its revision', async () => {
      expect(codeOf(await rowOf(officer, { ...other(), _rev: rev }))).toEqual({ code: 'immutable' })
      const grave = { _id: document._id, _rev: rev, _deleted: true }
      expect(codeOf(await rowOf(officer, grave))).toEqual({ code: 'immutable' })
      await unchanged()
    })

    test('by new_edits: false with a revision that would win', async () => {
      const winner = { ...other(), _rev: `9-${'f'.repeat(32)}` }
      const row = await rowOf(officer, winner, { new_edits: false })
      expect(codeOf(row)).toEqual({ code: 'immutable' })
      const _revisions = { start: 2, ids: ['f'.repeat(32), rev.slice(2)] }
      const child = { ...other(), _rev: `2-${'f'.repeat(32)}`, _revisions }
      expect(codeOf(await rowOf(officer, child, { new_edits: false }))).toEqual({ code: 'immutable' })
      await unchanged()
    })

    test('nor does a revision pass under a new id: the validator may be shown no predecessor', async () => {
      const fresh = { ...part(), _rev: `1-${'f'.repeat(32)}` }
      expect(codeOf(await rowOf(officer, fresh, { new_edits: false }))).toEqual({ code: 'immutable' })
      expect((await served(officer, fresh)).status).toBe(404)
    })

    test('but the admin erases it', async () => {
      const gone = part()
      const row = (await rowOf(officer, gone)) as Row & { rev: string }
      await stack.couch.nano.use(database.slice(1)).destroy(gone._id, row.rev)
      expect((await served(officer, gone)).status).toBe(404)
    })
  })

  describe('never reaches CouchDB', () => {
    const inline = { content_type: 'application/octet-stream', data: 'YQ==' }
    test.each([
      ['a file that is said to be there', { ...inline, data: undefined, stub: true, length: 1 }],
      ['a file that is said to follow', { content_type: inline.content_type, follows: true, length: 5_000 }],
      ['a file packed by the sender', { ...inline, encoding: 'gzip' }],
      ['a file that is no base64', { ...inline, data: 'a b=' }]
    ])('%s: 400', async (_name, file) => {
      expect((await send(officer, [{ ...part(), _attachments: { bytes: file } }])).status).toBe(400)
    })

    test('more than 1.5 MB at once: 413', async () => {
      const parts = partDocuments(someBytes(5 * partBytes), officer.name)
      expect((await send(officer, parts)).status).toBe(413)
      expect((await send(officer, parts.slice(0, 4))).status).toBe(201)
    })
  })
})

test('of pictures the next quarter stands ready', async () => {
  const next = `antt-${stack.unit}-pictures-${quarterAfter(Date.now(), 1)}`
  const keeper = accounts.get('keeper')!
  const docs = partDocuments(someBytes(100), keeper.name)
  expect(await (await keeper.post(`/${next}/_bulk_docs`, { docs })).json()).toMatchObject([{ ok: true }])
})
