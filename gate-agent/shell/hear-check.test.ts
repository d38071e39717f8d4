import { expect, test } from 'vitest'
import type { OutgoingMessage, SendResult } from '#lib/data/mqtt/connection.ts'
import type { LinkState } from '#lib/data/mqtt/link.ts'
import { HearCheck } from './hear-check.ts'

const own = 'antt/v1/xa-thu/gate/cong-1b/cmd/may-cong'

/** A check of one gate over a link whose broker delivers, or not, as the test says. */
function stage({ gates = ['cong-1b'] } = {}) {
  const world = {
    now: 0,
    delivers: true,
    drops: 0,
    takes: 'sent' as SendResult['code'],
    sent: [] as OutgoingMessage[],
    told: [] as string[],
    elsewhere: new Set<string>(),
    is: (() => {}) as (state: LinkState) => void
  }
  const check = new HearCheck({
    link: {
      watch(told) {
        world.is = told
        return () => {}
      },
      async send(message) {
        world.sent.push(message)
        const gate = message.topic.split('/')[4]!
        if (world.delivers && world.takes === 'sent') check.take(gate, { ...message, retain: false })
        return { code: world.takes }
      },
      drop() {
        world.drops++
        world.is('lost')
        world.is('open')
      }
    },
    unit: 'xa-thu',
    agent: 'may-cong',
    moves: (gate) => !world.elsewhere.has(gate),
    now: () => world.now,
    judged: (gate) => world.told.push(`${gate} ${check.hears(gate) ? 'hears' : 'does not'}`),
    deaf: (gate) => world.told.push(`${gate} deaf`),
    trouble: (forbidden) => world.told.push(forbidden ? 'forbidden' : 'trouble')
  })
  const leaves = gates.map((gate) => check.add(gate))
  /** Lets time pass as the agent's ticks do. */
  const pass = async (ms: number) => {
    for (const end = world.now + ms; world.now < end;) {
      world.now += 250
      check.tick()
      await Promise.resolve()
    }
  }
  return { check, world, pass, leaves }
}

test('nothing is heard before a connection has proven it, and on each new one it is proven anew', () => {
  const { check, world } = stage()
  expect([check.hears('cong-1b'), check.isJudged]).toEqual([false, false])
  world.is('open')
  expect([check.hears('cong-1b'), check.isJudged]).toEqual([true, true])
  world.is('lost')
  expect([check.hears('cong-1b'), check.isJudged]).toEqual([false, false])
  expect(world.sent).toMatchObject([{ topic: own, expirySeconds: 3 }])
})

test('each ten seconds one fresh nonce for each gate, and not a word as long as they come back', async () => {
  const { world, pass } = stage({ gates: ['cong-1b', 'cong-2'] })
  world.is('open')
  await pass(60_000)
  expect(world.sent).toHaveLength(14)
  expect(new Set(world.sent.map(({ payload }) => payload)).size).toBe(14)
  expect([world.told, world.drops]).toEqual([['cong-1b hears', 'cong-2 hears'], 0])
})

test('a gate that another machine moves is not proven, and keeps no other one from being judged', async () => {
  const { check, world, pass } = stage({ gates: ['cong-1b', 'cong-2'] })
  world.elsewhere.add('cong-2')
  world.is('open')
  await pass(20_000)
  expect([check.isJudged, check.hears('cong-2'), world.told]).toEqual([true, false, ['cong-1b hears']])
  world.elsewhere.clear()
  await pass(10_000)
  expect([check.isJudged, check.hears('cong-2')]).toEqual([true, true])
})

test('a nonce that does not come back within three seconds drops the link, and what tells of it leaves before', async () => {
  const { world, pass } = stage()
  world.is('open')
  world.delivers = false
  await pass(13_000)
  expect([world.told, world.drops]).toEqual([
    ['cong-1b hears', 'trouble', 'cong-1b does not', 'cong-1b deaf'],
    0
  ])
  world.delivers = true
  await pass(250)
  expect([world.drops, world.told.at(-1)]).toEqual([1, 'cong-1b hears'])
})

test('a link that stays deaf is dropped ever more rarely, told once, and judged on each connection', async () => {
  const { world, pass } = stage()
  world.delivers = false
  world.is('open')
  await pass(10 * 60_000)
  expect(world.drops).toBe(7)
  expect(world.told.slice(0, 4)).toEqual(['trouble', 'cong-1b does not', 'cong-1b deaf', 'cong-1b does not'])
  expect(new Set(world.told.slice(3))).toEqual(new Set(['cong-1b does not']))
  world.delivers = true
  await pass(20_000)
  world.delivers = false
  await pass(15_000)
  const again = world.told.lastIndexOf('cong-1b hears')
  expect(world.told.slice(again + 1, again + 4)).toEqual(['trouble', 'cong-1b does not', 'cong-1b deaf'])
  expect(world.drops).toBe(8)
})

test('one gate’s commands may arrive and another’s not', async () => {
  const { check, world, pass } = stage({ gates: ['cong-1b', 'cong-2'] })
  world.delivers = false
  world.is('open')
  const [first] = world.sent
  check.take('cong-1b', { ...first!, retain: false })
  await pass(3_000)
  expect([check.hears('cong-1b'), check.hears('cong-2'), check.isJudged]).toEqual([true, false, true])
})

test.each([
  ['something else on its topic', { topic: own, payload: 'A'.repeat(22), retain: false }],
  ['a nonce of before', { topic: own, payload: 'old', retain: false }],
  ['a retained message', { topic: own, payload: 'now', retain: true }],
  ['another’s topic', { topic: own.replace('may-cong', 'x'), payload: 'now', retain: false }],
  ['another gate’s topic', { topic: own.replace('cong-1b', 'cong-2'), payload: 'now', retain: false }]
])('%s proves nothing', async (_, message) => {
  const { check, world, pass } = stage()
  world.is('open')
  const old = world.sent[0]!.payload
  world.delivers = false
  await pass(10_000)
  const payload = { now: world.sent[1]!.payload, old }[message.payload] ?? message.payload
  check.take('cong-1b', { ...message, payload })
  await pass(3_000)
  expect(check.hears('cong-1b')).toBe(false)
})

test('commands of others, and retained messages in its own name, are passed on', () => {
  const { check } = stage()
  expect(check.take('cong-1b', { topic: own, payload: 'x', retain: false })).toBe(true)
  expect(check.take('cong-1b', { topic: own, payload: 'x', retain: true })).toBe(false)
  const others = own.replace('may-cong', 'ph-truong')
  expect(check.take('cong-1b', { topic: others, payload: 'x', retain: false })).toBe(false)
})

test('a process that was held up has yet to read what arrived meanwhile', async () => {
  const { check, world, pass } = stage()
  world.is('open')
  world.delivers = false
  await pass(10_000)
  world.now += 60_000
  await pass(250)
  expect(world.told).toEqual(['cong-1b hears'])
  const { payload, topic } = world.sent[1]!
  check.take('cong-1b', { topic, payload, retain: false })
  world.delivers = true
  await pass(30_000)
  expect([world.told, world.drops]).toEqual([['cong-1b hears'], 0])
})

test('a broker that forbids the proof is told so', async () => {
  const { world, pass } = stage()
  world.takes = 'NOT_ALLOWED'
  world.is('open')
  await pass(3_000)
  expect(world.told[0]).toBe('forbidden')
})

test('a gate that is given up for a while has no proof under way', async () => {
  const { check, world, pass, leaves } = stage()
  world.is('open')
  world.delivers = false
  await pass(10_000)
  leaves[0]!()
  await pass(5_000)
  check.add('cong-1b')
  world.delivers = true
  expect(check.hears('cong-1b')).toBe(true)
  await pass(20_000)
  expect([world.told, world.drops]).toEqual([['cong-1b hears'], 0])
})
