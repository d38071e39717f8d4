import { expect, test, vi } from 'vitest'
import { account, phone, sessionAnswer, settled, when } from '../../../../tests/courier/courier-world.ts'
import type { Carrier } from './exchange.ts'

test('exchanges at once, reports, and comes again in two seconds while looked at', async () => {
  const world = phone()
  const courier = world.tab()
  await when(courier, 'idle')
  expect(courier.report.current).toEqual({
    state: 'idle',
    lastExchange: world.now,
    audit: null,
    roles: [],
    access: 'approved'
  })
  expect(world.next).toBe(2_000)
  const before = world.requests
  world.pass(2_000)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(before)
})

test('tells the roles that the server named last, in every tab', async () => {
  const world = phone()
  const leader = world.tab()
  await when(leader, 'idle')
  const follower = world.tab()
  await settled()
  world.answers(
    (path) => sessionAnswer(path, ['thu:auditor']) ?? new Response('{"error":"not_found"}', { status: 404 })
  )
  await leader.ring()
  await settled()
  expect([leader, follower].map(({ report }) => report.current.roles)).toEqual([
    ['thu:auditor'],
    ['thu:auditor']
  ])
})

test('a ring during an exchange brings another one: what was saved meanwhile must go too', async () => {
  const world = phone()
  const courier = world.tab()
  await when(courier, 'exchanging')
  const rings = [courier.ring(), courier.ring(), courier.ring()]
  await Promise.all(rings)
  // A nonce, a session, and once more who this is.
  expect(world.requests).toBe(3)
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
  world.answers((path) => sessionAnswer(path)!)
  world.wake()
  await when(courier, 'idle')
  expect(world.next).toBe(2_000)
})

test('keeps the distance that the server asked for, whoever rings', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"busy"}', { status: 503, headers: { 'retry-after': '90' } }))
  const courier = world.tab()
  await when(courier, 'server-trouble')
  expect(courier.report.current.waitUntil).toBe(world.now + 90_000)
  const asked = world.requests
  world.pass(80_000)
  await courier.ring()
  expect(world.requests).toBe(asked)
  world.pass(10_001)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(asked)
})

test('whoever presses has the server asked once within that distance, in any tab, and told if it still wants it', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"busy"}', { status: 429, headers: { 'retry-after': '90' } }))
  const leader = world.tab()
  await when(leader, 'server-trouble')
  const follower = world.tab()
  await settled()
  for (const courier of [leader, follower]) {
    world.pass(10_000)
    world.asked()
    await courier.ring(true)
    await courier.ring()
    expect(world.asked()).toHaveLength(1)
    expect(courier.report.current).toMatchObject({ state: 'server-trouble', waitUntil: world.now + 90_000 })
  }
  world.asked()
  expect(await leader.audit()).toBe(false)
  expect(world.asked()).toHaveLength(1)
  world.answers((path) => sessionAnswer(path)!)
  await follower.ring(true)
  expect(leader.report.current.state).toBe('idle')
  expect(leader.report.current).not.toHaveProperty('waitUntil')
})

test('a server cannot silence a phone for longer than a quarter of an hour', async () => {
  const world = phone()
  world.answers(() => new Response('', { status: 429, headers: { 'retry-after': '86400' } }))
  const courier = world.tab()
  await when(courier, 'server-trouble')
  expect(world.next).toBe(15 * 60_000)
})

test('a server in trouble is told from one that cannot be reached, and from a page of the network’s own', async () => {
  const world = phone()
  const courier = world.tab()
  const tells = async (answer: () => Response) => {
    world.answers(answer)
    await courier.ring(true)
    const { state, portal } = courier.report.current
    return [state, portal]
  }
  const busy = new Response('{"error":"internal"}', { status: 500 })
  expect(await tells(() => busy.clone())).toEqual(['server-trouble', undefined])
  expect(await tells(() => Response.redirect('http://wifi.example/'))).toEqual(['waiting-for-network', true])
  const gone = () => {
    throw new TypeError('Failed to fetch')
  }
  expect(await tells(gone)).toEqual(['waiting-for-network', undefined])
})

test('what breaks on the phone itself, as where it is full, is not laid to the server, and is tried again', async () => {
  const world = phone()
  const told = vi.spyOn(console, 'error').mockReturnValue()
  let full = true
  const carrier: Carrier = {
    async carry() {
      if (full) throw new DOMException('the phone is full', 'QuotaExceededError')
      return false
    }
  }
  const courier = world.tab(carrier)
  await when(courier, 'phone-trouble')
  expect(world.next).toBe(4_000)
  expect(told).toHaveBeenCalledOnce()
  full = false
  await courier.ring(true)
  expect(courier.report.current.state).toBe('idle')
})

test('a clock that is put back meanwhile does not prolong that distance', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"busy"}', { status: 503, headers: { 'retry-after': '90' } }))
  const courier = world.tab()
  await when(courier, 'server-trouble')
  world.answers((path) => sessionAnswer(path)!)
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

test('a server that asks to wait at the sign-in is heeded like any other', async () => {
  const world = phone()
  const busy = () => new Response('{"error":"busy"}', { status: 429, headers: { 'retry-after': '60' } })
  world.answers((path) => (path.startsWith('POST') ? busy() : sessionAnswer(path)!))
  const courier = world.tab()
  await when(courier, 'server-trouble')
  expect(world.next).toBe(60_000)
})

test('a server that wants the password is asked seldom, and at once when somebody rings', async () => {
  const world = phone()
  const refusal = () => new Response('{"error":"unauthorized","reason":"password"}', { status: 401 })
  world.answers((path) => (path.startsWith('POST') ? refusal() : sessionAnswer(path)!))
  const courier = world.tab()
  await when(courier, 'signed-out')
  expect(world.next).toBeGreaterThanOrEqual(60_000)
  world.answers((path) => sessionAnswer(path)!)
  await courier.ring()
  expect(courier.report.current.state).toBe('idle')
})

test('until a commander approves the phone it asks ever more seldom, and reads nothing', async () => {
  const world = phone()
  const waiting = { account, state: 'waiting', roles: ['thu:keeper'], token: 'token' }
  world.answers((path) => (path.endsWith('nonce') ? sessionAnswer(path)! : Response.json(waiting)))
  const courier = world.tab()
  await when(courier, 'waiting-for-approval')
  const pauses = []
  for (let i = 0; i < 7; i++) {
    pauses.push(world.next)
    await courier.ring()
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(world.asked().filter((path) => path.includes('/db/'))).toEqual([])
  world.answers((path) => sessionAnswer(path) ?? new Response('{"error":"not_found"}', { status: 404 }))
  await courier.ring()
  expect(courier.report.current.state).toBe('idle')
})

test('once the roles of its account have ended it says so, reads nothing, and asks ever more seldom', async () => {
  const world = phone()
  const ended = { account, state: 'ended', roles: [], token: 'token' }
  world.answers((path) => (path.endsWith('nonce') ? sessionAnswer(path)! : Response.json(ended)))
  const courier = world.tab()
  await when(courier, 'ended')
  expect(courier.report.current).toMatchObject({ access: 'ended', roles: [] })
  const pauses = [world.next]
  for (let i = 0; i < 2; i++) pauses.push((await courier.ring(), world.next))
  expect(pauses).toEqual([1_000, 2_000, 4_000])
  expect(world.asked().filter((path) => path.includes('/db/'))).toEqual([])
})

test('a phone that is revoked says so, keeps what it has, and asks seldom', async () => {
  const world = phone()
  const barred = { account, state: 'barred', roles: [] }
  world.answers((path) => (path.endsWith('nonce') ? sessionAnswer(path)! : Response.json(barred)))
  const courier = world.tab()
  await when(courier, 'barred')
  expect(world.next).toBeGreaterThanOrEqual(60_000)
})

test('a server that no longer understands this build gets nothing from it, is asked seldom, and takes all once it does', async () => {
  const world = phone()
  const courier = world.tab()
  await courier.ring()
  world.answers((path) => sessionAnswer(path, [], '0.10.0') ?? Response.json({}))
  world.asked()
  await courier.ring()
  expect(courier.report.current).toMatchObject({ state: 'outdated', outdated: true })
  expect(world.asked()).toEqual(['/session'])
  expect(world.next).toBeGreaterThanOrEqual(60_000)
  // Without a network it is still known, and while the server is asked again.
  world.answers(() => {
    throw new TypeError('no network')
  })
  await courier.ring(true)
  expect(courier.report.current).toMatchObject({ state: 'waiting-for-network', outdated: true })
  world.answers((path) => sessionAnswer(path) ?? new Response('{"error":"not_found"}', { status: 404 }))
  await courier.ring(true)
  expect(courier.report.current.state).toBe('idle')
  expect(courier.report.current).not.toHaveProperty('outdated')
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
