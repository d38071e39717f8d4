import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { facts, giving, keeper, officer, running, screen, seen, settled, taking, world } from './qr-stage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.now() }))
afterEach(() => void vi.useRealTimers())

test('a card that is read starts the codes for it after its number has stood there, and what they bring is taken in', async () => {
  const { given, taken, next } = await running()
  expect(given.giver.met).toMatchObject({ card: { account: 'giu-cong' }, number: taken.taker.card!.number })
  expect(given.qr.events).toEqual(['looks', 'awake', 'stops', 'sleeps', 'awake'])
  while (taken.qr.see) taken.qr.see([next(), next(), 'https://vi-du.vn'])
  await seen(() => taken.reports.length > 0)
  expect(taken.reports).toMatchObject([{ by: 'can-bo', added: facts.length }])
  expect([...taken.facts.keys()].sort()).toEqual(facts.map(({ id }) => id).sort())
  given.giver.end()
  taken.taker.end()
  expect(given.qr.events.at(-1)).toBe('sleeps')
})

test('the reader ends before what it read is joined', async () => {
  const { taken, next } = await running()
  while (taken.qr.see) taken.qr.see([next()])
  await seen(() => taken.reports.length > 0)
  expect(taken.qr.events).toEqual(['looks', 'awake', 'stops', 'sleeps', 'joins'])
})

test('no code runs before the number has stood there', async () => {
  const given = giving(officer, facts)
  const taken = await taking()
  await given.giver.camera.look(screen)
  given.qr.see!([taken.card()])
  await seen(() => given.giver.met)
  given.giver.begin(328)
  await vi.advanceTimersByTimeAsync(2_900)
  expect(given.giver.stream).toBeNull()
  given.giver.end()
  await settled()
  expect(given.giver.stream).toBeNull()
})

test('a slower stream has larger squares, and the receiver goes over to it', async () => {
  const { given, taken, next } = await running()
  taken.qr.see!([next()])
  const before = given.giver.stream!
  await given.giver.slow()
  expect(given.giver.stream!.perSecond).toBeLessThan(before.perSecond)
  while (taken.qr.see) taken.qr.see([next()])
  await seen(() => taken.reports.length > 0)
  expect(taken.reports).toHaveLength(1)
  while (given.giver.maySlow) await given.giver.slow()
  expect(given.giver.stream!.perSecond).toBe(6)
})

test('codes that nobody has read through after a while slow down by themselves, down to the slowest', async () => {
  const { given, taken, next } = await running()
  const { giver } = given
  let before = giver.stream!
  for (let i = 0; i < 239; i++) next()
  await settled()
  expect([giver.stream, giver.eased]).toEqual([before, false])
  while (giver.maySlow) {
    for (let i = 0; giver.stream === before && i < 2_000; i++) before.next()
    await seen(() => giver.stream !== before)
    expect(giver.stream!.perSecond).toBeLessThanOrEqual(before.perSecond)
    before = giver.stream!
  }
  expect([before.perSecond, giver.eased]).toEqual([6, true])
  for (let i = 0; i < 2_000; i++) before.next()
  await settled()
  expect(giver.stream).toBe(before)
  while (taken.qr.see) taken.qr.see([next()])
  await seen(() => taken.reports.length > 0)
  giver.end()
  expect(giver.eased).toBe(false)
})

test('the receiver tells how far it is, and what may help when nothing is read', async () => {
  const { taken, next } = await running()
  const { taker, qr } = taken
  qr.see!([next()])
  expect(taker.progress).toMatchObject({ have: 1, secondsLeft: null })
  await vi.advanceTimersByTimeAsync(1_000)
  qr.see!([next(), next()])
  expect(taker.progress!.secondsLeft).toBeGreaterThan(0)
  const hints: unknown[] = []
  for (const ms of [3_900, 200, 6_000]) {
    await vi.advanceTimersByTimeAsync(ms)
    qr.see!([])
    hints.push(taker.hint)
  }
  expect(hints).toEqual([null, 'closer', 'light'])
  qr.see!([next()])
  expect(taker.hint).toBeNull()
})

test('a card is made anew before it is too old, and the one before it is still answered', async () => {
  const { taken, next } = await running()
  const before = taken.card()
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  await seen(() => taken.card() !== before)
  while (taken.qr.see) taken.qr.see([next()])
  await seen(() => taken.reports.length > 0)
  expect(taken.reports).toHaveLength(1)
})

test('a card that is refused, and nothing to give, say so, and the camera goes on', async () => {
  const own = giving(keeper, facts)
  const taken = await taking()
  await own.giver.camera.look(screen)
  own.qr.see!([taken.card()])
  await seen(() => own.giver.problem)
  expect([own.giver.problem, own.giver.met, own.qr.see !== null]).toEqual(['own-card', null, true])
  const poor = giving(officer)
  await poor.giver.camera.look(screen)
  poor.qr.see!([taken.card()])
  await seen(() => poor.giver.problem)
  expect([poor.giver.problem, poor.qr.see !== null]).toEqual(['nothing', true])
})

test('what the codes bring is judged as any bundle: of a giver who is out of use nothing is kept', async () => {
  const { taken, next } = await running(world.known(world.revocation(world.commander, officer)))
  while (taken.qr.see) taken.qr.see([next()])
  await seen(() => taken.taker.problem)
  expect([taken.taker.problem, taken.facts.size]).toEqual(['barred-sender', 0])
  expect(taken.taker.camera.on).toBe(true)
  // The codes run on before the camera: the reason stays.
  await taken.taker.camera.look(screen)
  taken.qr.see!([next(), next()])
  expect([taken.taker.problem, taken.taker.progress]).toEqual(['barred-sender', null])
})

test('a camera that may not look, and one that opens after its screen is gone, are not held', async () => {
  const { giver, qr } = giving(officer)
  qr.refusal = 'denied'
  await giver.camera.look(screen)
  expect([giver.camera.refusal, qr.events]).toEqual(['denied', []])
  qr.refusal = null
  const looking = giver.camera.look(screen)
  giver.camera.stop()
  await looking
  expect(qr.events).toEqual(['looks', 'stops', 'awake', 'sleeps'])
})
