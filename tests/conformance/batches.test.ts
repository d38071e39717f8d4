import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { TestDevice } from '../facts.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let keeper: TestAccount
let phone: TestDevice
let gates: string

beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  phone = keeper.device
  gates = `/${stack.database('gates')}`
})
afterAll(() => stack.stop())
afterEach(async () => {
  const note = phone.note(stack.unit)
  expect((await send({ docs: [asDocument(note)] })).status).toBe(201)
})

const send = (body: unknown) =>
  keeper.db(`${gates}/_bulk_docs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })

const nested = (depth: number) => `{"docs":[{"_id":"x","body":${'['.repeat(depth)}${']'.repeat(depth)}}]}`

const isStored = async ({ id }: Envelope) => {
  const { rows } = (await (await keeper.post(`${gates}/_all_docs`, { keys: [id] })).json()) as {
    rows: { value?: object }[]
  }
  return Boolean(rows[0]?.value)
}

describe('a batch that CouchDB cannot read is refused whole, and the server lives', () => {
  test.each([
    ['no body', ''],
    ['broken JSON', '{"docs":['],
    ['an array', '[]'],
    ['no docs', '{}'],
    ['a number for a document', '{"docs":[1]}'],
    ['what is nested too deeply', nested(100)],
    ['what is nested so deeply that whoever walks it falls', nested(20_000)]
  ])('%s: 400', async (_name, body) => {
    const response = await send(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toHaveProperty('error')
  })

  test('another content type: 415', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"docs":[]}' }
    expect((await keeper.db(`${gates}/_bulk_docs`, init)).status).toBe(415)
  })

  test('more than 2 MB, with its length or without: 413', async () => {
    const big = 'x'.repeat(2 * 1024 * 1024 + 1)
    expect((await send(big)).status).toBe(413)
    const headers = { 'content-type': 'application/json' }
    const body = new Blob([big]).stream()
    const streamed = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await keeper.db(`${gates}/_bulk_docs`, streamed)).status).toBe(413)
  })
})

test('more values than any push holds: 413, before anybody parses them', async () => {
  const many = `{"docs":[{"_id":"x","body":[${'0,'.repeat(100_000)}0]}]}`
  expect((await send(many)).status).toBe(413)
  const inText = `{"docs":[{"_id":"x","body":"${',[{"'.replace('"', '\\"').repeat(100_000)}\\\\"}]}`
  expect((await send(inText)).status).toBe(201)
})

describe('one document spoils its batch or only its row; it is never stored', () => {
  const spoilers: [string, (note: Envelope) => object, number][] = [
    ['a lone surrogate', (note) => ({ ...note, body: { what: 'closed', reason: '\ud800', who: 'A' } }), 400],
    ['a field of CouchDB', (note) => ({ ...note, _strange: 1 }), 400],
    ['9 MB', (note) => ({ ...note, body: { what: 'closed', reason: 'x'.repeat(9e6), who: 'A' } }), 413]
  ]
  test.each(spoilers)('%s', async (_name, spoil, whole) => {
    const [bad, good] = [phone.note(stack.unit), phone.note(stack.unit)]
    const response = await send({ docs: [asDocument(spoil(bad) as Envelope), asDocument(good)] })
    const answer = (await response.json()) as { id: string; error?: string }[]
    if (response.status === 201) {
      expect(answer.find(({ id }) => id === bad.id)?.error).toBe('forbidden')
      expect(await isStored(good)).toBe(true)
    } else {
      expect(response.status).toBe(whole)
      expect(await isStored(good)).toBe(false)
    }
    expect(await isStored(bad)).toBe(false)
  })
})

describe('ids that CouchDB keeps for itself are refused before it sees them: no validator is asked about them', () => {
  test.each([
    ['_local/_security', { _rev: '0-1', security: {} }],
    ['_local/ghi-chu', { note: 'không ai kiểm' }],
    ['_design/x', { validate_doc_update: 'function () {}' }],
    ['_local/x', { _deleted: true }]
  ])('%s', async (_id, fields) => {
    const good = asDocument(phone.note(stack.unit))
    expect((await send({ docs: [good, { _id, ...fields }] })).status).toBe(400)
    const twice = `{"docs":[{"_id":"${good._id}","_id":"${_id}"}]}`
    expect((await send(twice)).status).toBe(400)
    const escaped = JSON.stringify({ docs: [{ _id, ...fields }] }).replace(_id, `\\u005f${_id.slice(1)}`)
    expect((await send(escaped)).status).toBe(400)
  })

  test('and the database is as closed as before', async () => {
    const stranger = await stack.account('province-hui')
    expect((await stranger.db(`${gates}/_all_docs`)).status).toBe(403)
    expect((await fetch(`${stack.url}/db${gates}/_all_docs`)).status).toBe(401)
  })
})
