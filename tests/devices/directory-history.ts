import fc from 'fast-check'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { TestDevice } from '../facts.ts'
import { DirectoryWorld } from './directory-world.ts'

/** The first moment of a history, Unix ms. */
export const start = Date.UTC(2026, 10, 1)
/** The unit that all facts of a history are of, with its root, server and commander. */
export const world = new DirectoryWorld('xa-thu', start)
const { server, commander, unit } = world
const second = world.phone('pho', 'commander')
export const keeper = world.phone('giu-cong', 'keeper')
export const fresh = new TestDevice('can-bo')
const again = new TestDevice('can-bo')
const people = [server, commander, second, keeper, fresh, again]
export const iso = (ms: number) => new Date(ms).toISOString()

/** A fact of that second and number, signed by nobody: folds look at what was verified before. */
export function says(
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
/** The stream of a phone. */
export const device = (of: TestDevice) => `device/${of.id}`

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
    say('alarm-key-set', 'device/x', { alarmKey: { id: keeper.id, key: server.publicKey } }),
    say('alarm-key-set', 'device/x', {})
  )
)

/** Facts by anybody at any time, carried or not, with clocks that run ahead and numbers that come twice. */
export const history = fc
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

/** A directory as `toEqual` compares it: its phones in one order, its revocations as plain maps. */
export const comparable = ({ devices, barrings, ...rest }: Directory) => ({
  ...rest,
  barrings: { devices: new Map(barrings.devices), accounts: new Map(barrings.accounts) },
  devices: [...devices].sort((a, b) => (a.account + a.id < b.account + b.id ? -1 : 1))
})
