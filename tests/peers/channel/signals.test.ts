import { expect, test } from 'vitest'
import { readSignal, signedSignal, type SignalDeps } from '#lib/app/peers/channel/signals.ts'
import { verify } from '#lib/data/keys/keys.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { signalFreshMs, signalIn, signalText, unsignedSignal } from '#lib/domain/peers/channel/signal-text.ts'
import { DirectoryWorld } from '../../devices/directory-world.ts'
import { TestDevice } from '../../facts.ts'
import { keyOf } from '../peer-stage.ts'

const world = new DirectoryWorld()
const { unit, commander, server } = world
const officer = world.phone('can-bo', 'officer')
const colleague = world.phone('ban', 'officer')
const now = Date.now()
const known = world.known()
const endpoint = {
  ufrag: 'QHze',
  password: 'KBkA1v0+uvSdl/2emIj7E2Xq',
  fingerprint: new Uint8Array(32).fill(5),
  candidates: [{ host: '192.168.43.1', port: 35_293 }]
}
const at = (device: TestDevice, more: Partial<SignalDeps> & { known?: Directory } = {}): SignalDeps => ({
  unit,
  account: device.account,
  device: keyOf(device),
  verify,
  now: () => now,
  directory: async () => more.known ?? known,
  serverTime: async () => now,
  ...more
})
const answerName = 'A'.repeat(22)
const offerOf = (device: TestDevice, more: Partial<SignalDeps> = {}) =>
  signedSignal(endpoint, null, at(device, more))
const read = (text: string, deps = at(colleague), offered: string | null = null) =>
  readSignal(text, offered, deps)

test('a colleague’s offer and the answer to one’s own are followed', async () => {
  expect(await read(await offerOf(officer))).toMatchObject({
    signal: { account: 'can-bo', device: officer.id, endpoint },
    key: officer.publicKey
  })
  const answer = await signedSignal(endpoint, answerName, at(officer))
  expect(await read(answer, at(colleague), answerName)).toMatchObject({ signal: { answers: answerName } })
})

test('an offer that is replayed later, or an answer to another offer, is not followed', async () => {
  const offer = await offerOf(officer)
  const later = (ms: number) => read(offer, at(colleague, { now: () => now + ms }))
  expect(await later(signalFreshMs)).toHaveProperty('signal')
  expect(await later(signalFreshMs + 1)).toEqual({ code: 'stale' })
  expect(await later(-signalFreshMs - 1)).toEqual({ code: 'stale' })
  const answer = await signedSignal(endpoint, answerName, at(officer))
  expect(await read(answer, at(colleague), `B${answerName.slice(1)}`)).toEqual({ code: 'other-offer' })
  expect(await read(answer)).toEqual({ code: 'not-an-offer' })
  expect(await read(offer, at(colleague), answerName)).toEqual({ code: 'not-an-answer' })
})

test('a phone that is barred, expired, unknown, of another unit, or this very one is not followed', async () => {
  const gone = world.phone('bi-mat', 'officer')
  const barred = world.known(world.revocation(commander, gone, [], { ms: now - 5_000 }))
  expect(await read(await offerOf(gone), at(colleague, { known: world.known() }))).toHaveProperty('signal')
  expect(await read(await offerOf(gone), at(colleague, { known: barred }))).toEqual({ code: 'barred-sender' })
  const brief = world.waiting('tam', 'officer')
  const ended = world.known(
    world.approval(server, brief, ['officer'], { until: new Date(now - 1_000).toISOString() })
  )
  expect(await read(await offerOf(brief), at(colleague, { known: ended }))).toEqual({
    code: 'expired-sender'
  })
  expect(await read(await offerOf(new TestDevice('la')))).toEqual({ code: 'unknown-sender' })
  expect(await read(await offerOf(officer, { unit: 'xa-khac' }))).toEqual({ code: 'other-unit' })
  expect(await read(await offerOf(colleague))).toEqual({ code: 'own' })
})

test('what its phone did not sign is not followed: another’s name, another certificate, another place', async () => {
  const other = keyOf(officer)
  const forger = keyOf(new TestDevice('gia'))
  expect(await read(await offerOf(officer, { device: { ...other, sign: forger.sign } }))).toEqual({
    code: 'bad-sender'
  })
  expect(await read(await offerOf(colleague, { account: 'can-bo' }), at(commander))).toEqual({
    code: 'unknown-sender'
  })
  const { signal, sig } = signalIn(await offerOf(officer))!
  for (const change of [
    { fingerprint: new Uint8Array(32).fill(6) },
    { candidates: [{ host: '10.0.0.1', port: 1 }] },
    { ufrag: 'abcd' }
  ]) {
    const changed = unsignedSignal({ ...signal, endpoint: { ...endpoint, ...change } })
    expect(await read(signalText(changed, sig))).toEqual({ code: 'bad-sender' })
  }
  expect(await read('SOTAY1.')).toEqual({ code: 'not-a-signal' })
})
