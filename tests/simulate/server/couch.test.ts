import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionRequest } from '#lib/domain/access/session.ts'
import { readers, type Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import { refusalOf } from '../../../sync-server/gatekeeper/refusal-of.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { Chance } from '../inside/chance.ts'
import { CouchModel } from './model.ts'
import { origin } from './session-model.ts'
import { plain } from './plain.ts'
import { Shelf, type Copy } from './shelf.ts'

const book: Book = 'gates'
let stack: TestStack
let name: string
let model: CouchModel
let accounts: TestAccount[]
let phones: TestDevice[]
/** Keys that nobody has introduced. */
let strangers: TestDevice[]
const sessions = new Map<TestAccount | null, { token: string; cookie: string }>()
beforeAll(async () => {
  stack = await startTestStack()
  name = stack.database(book)
  accounts = [
    await stack.account('keeper'),
    await stack.account('commander'),
    await stack.account('province-hui')
  ]
  phones = accounts.map((account) => account.device)
  strangers = accounts.map(({ name }) => new TestDevice(name))
  const { roots, seals } = stack.tools
  model = new CouchModel(stack.couch.embedded ? 'embedded' : 'couchdb', refusalOf, {
    roots,
    seals,
    now: Date.now
  })
  const shelfOf = (of: Book) =>
    new Shelf(
      { unit: stack.unit, book: of },
      readers[of].map((role) => `${stack.unit}:${role}`),
      model.make,
      'f1',
      'e1'
    )
  model.shelves.set(name, shelfOf(book))
  const directory = stack.database('directory')
  model.shelves.set(directory, shelfOf('directory'))
  const { rows } = await stack.couch.nano.use(directory).list({ include_docs: true })
  const facts = rows.flatMap(({ doc }) => (doc && 'sig' in doc ? (doc as unknown as CouchDocument) : []))
  const known = facts.map(({ _rev, ...fact }) => fact as CouchDocument)
  model.shelves.get(directory)!.write(known, { name: 'admin', roles: ['_admin'] }, () => null)
  for (const account of accounts) sessions.set(account, await playedSession(account))
})
afterAll(() => stack.stop())

/** Opens a session of the model as its phone does. */
async function playedSession({ name, roles, password, device }: TestAccount) {
  model.sessions.accounts.set(name, { held: roles, password })
  const { body: told } = await model.answer({ method: 'GET', path: '/session/nonce' })
  const { nonce } = told as { nonce: string }
  const p = sessionRequest({ account: name, device: device.id, key: device.publicKey, nonce, origin })
  const signed = JSON.stringify({ p, s: device.sign(p) })
  const { body, cookie } = await model.answer({ method: 'POST', path: '/session', body: signed })
  return { token: (body as { token: string }).token, cookie: cookie! }
}

/** Asks both: they say the same. */
async function both(who: TestAccount | null, method: string, path: string, sent?: unknown) {
  const body = sent === undefined ? undefined : JSON.stringify(sent)
  const headers = {
    'content-type': 'application/json',
    ...who?.headers
  }
  const response = await fetch(`${stack.url}/db${path}`, { method, headers, ...(body ? { body } : {}) })
  const real: unknown = await response.json()
  const played = await model.answer({ method, path, body, ...sessions.get(who) })
  const asked = `${who?.name ?? 'nobody'} ${method} ${path} ${body ?? ''}`
  expect({ asked, status: played.status, ...plain(played.body) }).toEqual({
    asked,
    status: response.status,
    ...plain(real)
  })
}

interface Seq {
  last_seq: string | number
}
/** What both have said of how far they are, in pairs. */
const places: [real: string | number, played: string | number][] = [['0', '0']]

async function changes(who: TestAccount | null, [real, played]: (typeof places)[0], limit: number) {
  const path = (since: string | number) => `/${name}/_changes?include_docs=true&limit=${limit}&since=${since}`
  const response = await fetch(`${stack.url}/db${path(real)}`, {
    headers: { ...who?.headers }
  })
  const told = (await response.json()) as Seq
  const answer = await model.answer({ method: 'GET', path: path(played), ...sessions.get(who) })
  expect({ status: answer.status, ...plain(answer.body) }).toEqual({
    status: response.status,
    ...plain(told)
  })
  if (response.ok) places.push([told.last_seq, (answer.body as Seq).last_seq])
}

test('whatever is asked, in whatever order, the model answers as the server does', async () => {
  const chance = new Chance(20_261_125)
  const ids: string[] = []
  const notes: object[] = []
  const document = (i: number) => {
    const kind = chance.weighed({
      fresh: 6,
      again: 3,
      other: 1,
      carried: 1,
      bad: 1,
      later: 1,
      rev: 1,
      foreign: 1,
      altered: 1,
      strange: 1,
      renamed: 1
    })
    if (kind === 'again' && notes.length > 0) return chance.one(notes)
    const forged = {
      ...(kind === 'other' && ids.length > 0 ? { id: chance.one(ids) } : {}),
      ...(kind === 'bad' ? { body: { what: 'closed' } } : {}),
      ...(kind === 'later' ? { type: 'gates.camera-turned' } : {}),
      ...(kind === 'foreign' ? { unit: 'xa-khac' } : {})
    }
    if (kind === 'strange') return asDocument(strangers[i]!.note(stack.unit))
    if (kind === 'altered')
      return { ...asDocument(phones[i]!.note(stack.unit)), at: '2026-01-01T00:00:00.000Z' }
    if (kind === 'renamed')
      return asDocument(phones[i]!.note(stack.unit, { by: accounts[(i + 1) % 3]!.name }))
    const by = kind === 'carried' ? (i + 1) % 3 : i
    const via = kind === 'carried' ? { via: accounts[i]!.name } : {}
    const doc = {
      ...asDocument(phones[by]!.note(stack.unit, forged)),
      ...via,
      ...(kind === 'rev' ? { _rev: '1-a' } : {})
    }
    ids.push(doc._id)
    notes.push(doc)
    return doc
  }
  const never = () => uuidv7(Date.now(), chance.bytes(new Uint8Array(10)))
  const someIds = () =>
    Array.from({ length: chance.whole(1, 5) }, () =>
      chance.in(0.8) && ids.length > 0 ? chance.one(ids) : never()
    )
  for (let turn = 0; turn < 250; turn++) {
    const i = chance.weighed({ 0: 5, 1: 3, 2: 1, 3: 1 })
    const who = accounts[Number(i)] ?? null
    const docs = () => Array.from({ length: chance.whole(1, 5) }, () => document(Number(i) % 3))
    const happening = chance.weighed({
      write: 8,
      erase: 2,
      epoch: 1,
      changes: 5,
      keys: 4,
      range: 2,
      days: 2,
      read: 2,
      nothing: 1
    })
    if (happening === 'write') await both(who, 'POST', `/${name}/_bulk_docs`, { docs: docs() })
    if (happening === 'erase') await erase(chance, ids)
    if (happening === 'epoch') await both(who, 'GET', `/${name}/epoch`)
    // The embedded server orders a batch anew each time: where a page is cut inside of one is nobody's promise.
    const page = stack.couch.embedded ? 10_000 : chance.whole(1, 12)
    if (happening === 'changes') await changes(who, chance.one(places), page)
    if (happening === 'keys')
      await both(who, 'POST', `/${name}/_all_docs${chance.in(0.5) ? '?include_docs=true' : ''}`, {
        keys: someIds()
      })
    if (happening === 'days') await both(who, 'GET', `/${name}/_design/audit/_view/days?group=true`)
    if (happening === 'nothing') await both(who, 'GET', `/antt-${stack.unit}-khong-co/epoch`)
    if (happening === 'read')
      await both(who, 'GET', `/${name}/${chance.one(['_design/antt', '_local/x', '_security'])}`)
    if (happening === 'range') {
      const [startkey, endkey] = [never(), ...someIds()].sort().map((id) => JSON.stringify(id))
      const query = new URLSearchParams({
        startkey: startkey!,
        endkey: endkey!,
        inclusive_end: 'false',
        limit: '4'
      })
      await both(who, 'GET', `/${name}/_all_docs?${query}`)
    }
  }
  expect(places.length).toBeGreaterThan(20)
})

async function erase(chance: Chance, ids: readonly string[]) {
  const lying = ids.filter((id) => model.shelves.get(name)!.all.get(id)?.doc)
  if (lying.length === 0) return
  const id = chance.one(lying)
  const database = stack.couch.nano.use(name)
  await database.destroy(id, (await database.get(id))._rev)
  model.shelves.get(name)!.erase(id, Date.now())
}

test('a server that began anew says the same of a place of its former life', async () => {
  const shelf = model.shelves.get(name)!
  const { kept, ...files }: Copy = shelf.copy()
  const facts = [...kept].filter(([, { doc }]) => doc && 'sig' in doc).slice(0, 3)
  const { nano } = stack.couch
  await nano.db.destroy(name)
  await stack.provision({ units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [] })
  await nano.use(name).bulk({ docs: facts.map(([, { doc }]) => doc) } as never)
  const furniture = [...kept].filter(([id]) => id.startsWith('_design/'))
  shelf.refill({ ...files, kept: new Map([...furniture, ...facts]) }, 'f2', 'e2')
  for (const place of [places.at(-1)!, places[0]!, places.at(-1)!]) await changes(accounts[0]!, place, 100)
})
