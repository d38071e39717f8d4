import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import { signIn } from '#lib/data/http/sign-in.ts'
import { flapping, instead, portal, toChanges, toPush, toSession, twice } from './faults.ts'
import { first, TestPhone } from './phone.ts'
import { relayTo, type Relay } from './relay.ts'
import { inTime, named, password, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let phone: TestPhone
let relay: Relay
beforeAll(async () => {
  server = await startTestServer(['gates'])
  await server.account(named('giu-cong'), ['keeper'])
  relay = await relayTo(server.url)
  phone = await TestPhone.open(server, named('giu-cong'))
})
afterEach(() => TestPhone.closeAll(phone))
afterAll(async () => {
  await TestPhone.closeAll()
  await relay.close()
  await server.stop()
})
/** Ids that the server had before this test. */
let older: Set<string>
beforeEach(async () => {
  phone.faults = []
  older = new Set((await server.couch.nano.use(name()).list()).rows.map(({ id }) => id))
})

const name = () => databaseName(server.unit, 'gates', quarterOf(Date.now()))
const counts = (at = phone) => first(at.store.counts())
/** Returns the facts that the server took from this phone since the test began, by revision. */
async function served(at = phone): Promise<string[]> {
  const { rows } = await server.couch.nano.use(name()).list({ include_docs: true })
  return rows.flatMap(({ id, doc, value }) =>
    !older.has(id) && (doc as { device?: string }).device === at.keys.device.id ? [value.rev] : []
  )
}
const sent = (at = phone, count = 1) => expect(served(at)).resolves.toHaveLength(count)

/** Connections that are kept for the next request may still be the broken ones. */
const recovers = (at: TestPhone) => inTime(async () => expect(await at.exchange()).toEqual({ end: 'done' }))

const everywhere = () => true
const toEpoch = (path: string) => path.endsWith('/epoch')
const endpoints = [
  ['the session', toSession],
  ['a push', toPush],
  ['an epoch', toEpoch],
  ['a page of changes', toChanges]
] as const

describe('captive portal', () => {
  test.each([200, 302, 307, 511])(
    'that answers %i with its page to everything signs nobody out and takes nothing',
    async (status) => {
      await phone.exchange()
      const fact = await phone.write()
      const place = await phone.store.checkpoint(name())
      const [identity, cookie] = [phone.identity, phone.cookie]
      phone.faults = [portal(status)]
      for (let i = 0; i < 3; i++)
        expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 0, portal: true })
      expect(await counts()).toEqual({ pending: 1, refused: 0, kept: 0 })
      expect(await phone.store.checkpoint(name())).toEqual(place)
      expect([phone.identity, phone.cookie]).toEqual([identity, cookie])
      phone.faults = []
      expect(await phone.exchange()).toEqual({ end: 'done' })
      expect((await phone.facts()).find(({ id }) => id === fact.id)).toMatchObject({ sync: 'sent', tries: 1 })
      await sent()
    }
  )

  test.each(endpoints)('that lets all through but %s moves nothing', async (_, where) => {
    await phone.write()
    const before = await phone.store.checkpoint(name())
    const page = portal()
    phone.faults = [(path, ...rest) => (where(path) ? page(path, ...rest) : null)]
    expect(await phone.exchange()).toMatchObject({ end: 'trouble', portal: true })
    expect(await phone.store.checkpoint(name())).toEqual(before)
    phone.faults = []
    expect(await phone.exchange()).toEqual({ end: 'done' })
    await sent()
  })

  test('at the sign-in is named too, and is no wrong password', async () => {
    const tried = () => signIn(phone.http, named('giu-cong'), password, { origin: server.url, version: '' })
    phone.faults = [portal()]
    expect(await tried()).toEqual({ code: 'portal' })
    phone.faults = []
    expect(await tried()).toMatchObject({ identity: { account: named('giu-cong') } })
  })

  test('that comes between two questions about the session is still a portal', async () => {
    const page = portal()
    phone.faults = [(path, ...rest) => (path === '/session' ? page(path, ...rest) : null)]
    expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 0, portal: true })
  })

  test('teaches no phone the time, not even one that knows nothing yet', async () => {
    const fresh = await TestPhone.open(server, named('giu-cong'))
    fresh.faults = [portal()]
    await fresh.exchange()
    expect(Math.abs(fresh.clock.now() - Date.now())).toBeLessThan(5_000)
  })

  test('is told from our own server in trouble', async () => {
    phone.faults = [instead(everywhere, 502, '<html>', 1, { 'content-type': 'text/html' })]
    expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 0 })
  })
})

describe('429 and 5xx', () => {
  for (const [what, where] of endpoints)
    test.each([429, 502, 503, 504])(`%i to ${what} waits as long as it was asked to`, async (status) => {
      await phone.write()
      phone.faults = [instead(where, status, '{"error":"busy"}', 1, { 'retry-after': '30' })]
      expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 30_000 })
      expect((await counts()).refused).toBe(0)
      expect(await phone.exchange()).toEqual({ end: 'done' })
      await sent()
    })

  test('Retry-After as a date counts by the server’s own clock, wherever the phone’s stands', async () => {
    const headers = { date: 'Wed, 25 Nov 2015 10:00:00 GMT', 'retry-after': 'Wed, 25 Nov 2015 10:01:30 GMT' }
    phone.faults = [instead(everywhere, 503, '{"error":"busy"}', 1, headers)]
    expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 90_000 })
  })

  test('a sign-in that must wait says for how long', async () => {
    const tried = () => signIn(phone.http, named('giu-cong'), password, { origin: server.url, version: '' })
    const isSession = (path: string) => path === '/session'
    phone.faults = [instead(isSession, 429, '{"error":"too_many_requests"}', 1, { 'retry-after': '8' })]
    expect(await tried()).toEqual({ code: 'throttled', seconds: 8 })
    phone.faults = [instead(isSession, 503, '{"error":"busy"}', 1, { 'retry-after': '8' })]
    expect(await tried()).toEqual({ code: 'trouble' })
  })

  test('Retry-After that says nothing asks for nothing', async () => {
    phone.faults = [instead(everywhere, 503, '{"error":"busy"}', 1, { 'retry-after': 'soon' })]
    expect(await phone.exchange()).toEqual({ end: 'trouble', afterMs: 0 })
  })
})

describe('half-open connection', () => {
  test('that accepts and never answers is given up, and nothing is lost or doubled', async () => {
    const far = await TestPhone.open({ ...server, url: relay.url }, named('giu-cong'))
    await far.exchange()
    await far.write()
    far.patience = 0.002
    relay.hang()
    expect(await far.exchange()).toEqual({ end: 'unreachable' })
    expect(await counts(far)).toEqual({ pending: 1, refused: 0, kept: 0 })
    relay.heal()
    far.patience = 1
    await recovers(far)
    await sent(far)
  })
})

describe('timeout', () => {
  test.each([1, 200, 600])(
    'of an answer that stops after %i bytes ends the exchange, not the phone',
    async (bytes) => {
      const far = await TestPhone.open({ ...server, url: relay.url }, named('giu-cong'))
      await far.write()
      far.patience = 0.005
      relay.stallAfter(bytes)
      // Whether it broke before or in the answer: what is under way ends by itself.
      expect((await far.exchange()).end).not.toBe('done')
      expect((await counts(far)).refused).toBe(0)
      relay.heal()
      far.patience = 1
      await recovers(far)
      await sent(far)
    }
  )
})

describe('response cut in the middle', () => {
  test.each([1, 40, 200, 600])('after %i bytes moves nothing and damages nothing', async (bytes) => {
    const writer = phone
    for (let i = 0; i < 3; i++) await writer.write()
    await writer.exchange()
    const far = await TestPhone.open({ ...server, url: relay.url }, named('giu-cong'))
    await far.write()
    relay.cutAfter(bytes)
    for (let i = 0; i < 3; i++) expect((await far.exchange()).end).not.toBe('signed-out')
    expect((await counts(far)).refused).toBe(0)
    relay.heal()
    await recovers(far)
    await sent(far)
    const known = new Set((await far.facts()).map(({ id }) => id))
    for (const { id } of await writer.facts()) expect(known).toContain(id)
  })
})

describe('duplicate delivery', () => {
  test('of a batch is one delivery', async () => {
    for (let i = 0; i < 3; i++) await phone.write()
    phone.faults = [twice(toPush)]
    expect(await phone.exchange()).toEqual({ end: 'done' })
    expect(await counts()).toEqual({ pending: 0, refused: 0, kept: 0 })
    const revisions = await served()
    expect(revisions).toHaveLength(3)
    expect(revisions.filter((rev) => !rev.startsWith('1-'))).toEqual([])
  })
})

describe('airplane mode flapping', () => {
  test.each([
    [1, 1],
    [2, 3],
    [5, 2],
    [7, 9]
  ])('after each %i requests, for %i: everything arrives, once', async (up, down) => {
    phone.faults = [flapping(up, down)]
    for (let i = 0; i < 6; i++) {
      await phone.write()
      expect((await phone.exchange()).end).not.toBe('signed-out')
    }
    phone.faults = []
    expect(await phone.exchange()).toEqual({ end: 'done' })
    expect(await counts()).toEqual({ pending: 0, refused: 0, kept: 0 })
    const revisions = await served()
    expect(revisions).toHaveLength(6)
    expect(revisions.filter((rev) => !rev.startsWith('1-'))).toEqual([])
  })
})
