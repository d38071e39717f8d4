import { expect, test } from 'vitest'
import { createPublicKey, verify } from 'node:crypto'
import { TestDevice } from '../../../../tests/facts.ts'
import { aNight } from '../../../../tests/alarm.ts'
import type { Directory, Gate } from '../directory/directory.ts'
import type { PublicKey } from '../directory/facts.ts'
import type { SignedText } from '../gates/contract/envelope.ts'
import { smsSigned, smsWords } from '../gates/contract/sms-text.ts'
import type { Role } from '../roles.ts'
import { textedAlarm } from './texted-alarm.ts'

const unit = 'xa-thu'
const keeper = new TestDevice('giu-a')
const officer = new TestDevice('truc')
const viewer = new TestDevice('xa')

const account = (name: string, roles: Role[]) => [name, { account: name, name, roles }] as const
const gate = (id: string, more: Partial<Gate> = {}) =>
  [id, { gate: id, name: `Cổng ${id.toUpperCase()}`, kind: 'motor', ...more } as Gate] as const
const phone = ({ account, id, publicKey: key }: TestDevice, more: object = {}) => ({
  account,
  id,
  key,
  approved: true,
  certificates: [],
  barrings: [],
  ...more
})

/** A keeper has A and B; a decision is in force on A alone. C stands beside A in a group. */
function known(devices: object[] = [keeper, officer, viewer].map((one) => phone(one))): Directory {
  return {
    accounts: new Map([account('giu-a', ['keeper']), account('truc', ['officer']), account('xa', ['ubnd'])]),
    gates: new Map([
      gate('a', { keepers: ['giu-a'] }),
      gate('b', { keepers: ['giu-a'] }),
      gate('c'),
      gate('d')
    ]),
    groups: new Map([['tuyen', { group: 'tuyen', name: 'Tuyến', gates: ['a', 'c'] }]]),
    decisions: new Map([['a', {}]]),
    barrings: { accounts: new Map(), devices: new Map() },
    devices
  } as unknown as Directory
}

const isSigned = (key: PublicKey, { p, s }: SignedText) =>
  verify(
    'sha256',
    Buffer.from(p),
    { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(s, 'base64url')
  )

function text(by = keeper, more: object = {}, signedBy = by): string {
  const order = { request: 'ALARM', gate: 'a', actor: by.account, key: by.id, iat: aNight, ctr: 1 } as const
  const words = smsWords({ ...order, ...more })!
  return `${words} ${signedBy.sign(smsSigned(unit, words))}`
}
const told = (said: string, now = aNight + 60_000, of = known()) =>
  textedAlarm(of, said, { unit, now, isSigned })

test('a keeper’s text raises the alarm for their gates, the one it was sent to first, and orders none without a decision', () => {
  expect(told(text(keeper, { gate: 'b' }))).toEqual({
    stream: expect.stringMatching(/^alarm\/[0-9a-f-]{36}$/),
    at: aNight,
    body: { gates: ['b', 'a'], leftOut: ['b'], from: 'sms', account: 'giu-a', group: 'Cổng B, Cổng A' }
  })
  expect(told(text(keeper, { gate: 'c' }))).toMatchObject({ body: { gates: ['c', 'a', 'b'] } })
})

test('an officer’s text raises it for the whole unit, which has no other name', () => {
  const { body } = told(text(officer)) as { body: object }
  expect(body).toEqual({
    gates: ['a', 'b', 'c', 'd'],
    leftOut: ['b', 'c', 'd'],
    from: 'sms',
    account: 'truc'
  })
})

test('one text is one alarm, another text another', () => {
  const stream = (said: string) => (told(said) as { stream: string }).stream
  expect(stream(text())).toBe(stream(text()))
  expect(stream(text())).not.toBe(stream(text(keeper, { ctr: 2 })))
})

test('nothing else raises one', () => {
  expect(told('Báo động!')).toBe('unreadable')
  expect(told(text(keeper, { request: 'CLOSE' }))).toBe('unreadable')
  expect(told(text(keeper, {}, officer))).toBe('unproved')
  expect(told(text(keeper, { actor: 'truc' }))).toBe('unproved')
  expect(told(text(viewer))).toBe('not-allowed')
  expect(told(text(keeper, { gate: 'd' }))).toBe('not-allowed')
  expect(told(text(), aNight + 31 * 60_000)).toBe('too-old')
  expect(told(text(), aNight - 6 * 60_000)).toBe('too-old')
  expect(told(text(), aNight - 60_000)).toMatchObject({ at: aNight - 60_000 })
})

test('a phone that nobody has approved raises none, nor does the key of a locked phone', () => {
  expect(told(text(), aNight, known([phone(keeper, { approved: false })]))).toBe('unproved')
  const other = new TestDevice('giu-a')
  const alarmKey = { id: keeper.id, key: keeper.publicKey }
  expect(told(text(), aNight, known([phone(other, { alarmKey })]))).toBe('unproved')
})
