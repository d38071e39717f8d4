import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PublicKey } from '../directory/facts.ts'
import type { Envelope } from '../fact.ts'
import { agentKeys, keyHolderOf } from '../gates/contract/keys.ts'
import { keyFor } from '../trust.ts'
import { thumbprint } from '../thumbprint.ts'
import { uuidv7 } from '../uuid.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { directory } from '../directory/directory.ts'

const keys = ['a', 'b', 'c', 'd'].map((letter): PublicKey => ({
  kty: 'EC',
  crv: 'P-256',
  x: letter.repeat(43),
  y: letter.repeat(43)
}))
const keyOf = new Map(keys.map((key) => [thumbprint(key), key]))
const [hers, his, theirs, fresh] = [...keyOf.keys()]
const noon = Date.UTC(2026, 10, 24, 5)

/** The unit's commander with two phones, and a keeper with one. Facts are recorded some minutes after noon. */
const accounts = { [hers!]: 'truong', [his!]: 'giu-cong', [theirs!]: 'truong' }
let n = 0
function fact(minute: number, device: string, type: string, body: object, more: object = {}): Envelope {
  const ms = noon + minute * 60_000
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(4, ++n)
  const at = new Date(ms).toISOString()
  const by = accounts[device] ?? 'may-chu'
  const own = { id: uuidv7(ms, random), at, by, device, n, type: `directory.${type}`, body }
  return { ...vectors.facts[0]!.fact, book: 'directory', ...own, ...more } as Envelope
}

const listed = (account: string, roles: string[]) =>
  fact(0, 's'.repeat(43), 'account-listed', { account, name: account, roles })
const met = Object.keys(accounts).flatMap((device) => [
  fact(1, device, 'device-enrolled', { key: keyOf.get(device), label: 'Máy' }),
  fact(2, hers!, 'device-approved', { device })
])
const before = [listed('truong', ['commander']), listed('giu-cong', ['keeper']), ...met]
const reason = 'Mất máy'
const revoked = fact(10, hers!, 'device-revoked', { device: his, reason })
const readmitted = fact(20, hers!, 'device-readmitted', { device: his, revocation: revoked.id })
const suspended = fact(10, hers!, 'account-suspended', { account: 'giu-cong', reason })
const restored = fact(20, hers!, 'account-restored', { account: 'giu-cong', suspension: suspended.id })

const standing = (...facts: Envelope[]) =>
  keyHolderOf(directory([...before, ...facts]), 'giu-cong', his!)?.standing

test('a revoked phone is barred at once; an approval like the first does not let it in, one that names the revocation does', () => {
  expect(standing()).toBe('approved')
  expect(standing(revoked)).toBe('revoked')
  expect(standing(revoked, fact(30, hers!, 'device-approved', { device: his }))).toBe('revoked')
  expect(standing(revoked, readmitted)).toBe('approved')
  const again = fact(30, hers!, 'device-revoked', { device: his, reason })
  expect(standing(revoked, again, readmitted)).toBe('revoked')
  const other = fact(20, hers!, 'device-readmitted', { device: theirs, revocation: revoked.id })
  expect(standing(revoked, other)).toBe('revoked')
})

test('two commanders at once: each revocation is ended by itself; a slow clock at the end of one changes nothing', () => {
  const twice = fact(15, theirs!, 'device-revoked', { device: his, reason })
  expect(standing(revoked, twice, readmitted)).toBe('revoked')
  const also = fact(21, hers!, 'device-readmitted', { device: his, revocation: twice.id })
  expect(standing(revoked, twice, readmitted, also)).toBe('approved')
  const slow = fact(5, theirs!, 'device-readmitted', { device: his, revocation: revoked.id })
  expect(standing(revoked, slow)).toBe('approved')
})

test('who is shut out shuts out nobody', () => {
  const stolen = fact(10, hers!, 'device-revoked', { device: theirs, reason })
  expect(standing(stolen, fact(11, theirs!, 'device-revoked', { device: his, reason }))).toBe('approved')
  expect(standing(stolen, fact(9, theirs!, 'device-revoked', { device: his, reason }))).toBe('revoked')
})

test('a suspended account is barred with each of its phones, until that suspension is ended', () => {
  expect(standing(suspended)).toBe('revoked')
  expect(standing(suspended, restored)).toBe('approved')
  expect(standing(suspended, readmitted)).toBe('revoked')
  const known = directory([...before, suspended])
  expect(keyHolderOf(known, 'truong', hers!)?.standing).toBe('approved')
})

test('nobody ends what shuts out himself, with a clock put back or not', () => {
  const own = (type: string, body: object, minute: number) => fact(minute, his!, type, body)
  for (const minute of [5, 30]) {
    const readmission = own('device-readmitted', { device: his, revocation: revoked.id }, minute)
    expect(standing(revoked, readmission)).toBe('revoked')
    const restoration = own('account-restored', { account: 'giu-cong', suspension: suspended.id }, minute)
    expect(standing(suspended, restoration)).toBe('revoked')
  }
})

test('what a phone recorded before it was shut out counts, what it recorded since does not, nor once it is back', () => {
  const stolen = fact(10, hers!, 'device-revoked', { device: theirs, reason })
  const back = fact(20, hers!, 'device-readmitted', { device: theirs, revocation: stolen.id })
  const gate = (minute: number) =>
    fact(minute, theirs!, 'gate-registered', { gate: `cong-${minute}`, name: 'Cổng', kind: 'motor' })
  const gates = (...facts: Envelope[]) => [...directory([...before, ...facts]).gates.keys()]
  expect(gates(gate(5), gate(15), gate(25), stolen)).toEqual(['cong-5'])
  expect(gates(gate(5), gate(15), gate(25), stolen, back)).toEqual(['cong-5', 'cong-25'])
  // Its author claims that it happened earlier.
  expect(gates(stolen, { ...gate(15), at: new Date(noon).toISOString() })).toEqual([])
})

test('a carried record of before stays proven, one of since is not', () => {
  const note = (minute: number) => ({
    ...fact(minute, his!, 'x', {}),
    book: 'gates',
    type: 'gates.note-written',
    via: 'truong'
  })
  for (const shut of [revoked, suspended]) {
    const known = directory([...before, shut])
    expect([keyFor(note(5), known), keyFor(note(15), known)]).toEqual([keyOf.get(his!), null])
  }
})

test('an agent that is shut out is believed no more', () => {
  const agents = [...before, listed('giu-cong', ['agent'])]
  expect(agentKeys(directory(agents)).get(his!)?.key).toEqual(keyOf.get(his!))
  for (const shut of [revoked, suspended]) expect(agentKeys(directory([...agents, shut])).size).toBe(0)
})

test('a phone introduced while its account is shut out waits, and is not lost', () => {
  const body = { key: keyOf.get(fresh!), label: 'Máy mới' }
  const enrolled = fact(15, fresh!, 'device-enrolled', body, { by: 'giu-cong' })
  const known = directory([...before, suspended, restored, enrolled])
  expect(keyHolderOf(known, 'giu-cong', fresh!)?.standing).toBe('waiting')
})

test('in whatever order all that arrives, the same are barred', () => {
  const all = [...before, revoked, readmitted, suspended, restored].concat(
    fact(25, hers!, 'device-revoked', { device: his, reason })
  )
  const expected = directory(all)
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      const { devices, barrings } = directory(facts)
      expect(new Set(devices)).toEqual(new Set(expected.devices))
      expect(barrings).toEqual(expected.barrings)
    })
  )
})
