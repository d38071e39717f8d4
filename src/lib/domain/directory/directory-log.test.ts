import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { certifiedId } from '../certified-id.ts'
import type { Envelope } from '../fact.ts'
import { countingFacts } from './counting.ts'
import { directory, type Directory } from './directory.ts'
import { DirectoryLog } from './directory-log.ts'

const start = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', start)
const { root, server, commander, unit } = world
const second = world.phone('pho', 'commander')
const keeper = world.phone('giu-cong', 'keeper')
const fresh = new TestDevice('can-bo')
const again = new TestDevice('can-bo')
const people = [server, commander, second, keeper, fresh, again]
const iso = (ms: number) => new Date(ms).toISOString()

/** A fact of that second and number, signed by nobody: folds look at what was verified before. */
function says(
  by: TestDevice,
  n: number,
  s: number,
  type: string,
  stream: string,
  body: object,
  more: object
): Envelope {
  const numbered = { unit, book: 'directory', device: by.id, n }
  const ms = start + s * 1_000
  const own = { stream, type: `directory.${type}`, at: iso(ms), by: by.account, body, sig: '' }
  return { id: certifiedId(numbered, ms), ...numbered, ...own, ...more } as Envelope
}

const person = fc.constantFrom(...people)
const someSecond = fc.integer({ min: 0, max: 60 })
const times = fc.record({ from: someSecond, until: fc.option(someSecond, { nil: undefined }) })
const role = fc.subarray(['commander', 'officer', 'keeper'])
const device = (of: TestDevice) => `device/${of.id}`

/** Makes one fact of its kind; `stands`, `revocation` and so on name facts before it by their index. */
type Say = (
  place: { by: TestDevice; n: number; s: number; more: object },
  before: readonly Envelope[]
) => Envelope
const idOf = (before: readonly Envelope[], i: number) => before[i % Math.max(1, before.length)]?.id ?? ''
const say =
  (type: string, stream: string, body: object): Say =>
  ({ by, n, s, more }) =>
    says(by, n, s, type, stream, body, more)

const saying: fc.Arbitrary<Say> = fc.oneof(
  person.map(
    (of): Say =>
      ({ n, s, more }) =>
        says(of, n, s, 'device-enrolled', device(of), { key: of.publicKey, label: `Máy ${n}` }, more)
  ),
  fc.tuple(person, fc.boolean()).map(([of, honest]) =>
    say('device-introduced', device(of), {
      account: of.account,
      device: of.id,
      key: honest ? of.publicKey : server.publicKey,
      label: 'Máy',
      enrolledAt: iso(start)
    })
  ),
  fc.tuple(person, role, times).map(([of, roles, { from, until }]) =>
    say('device-approved', device(of), {
      account: of.account,
      device: of.id,
      roles,
      from: iso(start + from * 1_000),
      ...(until !== undefined && { until: iso(start + until * 1_000) })
    })
  ),
  fc
    .tuple(person, fc.array(fc.nat(30), { maxLength: 6 }), fc.boolean())
    .map(([of, named, whole]): Say => ({ by, n, s, more }, before) => {
      const stands = named.map((i) => idOf(before, i)).filter((id) => id !== '')
      return whole
        ? says(
            by,
            n,
            s,
            'account-suspended',
            'account/x',
            { account: of.account, reason: 'Nghỉ', stands },
            more
          )
        : says(by, n, s, 'device-revoked', device(of), { device: of.id, reason: 'Mất', stands }, more)
    }),
  fc.tuple(person, fc.nat(30), fc.boolean()).map(
    ([of, i, whole]): Say =>
      ({ by, n, s, more }, before) =>
        whole
          ? says(
              by,
              n,
              s,
              'account-restored',
              'account/x',
              { account: of.account, suspension: idOf(before, i) },
              more
            )
          : says(
              by,
              n,
              s,
              'device-readmitted',
              device(of),
              { device: of.id, revocation: idOf(before, i) },
              more
            )
  ),
  fc.tuple(person, fc.option(person)).map(([{ account }, ordering]) =>
    say('password-reset', `account/${account}`, {
      account,
      ...(ordering && { orderedBy: ordering.account })
    })
  ),
  fc
    .tuple(person, role, fc.constantFrom({}, { until: { commander: '2020-01-01', keeper: '2020-01-01' } }))
    .map(([{ account }, roles, until]) =>
      say('account-listed', `account/${account}`, { account, name: account, roles, ...until })
    ),
  fc.constantFrom('cong-1', 'cong-2').chain((gate) =>
    fc.constantFrom(
      say('gate-registered', `gate/${gate}`, { gate, name: 'Cổng', kind: 'hand' }),
      say('gate-retired', `gate/${gate}`, { gate, reason: 'Dời' }),
      say('local-address-set', `gate/${gate}`, { gate, url: 'wss://cong.example.vn' }),
      say('local-address-set', `gate/${gate}`, { gate }),
      say('acceptance-recorded', `gate/${gate}`, {
        startedAt: iso(start),
        steps: [{ step: 'stop', observed: 'seen', answer: 'yes' }]
      })
    )
  ),
  fc.constantFrom<Say>(
    say('alarm-keys-allowed', `unit/${unit}`, { allowed: true }),
    say('contacts-set', `unit/${unit}`, { police: '113' }),
    say('alarm-key-set', 'device/x', { alarmKey: { id: keeper.id, key: keeper.publicKey } }),
    say('alarm-key-set', 'device/x', {})
  )
)

/** Facts by anybody at any time, carried or not, with clocks that run ahead and numbers that come twice. */
const history = fc
  .array(
    fc.record({
      say: saying,
      by: person,
      n: fc.integer({ min: 1, max: 40 }),
      s: someSecond,
      at: fc.option(someSecond),
      took: fc.option(someSecond),
      carried: fc.boolean()
    }),
    {
      maxLength: 40
    }
  )
  .map((all) => {
    const facts: Envelope[] = [...world.facts]
    for (const { say, by, n, s, at, took, carried } of all) {
      const more = {
        ...(at !== null && { at: iso(start + at * 1_000) }),
        ...(took !== null && { took: start + took * 1_000 }),
        ...(carried && { via: 'ai-do' })
      }
      facts.push(say({ by, n, s, more }, facts))
    }
    return [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  })

const comparable = ({ devices, barrings, ...rest }: Directory) => ({
  ...rest,
  barrings: { devices: new Map(barrings.devices), accounts: new Map(barrings.accounts) },
  devices: [...devices].sort((a, b) => (a.account + a.id < b.account + b.id ? -1 : 1))
})

test('kept as facts arrive it is what all of them fold into: in whatever order, and by twos and threes', () => {
  const arrival = history.chain((all) =>
    fc.record({
      facts: fc.oneof(
        fc.constant([...all].sort((a, b) => (a.id < b.id ? -1 : 1))),
        fc.shuffledSubarray(all, { minLength: all.length })
      ),
      step: fc.integer({ min: 1, max: 5 })
    })
  )
  fc.assert(
    fc.property(arrival, ({ facts, step }) => {
      const log = new DirectoryLog(root.id)
      for (let i = 0; i < facts.length; i += step) {
        log.take(facts.slice(i, i + step))
        const here = facts.slice(0, i + step)
        expect(comparable(log.directory)).toEqual(comparable(directory(here, root.id)))
        expect(log.counting).toEqual(countingFacts(here, root.id).facts)
      }
    }),
    { numRuns: 120 }
  )
})

test('of 20,000 facts one that arrives costs itself, or the facts of the phone that it lets in or bars', () => {
  const n = 1_000
  const gates = Array.from({ length: 18_000 }, (_, i) => {
    const gate = `cong-${i}`
    const body = { gate, name: 'Cổng', kind: 'hand' }
    return says(i % 2 ? commander : server, n + i, 1_000 + i, 'gate-registered', `gate/${gate}`, body, {})
  })
  const phones = Array.from({ length: 2_000 }, (_, i) => {
    const body = { account: `nguoi-${i}`, name: 'Người', roles: ['keeper'] }
    return says(server, 30_000 + i, 30_000 + i, 'account-listed', `account/nguoi-${i}`, body, {})
  })
  // Whoever may write a time of their own spoils nobody else's place.
  const ahead = { at: iso(start + 9e9) }
  const far = says(keeper, 900, 999, 'alarm-key-set', 'device/x', {}, ahead)
  const log = new DirectoryLog(root.id)
  log.take([...world.facts, ...gates, ...phones, far])
  const cost = (...facts: Envelope[]) => {
    const before = log.looked
    log.take(facts)
    expect(log.directory.gates.size).toBe(18_000)
    return log.looked - before
  }
  const late = 100_000
  const by = [commander, 50_000, late] as const
  const listing = { account: 'can-bo', name: 'Cán bộ', roles: ['officer'] }
  expect(cost(says(server, 50_000, late, 'account-listed', 'account/can-bo', listing, {}))).toBe(1)
  const gate = { gate: 'cong-7', name: 'Cổng mới', kind: 'hand' }
  expect(cost(says(...by, 'gate-registered', 'gate/cong-7', gate, {}))).toBe(1)
  expect(log.directory.gates.get('cong-7')?.name).toBe('Cổng mới')
  const enrolment = { key: fresh.publicKey, label: 'Máy' }
  expect(cost(says(fresh, 1, late + 1, 'device-enrolled', device(fresh), enrolment, {}))).toBe(1)
  const roles = ['officer']
  const approval = { account: fresh.account, device: fresh.id, roles, from: iso(start + late * 1_000) }
  expect(cost(says(commander, 50_001, late + 2, 'device-approved', device(fresh), approval, {}))).toBe(2)
  expect(log.directory.devices.find(({ id }) => id === fresh.id)?.approved).toBe(true)
  // The first revocation of all sends the chain round once more.
  const revocation = (of: TestDevice) => ({ device: of.id, reason: 'Mất', stands: [] })
  cost(says(commander, 50_002, late + 3, 'device-revoked', device(keeper), revocation(keeper), {}))
  expect(
    cost(says(commander, 50_003, late + 4, 'device-revoked', device(fresh), revocation(fresh), {}))
  ).toBe(2)
  expect(log.directory.devices.find(({ id }) => id === fresh.id)?.approved).toBe(false)
})

test('what a phone says after it was let in again counts', () => {
  const log = new DirectoryLog(root.id)
  log.take(world.facts)
  const sets = (n: number, s: number, alarmKey: object) =>
    says(keeper, n, s, 'alarm-key-set', 'device/x', alarmKey, {})
  const key = { alarmKey: { id: keeper.id, key: keeper.publicKey } }
  const revoked = (n: number, s: number) =>
    says(
      commander,
      n,
      s,
      'device-revoked',
      device(keeper),
      { device: keeper.id, reason: 'Mất', stands: [] },
      {}
    )
  const known = () => log.directory.devices.find(({ id }) => id === keeper.id)!
  const first = revoked(100, 100)
  log.take([revoked(99, 99)])
  log.take([first])
  log.take([sets(100, 101, key)])
  expect(known()).toMatchObject({ approved: false, alarmKey: null })
  for (const [i, { fact }] of known().barrings.entries())
    log.take([
      says(
        commander,
        102 + i,
        102 + i,
        'device-readmitted',
        device(keeper),
        { device: keeper.id, revocation: fact },
        {}
      )
    ])
  log.take([sets(101, 110, key)])
  expect(known()).toMatchObject({ approved: true, alarmKey: { id: keeper.id } })
})
