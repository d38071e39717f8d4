import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { TestDevice } from '../facts.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

interface Row {
  id?: string
  ok?: true
  error?: string
  reason?: string
}

let stack: TestStack
let keeper: TestAccount
let officer: TestAccount
let phone: TestDevice
let gates: string

beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  officer = await stack.account('officer')
  phone = keeper.device
  gates = `/${stack.database('gates')}`
})
afterAll(() => stack.stop())

const push = async (who: TestAccount, database: string, documents: object[], more: object = {}) => {
  const response = await who.post(`${database}/_bulk_docs`, { docs: documents, ...more })
  expect(response.status).toBe(201)
  return (await response.json()) as Row[]
}

const approvalOf = ({ account, id: device }: TestDevice) => ({
  account,
  device,
  roles: ['keeper'],
  from: new Date().toISOString()
})

const rowOf = (rows: Row[], { id }: { id: string }) => rows.find((row) => row.id === id)

const stored = async (database: string, { id }: { id: string }) => {
  const response = await officer.post(`${database}/_all_docs?include_docs=true`, { keys: [id] })
  const { rows } = (await response.json()) as { rows: { doc?: Record<string, unknown> }[] }
  return rows[0]?.doc
}

const contentOf = (fact: Envelope) => expect.objectContaining(asDocument(fact))

/** What the gateway adds. */
const sealed = { took: expect.any(Number), seal: expect.any(String) }

test('a good fact is stored as it was sent', async () => {
  const note = phone.note(stack.unit)
  expect(rowOf(await push(keeper, gates, [asDocument(note)]), note)).toMatchObject({ ok: true })
  const { _rev, ...document } = (await stored(gates, note))!
  expect(_rev).toMatch(/^1-/)
  expect(document).toEqual({ ...asDocument(note), ...sealed })
})

describe('refused row by row, with a good fact beside it stored', () => {
  const cases: [string, object, (unit: string) => Envelope | object][] = [
    [
      'a malformed body',
      { code: 'malformed', at: 'body.what' },
      (unit) => phone.note(unit, { body: { what: 'exploded', reason: 'Vì sao', who: 'Ai' } })
    ],
    [
      'a missing field',
      { code: 'malformed', at: 'body.who' },
      (unit) => phone.note(unit, { body: { what: 'closed', reason: 'Vì sao' } })
    ],
    ['an unknown type', { code: 'unknown-type' }, (unit) => phone.note(unit, { type: 'gates.song-sung' })],
    ['another unit', { code: 'wrong-place' }, (unit) => phone.note(unit, { unit: 'xa-khac' })],
    ['another book', { code: 'wrong-place' }, (unit) => phone.note(unit, { book: 'hui' })],
    ['another kind of stream', { code: 'wrong-place' }, (unit) => phone.note(unit, { stream: 'unit/a' })],
    [
      'a type of another book',
      { code: 'wrong-place' },
      (unit) =>
        phone.fact(unit, 'gates', 'directory.device-approved', `device/${phone.id}`, approvalOf(phone))
    ],
    [
      'a field too many',
      { code: 'malformed', at: 'extra' },
      (unit) => phone.note(unit, { extra: 1 } as object)
    ],
    [
      'a time that does not exist',
      { code: 'malformed', at: 'at' },
      (unit) => phone.note(unit, { at: '2026-02-30T00:00:00.000Z' })
    ],
    ['an n of zero', { code: 'malformed', at: 'n' }, (unit) => phone.note(unit, { n: 0 })],
    ['an id that is no UUIDv7', { code: 'malformed', at: 'id' }, (unit) => phone.note(unit, { id: 'abc' })]
  ]
  test.each(cases)('%s', async (_name, refusal, make) => {
    const bad = make(stack.unit) as Envelope
    const good = phone.note(stack.unit)
    const rows = await push(keeper, gates, [asDocument(bad), asDocument(good)])
    const row = rowOf(rows, bad)
    expect(row?.error).toBe('forbidden')
    expect(JSON.parse(row!.reason!)).toEqual(refusal)
    expect(rowOf(rows, good)).toMatchObject({ ok: true })
    expect(await stored(gates, bad)).toBeFalsy()
    expect(await stored(gates, good)).toMatchObject(asDocument(good))
  })

  test('a type that the role may not write', async () => {
    const directory = `/${stack.database('directory')}`
    const approval = approvalOf(phone)
    const bad = phone.fact(
      stack.unit,
      'directory',
      'directory.device-approved',
      `device/${phone.id}`,
      approval
    )
    const enrolment = { key: phone.publicKey, label: 'Máy thử' }
    const good = phone.fact(
      stack.unit,
      'directory',
      'directory.device-enrolled',
      `device/${phone.id}`,
      enrolment
    )
    const rows = await push(keeper, directory, [asDocument(bad), asDocument(good)])
    expect(JSON.parse(rowOf(rows, bad)!.reason!)).toEqual({ code: 'not-allowed' })
    expect(rowOf(rows, good)).toMatchObject({ ok: true })
  })
})

describe('33 a stored fact of the log cannot be changed', () => {
  let note: Envelope
  let revision: string
  beforeAll(async () => {
    note = phone.note(stack.unit)
    await push(keeper, gates, [asDocument(note)])
    revision = (await stored(gates, note))!._rev as string
  })

  const changed = () => ({ ...asDocument(note), body: { what: 'opened', reason: 'Sửa', who: 'Kẻ gian' } })
  const unchanged = async () =>
    expect(await stored(gates, note)).toEqual({ ...asDocument(note), ...sealed, _rev: revision })
  const immutable = (row: Row | undefined) => {
    expect(row?.error).toBe('forbidden')
    expect(JSON.parse(row!.reason!)).toEqual({ code: 'immutable' })
  }

  test('by an edit with its revision', async () => {
    immutable(rowOf(await push(keeper, gates, [{ ...changed(), _rev: revision }]), note))
    await unchanged()
  })

  test('by a deletion', async () => {
    const grave = { _id: note.id, _rev: revision, _deleted: true }
    immutable(rowOf(await push(keeper, gates, [grave]), note))
    immutable(
      rowOf(await push(keeper, gates, [{ ...asDocument(note), _rev: revision, _deleted: true }]), note)
    )
    await unchanged()
  })

  test('by PUT or DELETE of the document itself', async () => {
    const path = `${gates}/${note.id}?rev=${revision}`
    for (const init of [{ method: 'DELETE' }, { method: 'PUT', body: JSON.stringify(changed()) }])
      expect((await keeper.db(path, init)).status).toBe(404)
    await unchanged()
  })

  test('by new_edits: false with a revision that would win', async () => {
    const winner = { ...changed(), _rev: '9-ffffffffffffffffffffffffffffffff' }
    immutable(rowOf(await push(officer, gates, [winner], { new_edits: false }), note))
    immutable(rowOf(await push(keeper, gates, [winner], { new_edits: false }), note))
    await unchanged()
  })

  test('by new_edits: false with _revisions', async () => {
    const _revisions = { start: 2, ids: ['f'.repeat(32), revision.slice(2)] }
    const winner = { ...changed(), _rev: `2-${'f'.repeat(32)}`, _revisions }
    immutable(rowOf(await push(keeper, gates, [winner], { new_edits: false }), note))
    await unchanged()
  })

  test('by attachments', async () => {
    const _attachments = { 'a.txt': { content_type: 'text/plain', data: 'YQ==' } }
    const other = phone.note(stack.unit)
    immutable(rowOf(await push(keeper, gates, [{ ...asDocument(other), _attachments }]), other))
    await unchanged()
  })

  test('by the same push again, which says conflict or immutable', async () => {
    const row = rowOf(await push(keeper, gates, [asDocument(note)]), note)
    if (row?.error === 'forbidden') immutable(row)
    else expect(row?.error).toBe('conflict')
    await unchanged()
  })

  test('by another fact under its id', async () => {
    const row = rowOf(await push(officer, gates, [changed()]), note)
    expect(['forbidden', 'conflict']).toContain(row?.error)
    await unchanged()
  })
})

test.each([
  ['a revision', { _rev: '1-ffffffffffffffffffffffffffffffff' }, { new_edits: false }],
  ['a grave', { _deleted: true }, {}],
  ['a file', { _attachments: { 'a.txt': { content_type: 'text/plain', data: 'YQ==' } } }, {}]
])(
  'under a new id too, %s is immutable: the validator may be shown no predecessor',
  async (_name, fields, more) => {
    const note = phone.note(stack.unit)
    const row = rowOf(await push(keeper, gates, [{ ...asDocument(note), ...fields }], more), note)
    expect(JSON.parse(row!.reason!)).toEqual({ code: 'immutable' })
    expect(await stored(gates, note)).toBeFalsy()
  }
)

describe('carried facts', () => {
  test('are taken from a carrier who says so and reads the book', async () => {
    const note = { ...phone.note(stack.unit), via: officer.name }
    expect(rowOf(await push(officer, gates, [asDocument(note)]), note)).toMatchObject({ ok: true })
    expect(await stored(gates, note)).toEqual(contentOf(note))
  })

  test.each([undefined, 'nguoi-thu-ba', 7])('name who carried them, whatever they say: %s', async (via) => {
    const note = phone.note(stack.unit)
    const brought = [{ ...asDocument(note), ...(via !== undefined && { via }) }]
    expect(rowOf(await push(officer, gates, brought), note)).toMatchObject({ ok: true })
    expect(await stored(gates, note)).toMatchObject({ via: officer.name })
  })

  test('are not their author’s own, whatever they say', async () => {
    const own = { ...phone.note(stack.unit), via: officer.name }
    expect(rowOf(await push(keeper, gates, [asDocument(own)]), own)).toMatchObject({ ok: true })
    expect(await stored(gates, own)).not.toHaveProperty('via')
    const forged = phone.note(stack.unit, { by: 'nguoi-khac' })
    expect(rowOf(await push(keeper, gates, [asDocument(forged)]), forged)).toMatchObject({ error: 'held' })
  })
})

describe('a set-aside', () => {
  const setAside = (forged: Partial<Envelope> = {}) => {
    const body = { n: 1, code: 'malformed' }
    return phone.fact(stack.unit, 'gates', 'device.set-aside', `device/${phone.id}`, body, forged)
  }

  test('stands in each book that its author reads', async () => {
    const fact = setAside()
    expect(rowOf(await push(keeper, gates, [asDocument(fact)]), fact)).toMatchObject({ ok: true })
  })

  test('is its own phone’s alone', async () => {
    const fact = setAside({ stream: `device/${'x'.repeat(43)}` })
    const row = rowOf(await push(keeper, gates, [asDocument(fact)]), fact)
    expect(JSON.parse(row!.reason!)).toEqual({ code: 'wrong-place' })
  })

  test('is not taken by the wrong book', async () => {
    const fact = setAside({ book: 'duty' })
    const row = rowOf(await push(keeper, gates, [asDocument(fact)]), fact)
    expect(JSON.parse(row!.reason!)).toEqual({ code: 'wrong-place' })
  })
})

test('_deleted: false means nothing', async () => {
  const note = phone.note(stack.unit)
  const rows = await push(keeper, gates, [{ ...asDocument(note), _deleted: false }])
  expect(rowOf(rows, note)).toMatchObject({ ok: true })
  expect(await stored(gates, note)).toMatchObject(asDocument(note))
})

test('only the admin deletes', async () => {
  const note = phone.note(stack.unit)
  await push(keeper, gates, [asDocument(note)])
  const { _rev } = (await stored(gates, note))!
  await stack.couch.nano.use(stack.database('gates')).destroy(note.id, _rev as string)
  expect(await stored(gates, note)).toBeFalsy()
})
