import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  commander,
  home,
  holding,
  keeper,
  message,
  noon,
  world
} from '../../../../../../tests/gate-commands.ts'
import { uuidv7 } from '../../../uuid.ts'
import { receive, receiveCameraRequest, type HolderOf } from '../checks/receive.ts'
import { opened, sealed } from '../envelope.ts'
import { type CameraRequest, refuseCameraRequest, CameraGrant } from './camera-request.ts'
import { defaultPolicy } from '../checks/policy.ts'
import { Reply } from '../reply.ts'
import { topicOf } from '../topics.ts'

const look = (more: object = {}, phone = keeper): CameraRequest => ({
  v: 1,
  id: uuidv7(noon, randomBytes(10)),
  ...home,
  look: 'camera',
  iat: noon,
  exp: noon + 5_000,
  actor: phone.account,
  key: phone.id,
  ...more
})
const incoming = (asked: object, phone = keeper, account = phone.account, retain = false) => {
  const p = JSON.stringify(asked)
  return {
    topic: topicOf({ kind: 'look', ...home, account }),
    payload: sealed({ p, s: phone.sign(p) }),
    retain
  }
}
const known: HolderOf = ({ account, key }) =>
  [keeper, commander]
    .map((phone) => ({ ...holding(phone), id: phone.id }))
    .find((holder) => holder.account === account && holder.id === key) ?? null
const door = (...of: Parameters<typeof incoming>) => {
  const heard = receiveCameraRequest(incoming(...of), home, known)
  return 'refusal' in heard ? heard.refusal.code : heard.look.actor
}

describe('at the door', () => {
  test('an honest wish comes in', () => expect(door(look())).toBe('giu-cong'))
  test('retained, of another gate, with more in it, or no wish at all', () => {
    expect(door(look(), keeper, keeper.account, true)).toBe('RETAINED')
    expect(door(look({ gate: 'cong-2' }))).toBe('BAD_FORMAT')
    expect(door(look({ action: 'OPEN' }))).toBe('BAD_FORMAT')
    expect(door(look({ look: 'microphone' }))).toBe('BAD_FORMAT')
    expect(door(look({ exp: noon }))).toBe('BAD_FORMAT')
  })
  test('under another account’s topic, or with another one’s key', () => {
    expect(door(look(), keeper, commander.account)).toBe('ACTOR_MISMATCH')
    expect(door(look({ key: commander.id }))).toBe('ACTOR_MISMATCH')
  })
  test('a wish never counts as a command, nor a command as a wish', () => {
    const asCommand = {
      ...incoming(look()),
      topic: topicOf({ kind: 'command', ...home, account: 'giu-cong' })
    }
    expect(receive(asCommand, home, known)).toMatchObject({ refusal: { code: 'BAD_FORMAT' } })
    const command = message({ ...look(), look: undefined, action: 'OPEN', ctr: 1, seen: {} } as never)
    expect(receiveCameraRequest({ ...command, topic: incoming(look()).topic }, home, known)).toMatchObject({
      refusal: { code: 'BAD_FORMAT' }
    })
  })
})

describe('who may see', () => {
  const code = (asked: CameraRequest, more: Parameters<typeof world>[0] = {}) => {
    const refusal = refuseCameraRequest(asked, world(more))
    return refusal && [refusal.code, refusal.why].filter(Boolean).join(' ')
  }
  test('whoever may command the gate, and is who he says, now', () => {
    expect(code(look())).toBeNull()
    expect(code(look(), { holder: holding(keeper, { roles: ['hamlet'] }) })).toBeNull()
  })
  test.each([
    ['BAD_SIGNATURE', look(), { signed: false }],
    ['REVOKED', look(), { holder: holding(keeper, { standing: 'revoked' }) }],
    ['REVOKED phone-waiting', look(), { holder: holding(keeper, { standing: 'waiting' }) }],
    ['STALE', look(), { now: noon + 5_001 }],
    ['STALE', look({ exp: noon + 10_001 }), {}],
    ['CLOCK_SKEW', look({ iat: noon + 2_001, exp: noon + 6_000 }), {}],
    ['STALE', look({ nonce: 'a'.repeat(22) }), { challenges: [{ nonce: 'b'.repeat(22), at: noon }] }],
    ['NOT_ALLOWED alarm-key', look(), { holder: holding(keeper, { use: 'alarm' }) }],
    ['NOT_ALLOWED role', look(), { holder: holding(keeper, { roles: ['ubnd'] }) }],
    ['NOT_ALLOWED role', look(), { policy: { ...defaultPolicy, look: ['commander'] } }]
  ] as const)('%s', (refusal, asked, more) => expect(code(asked, more as never)).toBe(refusal))
  test('where the agent has no clock, its challenge is the proof', () => {
    const challenges = [{ nonce: 'a'.repeat(22), at: noon }]
    expect(code(look({ iat: 1, exp: 2, nonce: 'a'.repeat(22) }), { challenges })).toBeNull()
  })
})

test('an answer names places under /camera/ only, and is no reply to a command', () => {
  const paths = { frame: '/camera/cong-1b/frame.jpeg?exp=1&u=a&sig=b', mjpeg: '/camera/x', mse: '/camera/y' }
  const given = {
    v: 1,
    id: look().id,
    ...home,
    key: keeper.id,
    at: noon,
    sight: 'given',
    until: noon + 60_000,
    ...paths
  }
  const read = (body: object, schema: typeof CameraGrant | typeof Reply = CameraGrant) =>
    opened(sealed({ p: JSON.stringify(body), s: keeper.sign('') }), schema) !== null
  expect(read(given)).toBe(true)
  expect(read(given, Reply)).toBe(false)
  expect(read({ ...given, frame: 'https://cong1b.example.vn/camera/cong-1b/frame.jpeg?sig=b' })).toBe(true)
  for (const frame of ['rtsp://10.0.0.5/live', 'javascript:alert(1)', '/db/_session', '//evil/camera/x'])
    expect(read({ ...given, frame })).toBe(false)
})
