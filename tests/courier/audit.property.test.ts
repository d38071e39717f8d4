import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { dayMs } from '#lib/domain/day-sums.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { newDataKey } from '#lib/data/keys/keys.ts'
import { databaseOf, quarterOf } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { approve } from '../stack.ts'
import { TestPhone } from './phone.ts'
import { named, startTestServer, type TestServer } from './server.ts'

let server: TestServer
const devices = { own: new TestDevice(named('giu-cong')), other: new TestDevice(named('chi-huy')) }
beforeAll(async () => {
  server = await startTestServer(['gates'])
  await server.account(named('giu-cong'), ['keeper'])
  await server.account(named('chi-huy'), ['commander'])
  for (const device of Object.values(devices)) await approve(server, device.enrolment(server.unit))
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

/** Draws a state of both sides, by whatever accident. */
const oneFact = fc.record({
  author: fc.constantFrom('own' as const, 'other' as const),
  there: fc.constantFrom('served', 'lost', 'erased'),
  here: fc.constantFrom('settled', 'missing', 'refused', 'pending'),
  daysAgo: fc.nat(6),
  ms: fc.nat(dayMs - 1)
})
type Case = Parameters<typeof place>[0]

function place({ author, daysAgo, ms }: { author: 'own' | 'other'; daysAgo: number; ms: number }): Envelope {
  const midnight = Math.floor(Date.now() / dayMs) * dayMs
  return devices[author].note(server.unit, { ms: midnight - daysAgo * dayMs - dayMs + ms })
}
const homeOf = (fact: Envelope) =>
  server.couch.nano.use(databaseOf(fact as { id: string; unit: string; book: Book }))

/** The server as the case has it. */
async function serve(fact: Envelope, there: string) {
  if (there === 'lost') return
  const { rev } = await homeOf(fact).insert(asDocument(fact) as never)
  if (there === 'erased') await homeOf(fact).destroy(fact.id, rev)
}

/** The phone as the case has it, whatever it was told by the server. */
async function keep(phone: TestPhone, fact: Envelope, here: string) {
  if (here === 'settled') return phone.store.receive([fact], [])
  if (here === 'missing') return
  await phone.store.append(fact.device, 'gates', async () => fact)
  if (here === 'refused') await phone.store.settle([{ id: fact.id, sync: 'refused', reason: 'not-allowed' }])
}

test('whatever each side lost: afterwards both have the union without the erased, and nothing unsent is gone', async () => {
  const last = quarterOf(Date.now() - 8 * dayMs)
  if (last !== quarterOf(Date.now())) await server.provisionAt(Date.now() - 8 * dayMs)
  await fc.assert(
    fc.asyncProperty(fc.array(oneFact, { minLength: 1, maxLength: 14 }), async (all) => {
      // Only its author's phone has a fact unsent; what is erased was sent before.
      const cases = all.filter(
        ({ author, there, here }) => here !== 'pending' || (author === 'own' && there !== 'erased')
      )
      const facts = cases.map((one: Case) => place(one))
      const { id, publicKey } = devices.own
      const device = { id, publicKey, sign: async (text: string) => devices.own.sign(text) }
      const keys = { data: await newDataKey(), roots: new RootPins({}, () => {}), device }
      const phone = await TestPhone.open(server, named('giu-cong'), { keys, approved: false })
      // Closed however this ends: shrinking opens many, and RxDB no more than sixteen collections.
      await using _ = { [Symbol.asyncDispose]: () => phone.store.close() }
      await Promise.all(facts.map((fact, i) => serve(fact, cases[i]!.there)))
      const receive = phone.store.receive.bind(phone.store)
      const concerned = new Set(facts.map(({ id }) => id))
      const isOther = ({ id }: Envelope) => !concerned.has(id)
      phone.store.receive = (arrived, erased) =>
        receive(
          arrived.filter(isOther),
          erased.filter((id) => !concerned.has(id))
        )
      await phone.exchange()
      phone.store.receive = receive
      for (const [i, fact] of facts.entries()) await keep(phone, fact, cases[i]!.here)
      // What waits cannot be sent meanwhile.
      phone.faults = [
        (path, init) =>
          path.endsWith('/_bulk_docs') &&
          facts.some(({ id }, i) => cases[i]!.here === 'pending' && String(init.body).includes(id))
            ? Promise.resolve(Response.json({ error: 'forbidden' }, { status: 403 }))
            : null
      ]
      const report = await phone.audit()
      const stateById = new Map((await phone.facts('gate/cong-1b')).map(({ id, sync }) => [id, sync]))
      let [fetched, resent, dropped] = [0, 0, 0]
      for (const [i, fact] of facts.entries()) {
        const { there, here, author } = cases[i]!
        const served = await homeOf(fact)
          .head(fact.id)
          .then(
            () => true,
            () => false
          )
        const settled = author === 'own' ? 'sent' : 'received'
        expect(served).toBe(there === 'served' || (there === 'lost' && here === 'settled'))
        const state = stateById.get(fact.id)
        if (served) expect(state).toBe(settled)
        else expect(state).toBe(here === 'refused' || here === 'pending' ? here : undefined)
        if (there === 'served' && here === 'missing') fetched++
        if (there === 'lost' && here === 'settled') resent++
        if (there === 'erased' && here === 'settled') dropped++
      }
      expect(report).toMatchObject({ fetched, resent, dropped, left: 0 })
    }),
    { numRuns: 25 }
  )
})
