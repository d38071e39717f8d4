import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { asDocument } from '../facts.ts'
import type { TestAccount } from '../stack.ts'
import { until } from '../until.ts'
import { alarm, CallStage, gates } from './call-stage.ts'

let stage: CallStage
let people: CallStage['people']
beforeAll(async () => {
  stage = await CallStage.start()
  people = stage.people
})
afterAll(() => stage.stop())
beforeEach(() => stage.newPhones())

const claims = (who: TestAccount, what: string): Envelope =>
  who.device.fact(stage.stack.unit, 'gates', 'gates.hand-claimed', 'gate/cong-chua', { what })

test('of a running alarm’s stream nobody else’s start is told, a drill or not', async () => {
  const clock = stage.onClock()
  const id = alarm()
  await clock.tell(stage.start(id))
  const before = stage.heard()
  clock.wait(6 * 60_000)
  for (const more of [{ drill: true }, {}])
    await clock.tell(
      stage.says(people.other, 'alarm-started', id, { gates: ['cong-1b'], from: 'app', ...more })
    )
  expect(stage.heard()).toEqual(before)
  // The next of the one who started it is another alarm, and rings.
  await clock.tell(stage.start(alarm(), { drill: true }))
  expect(stage.heard()).toEqual(before.map((count, i) => (i === 0 ? count : count + 1)))
  clock.teller.stop()
})

test('a drill never takes the place of an alarm that waits at the push service, not even of the same id', async () => {
  const id = alarm()
  for (const more of [{}, { drill: true }]) {
    // As if the server had started anew in between.
    const clock = stage.onClock()
    await clock.tell(stage.start(id, more))
    clock.teller.stop()
  }
  expect(stage.last('officer')).toMatchObject({ subject: id, drill: true })
  const topics = stage.phones.officer.headers.map(({ topic }) => topic)
  expect(new Set(topics).size).toBe(2)
})

/** Words on Cổng Chùa, each in a way of its own. */
const words: [string, (who: TestAccount, id: string) => Envelope][] = [
  ['an answer', (who, id) => stage.says(who, 'gate-answered', id, { gate: 'cong-chua', answer: 'closed' })],
  ['a position', (who, id) => stage.says(who, 'position-held', id, { gate: 'cong-chua' })],
  ['a claim in the gate’s log', (who) => claims(who, 'opened')]
]
test.each(words)('%s ends the ringing if the gate is that person’s, or they are police', async (_, word) => {
  for (const [who, counts] of [
    ['other', false],
    ['keeper', true],
    ['officer', true],
    ['chief', true]
  ] as const) {
    const clock = stage.onClock()
    const id = alarm()
    await clock.tell(stage.start(id))
    await clock.tell(word(people[who], id))
    expect([who, clock.waiting.length]).toEqual([who, counts ? 0 : 1])
    clock.teller.stop()
  }
})

test('an end that its author did not sign, or only after they had left, ends neither alarm nor ringing', async () => {
  const gone = await stage.stack.account('officer')
  const id = alarm()
  const signed = stage.says(gone, 'alarm-ended', id, {})
  const suspended = [
    stage.stack.unit,
    'directory',
    'directory.account-suspended',
    `account/${gone.name}`
  ] as const
  const body = { account: gone.name, reason: 'Nghỉ việc', stands: [] }
  const suspension = people.chief.device.fact(...suspended, body)
  await people.chief.post(`/${stage.stack.database('directory')}/_bulk_docs`, {
    docs: [asDocument(suspension)]
  })
  await until(async () => (await stage.stack.known()).barrings.accounts.has(gone.name))

  const clock = stage.onClock()
  await clock.tell(stage.start(id))
  const before = stage.heard()
  const others = stage.says(people.officer, 'alarm-ended', id, {})
  await clock.tell(
    { ...signed, via: people.other.name, took: Date.now() },
    { ...others, via: people.other.name, sig: others.sig.replaceAll('A', 'B') }
  )
  expect(clock.waiting).toHaveLength(1)
  // It is still the same alarm, of which everybody has been told.
  await clock.tell(stage.start(alarm()))
  expect(stage.heard()).toEqual(before)
  clock.teller.stop()
})

test('a machine’s report of gates that it does not move tells the commander alone, once an hour', async () => {
  const clock = stage.onClock()
  const report = (gate: string, ms: number) =>
    stage.machine.device.fact(
      stage.stack.unit,
      'gates',
      'gates.event-reported',
      `gate/${gate}`,
      { kind: 'left-open', source: 'agent', minutes: 30 },
      { ms }
    )
  const strays = (ms: number) =>
    ['cong-bia', 'cong-chua', ...Array.from({ length: 30 }, (_, i) => `cong-bia-${i}`)].map((gate) =>
      report(gate, ms)
    )
  await clock.tell(...strays(Date.now()))
  expect(stage.heard()).toEqual([1, 0, 0, 0])
  clock.wait(59 * 60_000)
  await clock.tell(...strays(Date.now() + 59 * 60_000))
  expect(stage.heard()).toEqual([1, 0, 0, 0])
  clock.wait(60_000)
  await clock.tell(...strays(Date.now() + 3_600_000))
  expect(stage.heard()).toEqual([2, 0, 0, 0])
  await clock.tell(report('cong-1b', Date.now() + 3_600_000))
  expect([stage.last('officer'), stage.last('other')]).toMatchObject([
    { subject: 'cong-1b' },
    { subject: 'cong-1b' }
  ])
  expect(stage.phones.keeper.notices).toEqual([])
})

test('however many answers arrive together, the directory is read once, and not at all where no gate waits', async () => {
  let reads = 0
  const counted = new Proxy(stage.stack.couch.nano, {
    get(couch, name) {
      const own = Reflect.get(couch, name) as unknown
      if (name !== 'request') return typeof own === 'function' ? own.bind(couch) : own
      return (asked: { db?: string; path?: string }) => {
        if (asked.db === stage.stack.database('directory') && asked.path === '_changes') reads++
        return couch.request(asked)
      }
    }
  })
  const clock = stage.onClock(counted)
  const [id, next] = [alarm(), alarm()]
  const answers = (gate: string) =>
    Array.from({ length: 150 }, () =>
      stage.says(people.other, 'gate-answered', id, { gate, answer: 'cannot' })
    )
  await clock.tell(stage.start(id))
  reads = 0
  await clock.tell(...answers('cong-1b'))
  expect(reads).toBe(0)
  await clock.tell(...answers('cong-chua'))
  expect(reads).toBe(1)
  await clock.teller.notify(
    stage.stack.unit,
    ...answers('cong-chua'),
    stage.says(people.officer, 'alarm-started', next, { gates, from: 'app' })
  )
  expect(reads).toBe(2)
  await clock.settled()
  expect(stage.last('keeper')).toMatchObject({ kind: 'alarm-started', subject: next })
  clock.teller.stop()
})
