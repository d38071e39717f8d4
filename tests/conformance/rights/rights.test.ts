import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factIn } from '#lib/domain/fact-document.ts'
import { Fact, type FactType } from '#lib/domain/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { books, roles, type Book, type Role } from '#lib/domain/roles.ts'
import { readWriteResults, type WriteRow } from '#lib/data/courier/write-results.ts'
import { refusals as english } from '#lib/i18n/sync/refusals-en.ts'
import { refusals as vietnamese } from '#lib/i18n/sync/refusals-vi.ts'
import type { TestDevice } from '../../facts.ts'
import { asDocument } from '../../facts.ts'
import { signedIn, type TestSession } from '../../devices/session.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { bodies } from './every-type.ts'

/** Every role brings every type to every book, on whichever server this runs; `rights.txt` says what shall come of it. */
const table = readTable()
const types = Object.keys(bodies) as FactType[]
let stack: TestStack
const accounts = new Map<Role, TestAccount>()
beforeAll(async () => {
  stack = await startTestStack()
  for (const role of roles) accounts.set(role, await stack.account(role))
})
afterAll(() => stack.stop())

function readTable() {
  const text = readFileSync(new URL('rights.txt', import.meta.url), 'utf8')
  const rows = text.split('\n').map((line) => line.trim().split(/ +/))
  const heads = rows.find(([first]) => first === 'commander')!
  const marks = rows.filter(
    (row) => row.length === heads.length + 1 && row.slice(1).every((one) => /^[x.]$/.test(one))
  )
  const may = new Map(marks.map(([name, ...of]) => [name!, heads.filter((_, i) => of[i] === 'x')]))
  return { heads, names: [...may.keys()], may: (role: string, what: string) => may.get(what)!.includes(role) }
}

/** A fact of a type as a device of that account would sign it for a book, whether it belongs there or not. */
function factOf(device: TestDevice, type: FactType, book: Book): Envelope {
  const [kind, body] = bodies[type]
  const stream = kind === 'device' ? `device/${device.id}` : `${kind}/ai`
  const { unit } = stack
  const mark = { unit, person: 'ai', kind: 'phone', mark: 'A'.repeat(43) }
  const own = {
    ...body,
    ...(type === 'directory.device-enrolled' && { key: device.publicKey }),
    ...(type === 'hui.identity-marked' && { proof: stack.tools.seals.ofMark(mark) })
  }
  return device.fact(stack.unit, book, type, stream, own)
}

/** Reads the server's answer to a push as the product's own phone does, by type. */
async function outcomes(who: TestSession, book: Book): Promise<Record<string, string>> {
  const facts = types.map((type) => factOf(who.device, type, book))
  const answer = await who.post(`/${stack.database(book)}/_bulk_docs`, { docs: facts.map(asDocument) })
  expect(answer.status).toBe(201)
  const { settlements, taken } = readWriteResults((await answer.json()) as WriteRow[], facts, who.name)
  expect(taken).toEqual([])
  const byId = new Map(
    settlements.map((one) => [one.id, 'reason' in one && one.reason ? one.reason : one.sync])
  )
  return Object.fromEntries(facts.map(({ id, type }) => [type, byId.get(id) ?? 'waiting']))
}

function expected(role: Role, book: Book, type: FactType): string {
  if (!table.may(role, book)) return 'not-allowed'
  if (!type.startsWith(`${book}.`) && type !== 'device.set-aside') return 'wrong-place'
  return table.may(role, type) ? 'sent' : 'not-allowed'
}

test('the table names every role, book and type that there is, and no other', () => {
  expect(table.heads).toEqual([...roles])
  expect([...table.names].sort()).toEqual([...books, ...types].sort())
  expect(types.sort()).toEqual(Fact.options.map(({ entries }) => entries.type.literal).sort())
})

describe.each(roles)('%s', (role) => {
  test.each(books)('writes in %s what the table says, and hears why not of everything else', async (book) => {
    const told = await outcomes(accounts.get(role)!, book)
    expect(told).toEqual(Object.fromEntries(types.map((type) => [type, expected(role, book, type)])))
  })

  test('reads the books that the table says, by each way of reading', async () => {
    const who = accounts.get(role)!
    for (const book of books)
      for (const way of ['_all_docs?include_docs=true', '_changes?include_docs=true', 'epoch']) {
        const status = (await who.db(`/${stack.database(book)}/${way}`)).status
        expect(`${book} ${way} ${status}`).toBe(`${book} ${way} ${table.may(role, book) ? 200 : 403}`)
      }
  })
})

test('what was stored is all that may be, and reads as what was signed', async () => {
  for (const book of books) {
    const { rows } = await stack.couch.nano.use(stack.database(book)).list({ include_docs: true })
    const facts = rows.flatMap(({ doc }) => factIn(doc) ?? [])
    for (const role of roles) {
      const own = facts.filter(({ by }) => by === accounts.get(role)!.name)
      const written = new Set(own.map(({ type }) => type))
      const may = types.filter((type) => expected(role, book, type) === 'sent')
      expect([book, role, [...written].sort()]).toEqual([book, role, may.sort()])
    }
  }
})

test('each reason that the walk met has words in both languages on the screen of what is not sent', () => {
  for (const code of [
    'not-allowed',
    'wrong-place',
    'not-approved',
    'unknown-unit',
    'barred',
    'not-enrolled'
  ] as const)
    for (const { sentences } of [vietnamese, english])
      expect(sentences[code].length).toBeGreaterThan(sentences.unknown.length / 2)
})

describe('whoever is not, not yet or no longer let in', () => {
  const everything = async (who: TestSession) => {
    const all: string[] = []
    for (const book of books) {
      const path = `/${stack.database(book)}`
      const facts = types.map((type) => asDocument(factOf(who.device, type, book)))
      const asked = await Promise.all([
        who.db(`${path}/_all_docs`),
        who.db(`${path}/_changes`),
        who.post(`${path}/_bulk_docs`, { docs: facts })
      ])
      all.push(...asked.map(({ status }) => String(status)))
    }
    return [...new Set(all)]
  }

  test('waiting: introduces the device, and every other fact is held with its reason', async () => {
    const { name, password } = accounts.get('commander')!
    const waiting = await signedIn(stack.url, name, password)
    expect(waiting.state).toBe('waiting')
    for (const book of books) {
      const told = await outcomes(waiting, book)
      const is = (type: FactType) => {
        if (!type.startsWith(`${book}.`) && type !== 'device.set-aside') return 'wrong-place'
        if (type === 'directory.device-enrolled') return 'sent'
        // The certificate will say with which roles; what no role may waits for none.
        return roles.some((role) => table.may(role, type)) ? 'not-approved' : 'not-allowed'
      }
      expect(told).toEqual(Object.fromEntries(types.map((type) => [type, is(type)])))
      expect((await waiting.db(`/${stack.database(book)}/_all_docs`)).status).toBe(403)
    }
  })

  test('of another unit: reads nothing, and each fact has its reason', async () => {
    const elsewhere = await stack.anotherUnit()
    const who = accounts.get('commander')!
    const { device } = who
    const path = `/antt-${elsewhere}-hui`
    expect((await who.db(`${path}/_all_docs`)).status).toBe(403)
    const fact = device.fact(elsewhere, 'hui', 'hui.person-described', 'person/mot', { name: 'Bà Tư' })
    const answer = await who.post(`${path}/_bulk_docs`, { docs: [asDocument(fact)] })
    const { settlements } = readWriteResults((await answer.json()) as WriteRow[], [fact], who.name)
    expect(settlements).toEqual([{ id: fact.id, sync: 'held', reason: 'unknown-unit' }])
  })

  test('anonymous, revoked and suspended: 401 whatever they ask', async () => {
    const chief = accounts.get('commander')!
    const [revoked, suspended] = [await stack.account('commander'), await stack.account('commander')]
    const reason = { reason: 'Nghỉ việc', stands: [] }
    const body = { device: revoked.device.id, ...reason }
    const facts = [
      chief.device.fact(stack.unit, 'directory', 'directory.device-revoked', `device/${body.device}`, body),
      chief.device.fact(stack.unit, 'directory', 'directory.account-suspended', `account/${suspended.name}`, {
        account: suspended.name,
        ...reason
      })
    ]
    await chief.post(`/${stack.database('directory')}/_bulk_docs`, { docs: facts.map(asDocument) })
    const asNobody = { 'content-type': 'application/json' }
    const db: TestSession['db'] = (path, init = {}) =>
      fetch(`${stack.url}/db${path}`, { ...init, headers: asNobody })
    const post = (path: string, body: unknown) => db(path, { method: 'POST', body: JSON.stringify(body) })
    const nobody: TestSession = { ...chief, headers: asNobody, db, post }
    for (const who of [revoked, suspended, nobody])
      await expect.poll(() => everything(who), { timeout: 120_000 }).toEqual(['401'])
  })
})
