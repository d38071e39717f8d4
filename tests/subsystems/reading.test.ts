import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

interface Changes {
  results: { seq: string | number; id: string; deleted?: true; doc?: Record<string, unknown> }[]
  last_seq: string | number
}

const write = async () => {
  const note = phone.note(stack.unit)
  const response = await keeper.post(`${gates}/_bulk_docs`, { docs: [asDocument(note)] })
  expect(response.status).toBe(201)
  return note
}
const changes = async (query: string) =>
  (await (await keeper.db(`${gates}/_changes?${query}`)).json()) as Changes

describe('_changes', () => {
  test('page by page gives each fact once, and the rest from the last seq', async () => {
    const notes = [await write(), await write(), await write()]
    const ids: string[] = []
    let since: string | number = 0
    for (;;) {
      const { results, last_seq } = await changes(`since=${since}&limit=2&include_docs=true`)
      if (results.length === 0) break
      ids.push(...results.map(({ id }) => id))
      since = last_seq
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(notes.map(({ id }) => id)))
    const late = await write()
    expect((await changes(`since=${since}&include_docs=true`)).results.map(({ doc }) => doc)).toMatchObject([
      asDocument(late)
    ])
  })

  test('a deletion by the admin arrives as one', async () => {
    const note = await write()
    const { last_seq } = await changes('since=0')
    const database = stack.couch.nano.use(stack.database('gates'))
    await database.destroy(note.id, (await database.get(note.id))._rev)
    expect((await changes(`since=${last_seq}`)).results).toMatchObject([{ id: note.id, deleted: true }])
  })

  test('a long poll answers when something is written', async () => {
    const { last_seq } = await changes('since=0')
    const polled = changes(`feed=longpoll&since=${last_seq}&timeout=20000`)
    const note = await write()
    expect((await polled).results.map(({ id }) => id)).toEqual([note.id])
  })

  test('a long poll ends by itself', async () => {
    const { last_seq } = await changes('since=0')
    const polled = await changes(`feed=longpoll&since=${last_seq}&timeout=200`)
    expect(polled.results).toEqual([])
    expect((await changes(`since=${polled.last_seq}`)).results).toEqual([])
  })

  test('POST takes the same', async () => {
    const note = await write()
    const response = await keeper.post(`${gates}/_changes?since=0`, {})
    const { results } = (await response.json()) as Changes
    expect(results.map(({ id }) => id)).toContain(note.id)
  })
})

test('_all_docs by keys tells what is there, what is deleted and what never was', async () => {
  const [there, gone] = [await write(), await write()]
  const database = stack.couch.nano.use(stack.database('gates'))
  await database.destroy(gone.id, (await database.get(gone.id))._rev)
  const never = '01a20e38-d9ba-73b3-a323-5dea1e74a913'
  const response = await keeper.post(`${gates}/_all_docs`, { keys: [there.id, gone.id, never] })
  const { rows } = (await response.json()) as { rows: object[] }
  expect(rows).toMatchObject([
    { id: there.id, value: { rev: expect.any(String) } },
    { id: gone.id, value: { deleted: true } },
    { key: never, error: 'not_found' }
  ])
})

test('_all_docs honours limit and range', async () => {
  await write()
  const last = await write()
  const range = `startkey=${encodeURIComponent(JSON.stringify(last.id))}&limit=1`
  const response = await keeper.db(`${gates}/_all_docs?${range}`)
  expect(((await response.json()) as { rows: { id: string }[] }).rows.map(({ id }) => id)).toEqual([last.id])
})

test('epoch is a uuid with its time, and nobody but the admin changes it', async () => {
  const epoch = (await (await keeper.db(`${gates}/epoch`)).json()) as Record<string, string>
  expect(epoch).toMatchObject({
    _id: 'epoch',
    value: expect.stringMatching(/^[0-9a-f-]{36}$/),
    at: expect.stringMatching(/^\d{4}-.*Z$/)
  })
  const forged = { _id: 'epoch', _rev: epoch._rev, value: 'x' }
  const response = await keeper.post(`${gates}/_bulk_docs`, { docs: [forged] })
  expect(await response.json()).toMatchObject([{ id: 'epoch', error: 'forbidden' }])
})

test('no answer is kept by a cache', async () => {
  for (const path of ['/_session', `${gates}/_all_docs`, `${gates}/epoch`, `${gates}/khong-co`])
    expect((await keeper.db(path)).headers.get('cache-control')).toBe('no-store')
})
