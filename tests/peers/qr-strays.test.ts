import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { signedSignal } from '#lib/app/peers/channel/signals.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { keyOf } from './peer-stage.ts'
import { running, screen, seen, giving, keeper, officer, facts, settled, taking, world } from './qr-stage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.now() }))
afterEach(() => void vi.useRealTimers())

/** Returns a code of the Wi-Fi link. */
const wifiCode = () => {
  const candidates = [{ host: '192.168.1.7', port: 50_123 }]
  const endpoint = { ufrag: 'abcd', password: 'a'.repeat(24), fingerprint: new Uint8Array(32), candidates }
  const { unit } = world
  const [now, known] = [() => Date.now(), world.known()]
  const knows = { verify, directory: async () => known, serverTime: async () => now() }
  return signedSignal(endpoint, null, { unit, account: keeper.account, device: keyOf(keeper), now, ...knows })
}

test('a receiver who came back with another card says that the codes run for another, until some are for it', async () => {
  const { given, taken: left, next } = await running()
  left.taker.end()
  const { taker, qr, card, reports } = await taking()
  expect(card()).not.toBe(left.card())
  qr.see!([next()])
  await vi.advanceTimersByTimeAsync(1_000)
  qr.see!([next()])
  expect(taker.stray).toBeNull()
  await vi.advanceTimersByTimeAsync(1_200)
  qr.see!([next(), next()])
  expect([taker.stray, taker.progress]).toEqual(['running', null])
  given.giver.end(true)
  await given.giver.camera.look(screen)
  given.qr.see!([card()])
  await seen(() => given.giver.met)
  given.giver.begin(328)
  await settled()
  await seen(() => given.giver.stream)
  qr.see!([next()])
  expect([taker.stray, taker.progress?.have]).toEqual([null, 1])
  while (qr.see) qr.see([next()])
  await seen(() => reports.length > 0)
  expect(reports).toMatchObject([{ by: 'can-bo', added: facts.length }])
})

test('codes for another card that are seen in passing, or beside those for this one, say nothing', async () => {
  const { next: foreign } = await running()
  const { taken, next } = await running()
  const { taker, qr } = taken
  qr.see!([foreign()])
  await vi.advanceTimersByTimeAsync(3_000)
  qr.see!([foreign(), 'https://vi-du.vn'])
  expect(taker.stray).toBeNull()
  const own = next()
  for (let i = 0; i < 6; i++) {
    qr.see!([foreign(), own])
    await vi.advanceTimersByTimeAsync(500)
    qr.see!([foreign()])
    await vi.advanceTimersByTimeAsync(500)
  }
  expect(taker.stray).toBeNull()
  expect(taker.progress!.have).toBe(1)
})

test('a receiver who had read some shows its card again for a giver who began anew', async () => {
  const { taken, next } = await running()
  const { next: foreign } = await running()
  const { taker, qr } = taken
  qr.see!([next(), next()])
  for (const _ of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(1_100)
    qr.see!([foreign()])
  }
  expect([taker.stray, taker.progress, taker.hint]).toEqual(['running', null, null])
  // Keeps what was read.
  qr.see!([next()])
  expect([taker.stray, taker.progress?.have]).toEqual([null, 3])
  await vi.advanceTimersByTimeAsync(19_000)
  qr.see!([])
  expect(taker.hint).toBe('light')
  await vi.advanceTimersByTimeAsync(2_000)
  qr.see!([])
  expect([taker.progress, taker.hint]).toEqual([null, null])
})

test('two phones that both receive are told so', async () => {
  const [{ taker, qr }, other] = [await taking(), await taking(officer)]
  for (const _ of [1, 2, 3]) {
    qr.see!([other.card()])
    await vi.advanceTimersByTimeAsync(1_100)
  }
  expect(taker.stray).toBe('card')
})

test('a giver says what it reads in place of a card, and goes on to the card', async () => {
  const { next } = await running()
  const { giver, qr } = giving(officer, facts)
  const { card } = await taking()
  await giver.camera.look(screen)
  const said: unknown[] = []
  for (const text of [await wifiCode(), next(), 'https://vi-du.vn']) {
    qr.see!([text])
    qr.see!([])
    said.push(giver.stray)
  }
  expect(said).toEqual(['wifi', 'running', 'other'])
  qr.see!([await wifiCode(), card()])
  expect(giver.stray).toBeNull()
  qr.see!(['https://vi-du.vn'])
  await seen(() => giver.met)
  expect([giver.stray, giver.problem]).toEqual([null, null])
  giver.end()
})

test('a camera that was refused is asked for again', async () => {
  const { giver, qr } = giving(officer)
  qr.refusal = 'in-use'
  await giver.camera.look(screen)
  expect(giver.camera.refusal).toBe('in-use')
  qr.refusal = null
  giver.camera.tryAgain()
  expect(giver.camera.refusal).toBeNull()
  await giver.camera.look(screen)
  expect(qr.events).toEqual(['looks', 'awake'])
})
