import { expect, test } from 'vitest'
import { account, phone, settled, when } from '../../../../tests/phone/courier-world.ts'

test('exchanges at once, reports, and comes again in two seconds while looked at', async () => {
  const world = phone()
  const courier = world.tab()
  await when(courier, 'idle')
  expect(courier.report.current).toEqual({ state: 'idle', lastExchange: world.now, audit: null })
  expect(world.next).toBe(2_000)
  const before = world.requests
  world.pass(2_000)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(before)
})

test('a ring during an exchange brings another one: what was saved meanwhile must go too', async () => {
  const world = phone()
  const courier = world.tab()
  await when(courier, 'exchanging')
  const rings = [courier.ring(), courier.ring(), courier.ring()]
  await Promise.all(rings)
  expect(world.requests).toBe(2)
})

test('fails ever more seldom, says so, and recovers at once when woken', async () => {
  const world = phone()
  world.answers(() => {
    throw new TypeError('Failed to fetch')
  })
  const courier = world.tab()
  await when(courier, 'waiting-for-network')
  expect(world.next).toBe(4_000)
  await courier.ring()
  expect(world.next).toBe(8_000)
  world.answers(() => Response.json({ userCtx: { name: account, roles: [] } }))
  world.wake()
  await when(courier, 'idle')
  expect(world.next).toBe(2_000)
})

test('keeps the distance that the server asked for, whoever rings', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"busy"}', { status: 503, headers: { 'retry-after': '90' } }))
  const courier = world.tab()
  await when(courier, 'waiting-for-network')
  const asked = world.requests
  world.pass(80_000)
  await courier.ring()
  expect(world.requests).toBe(asked)
  world.pass(10_001)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(asked)
})

test('a clock that is put back meanwhile does not prolong that distance', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"busy"}', { status: 503, headers: { 'retry-after': '90' } }))
  const courier = world.tab()
  await when(courier, 'waiting-for-network')
  world.answers(() => Response.json({ userCtx: { name: account, roles: [] } }))
  world.putBack(900_000)
  await courier.ring()
  expect(courier.report.current.state).toBe('idle')
  expect(world.next).toBe(2_000)
})

test('one tab travels; another rings it, sees the same report, and takes over when it closes', async () => {
  const world = phone()
  const leader = world.tab()
  await when(leader, 'idle')
  const before = world.requests
  const follower = world.tab()
  await when(follower, 'idle')
  await follower.ring()
  expect(world.requests).toBe(before + 1)
  expect(follower.report.current).toEqual(leader.report.current)
  await leader.stop()
  world.pass(1)
  await follower.ring()
  expect(world.requests).toBeGreaterThan(before + 1)
})

test('a password that the server does not take is told, and not tried every two seconds', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"unauthorized"}', { status: 401 }))
  const courier = world.tab()
  await when(courier, 'signed-out')
  expect(world.next).toBeGreaterThanOrEqual(60_000)
})

test('while somebody saves nothing is sent and no answer is dealt with; what was saved goes out afterwards', async () => {
  const world = phone()
  const courier = world.tab()
  await courier.ring()
  const before = world.requests
  let saved = () => {}
  courier.giveWayTo(new Promise<void>((resolve) => (saved = resolve)))
  const over = courier.ring()
  await settled()
  expect(world.requests).toBe(before)
  saved()
  await settled()
  expect(world.requests).toBe(before)
  world.pass(200)
  await over
  await when(courier, 'idle')
  expect(world.requests).toBeGreaterThan(before)
})

test('a save that fails does not hold the exchange back for good', async () => {
  const world = phone()
  const courier = world.tab()
  await courier.ring()
  const before = world.requests
  courier.giveWayTo(Promise.reject(new Error('no')))
  await settled()
  world.pass(200)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(before)
})

test('stops in the middle of a request that nobody answers', async () => {
  const world = phone()
  world.hangs()
  const courier = world.tab()
  await when(courier, 'exchanging')
  await courier.stop()
})
