import { describe, expect, test } from 'vitest'
import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { agentKeys, type AgentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { alertsIn, statesIn, topicOf } from '#lib/domain/gates/contract/topics.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { smsOrderIn } from '#lib/domain/gates/contract/sms-text.ts'
import type { GateRequest } from '#lib/ports/gates.ts'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import type { Link } from '../mqtt/link.ts'
import { PhoneGateConnection } from './gate-connection.ts'

const unit = 'xa-thu'
const now = Date.UTC(2026, 10, 24, 8)
const world = new DirectoryWorld(unit)
const agent = world.phone('may-cong', 'agent')
const approved = agentKeys(world.known())

/** Builds a connection whose broker the test controls. */
function lineWith({ agents = approved, taken = 'sent' as const } = {}) {
  const hearers = new Map<string, (message: { topic: string; payload: string; retain: boolean }) => void>()
  const sent: { topic: string; payload: string }[] = []
  const waits: { ms: number; run: () => void }[] = []
  const world = {
    stopped: 0,
    wakes: 0,
    drops: 0,
    offline: false,
    state: 'open' as Link['state'],
    learn: (_: AgentKeys) => {},
    goOffline: () => {}
  }
  const link = {
    get state() {
      return world.state
    },
    listen(filter: string, hear: never) {
      hearers.set(filter, hear)
      return () => void hearers.delete(filter)
    },
    watch: () => () => {},
    wake: () => void world.wakes++,
    drop: () => void world.drops++,
    async send(message: never) {
      sent.push(message)
      return { code: taken }
    },
    async stop() {
      world.stopped++
    }
  }
  let ctr = 0
  const line = new PhoneGateConnection({
    unit,
    account: 'ph-truc',
    tab: 't1',
    device: { id: 'B'.repeat(43), sign: async () => `${'A'.repeat(85)}A` },
    agents: {
      subscribe(observer) {
        world.learn = (known) => observer.next(known)
        world.learn(agents)
        return { unsubscribe() {} }
      }
    },
    verify: async (_key, _text, sig) => sig.startsWith('honest'),
    counters: { next: async () => ++ctr },
    clocks: { server: () => now, device: () => now, steady: () => 0 },
    after(ms, run) {
      const wait = { ms, run }
      waits.push(wait)
      return () => void waits.splice(waits.indexOf(wait), 1)
    },
    onWake: () => () => {},
    onOffline(run) {
      world.goOffline = run
      return () => {}
    },
    isOffline: () => world.offline,
    newId: () => '01930000-0000-7000-8000-00000000000f',
    connect: () => link as unknown as Link
  })
  return { line, sent, waits, world, hearers }
}

const state = (more: Partial<GateState> = {}): GateState => ({
  v: 1,
  unit,
  gate: 'cong-1b',
  key: agent.id,
  seq: 1,
  bootId: '01930000-0000-7000-8000-000000000000',
  starts: 1,
  agentTime: now,
  reportedAt: now,
  reportAgeMs: 0,
  motion: 'open',
  position: 100,
  obstructed: null,
  assumed: false,
  deviceOnline: true,
  lock: null,
  lastCmdId: null,
  ...more
})
const signature = `honest${'A'.repeat(80)}`
const ask: GateRequest = {
  id: '01930000-0000-7000-8000-000000000001',
  action: 'CLOSE',
  seen: { stateSeq: 1 }
}
const settled = () => new Promise<void>((resolve) => setTimeout(resolve))

async function tell({ hearers }: ReturnType<typeof lineWith>, body: GateState, sig = signature) {
  const topic = topicOf({ kind: 'state', unit, gate: body.gate })
  hearers.get(statesIn(unit))!({ topic, payload: sealed({ p: JSON.stringify(body), s: sig }), retain: false })
  await settled()
}
const nobody = { next() {}, error() {} }

test('when the browser says that the network is gone the connection is made anew, and is lost until then', () => {
  const { line, world } = lineWith()
  world.state = 'connecting'
  line.heard('cong-1b').subscribe(nobody)
  expect(line.state).toBe('connecting')
  world.offline = true
  expect(line.state).toBe('lost')
  // The browser may be wrong: a connection that stands is one.
  world.state = 'open'
  expect(line.state).toBe('open')
  world.goOffline()
  expect(world.drops).toBe(1)
})

test('without a sign of life of its agent, or while it hears nothing, nothing is sent to a gate; STOP is', async () => {
  const world = lineWith()
  world.line.heard('cong-1b').subscribe(nobody)
  expect(await world.line.send('cong-1b', ask)).toBe('AGENT_OFFLINE')
  await tell(world, state({ agentTime: now, deaf: true }))
  expect(await world.line.send('cong-1b', ask)).toBe('AGENT_OFFLINE')
  await tell(world, state({ agentTime: now, seq: 99 }))
  expect(await world.line.send('cong-1b', ask)).toBe('sent')
  const topic = topicOf({ kind: 'agent', unit, agent: agent.account })
  world.hearers.get(`antt/v1/${unit}/agent/+/status`)!({ topic, payload: 'offline', retain: true })
  expect(await world.line.send('cong-1b', ask)).toBe('AGENT_OFFLINE')
  expect(await world.line.send('cong-1b', { ...ask, action: 'STOP' })).toBe('sent')
  expect(world.sent).toHaveLength(2)
})

test('whoever opens a screen of gates has a line that waits between two tries try at once', () => {
  const { line, world } = lineWith()
  line.heard('cong-1b').subscribe(nobody)
  expect(world.wakes).toBe(0)
  world.state = 'unreachable'
  line.heard('cong-2').subscribe(nobody)
  expect(world.wakes).toBe(1)
})

test('a line that is not open sends nothing, and nothing later', async () => {
  const world = lineWith()
  world.line.heard('cong-1b').subscribe(nobody)
  await tell(world, state())
  world.world.state = 'lost'
  expect(await world.line.send('cong-1b', ask)).toBe('OFFLINE')
  expect(world.world.wakes).toBe(1)
  world.world.state = 'open'
  await settled()
  expect(world.sent).toEqual([])
})

test('a state of an agent that the directory does not know yet counts once it does', async () => {
  const world = lineWith({ agents: new Map() })
  const heard: (GateState | null)[] = []
  world.line.heard('cong-1b').subscribe({ ...nobody, next: ({ state }) => void heard.push(state) })
  await tell(world, state({ motion: 'closed', position: 0 }))
  expect(heard.at(-1)).toBe(null)
  world.world.learn(approved)
  await settled()
  expect(heard.at(-1)).toMatchObject({ motion: 'closed' })
})

test('what is signed otherwise is not heard, nor what speaks for another gate or unit', async () => {
  const world = lineWith()
  const heard: (GateState | null)[] = []
  world.line.heard('cong-1b').subscribe({ ...nobody, next: ({ state }) => void heard.push(state) })
  await tell(world, state(), `${'A'.repeat(85)}A`)
  await tell(world, state({ unit: 'xa-khac' }))
  const topic = topicOf({ kind: 'state', unit, gate: 'cong-khac' })
  const payload = sealed({ p: JSON.stringify(state()), s: signature })
  world.hearers.get(statesIn(unit))!({ topic, payload, retain: false })
  await settled()
  expect(heard.filter(Boolean)).toEqual([])
})

test('a command says who, with which key, when and until when, and its number rises', async () => {
  const world = lineWith()
  world.line.heard('cong-1b').subscribe(nobody)
  await tell(world, state({ nonce: 'n'.repeat(22) }))
  await world.line.send('cong-1b', ask)
  await world.line.send('cong-1b', ask)
  const [first, second] = world.sent.map(({ payload }) => JSON.parse(JSON.parse(payload).p))
  expect(first).toMatchObject({
    v: 1,
    unit,
    gate: 'cong-1b',
    actor: 'ph-truc',
    ctr: 1,
    nonce: 'n'.repeat(22)
  })
  expect(first.exp - first.iat).toBe(5_000)
  expect(second.ctr).toBe(2)
  expect(world.sent[0]).toMatchObject({
    topic: `antt/v1/${unit}/gate/cong-1b/cmd/ph-truc`,
    responseTopic: `antt/v1/${unit}/rsp/ph-truc/t1`,
    expirySeconds: 5,
    correlation: ask.id
  })
})

test('the line is kept while somebody looks, and a little longer', async () => {
  const { line, waits, world } = lineWith()
  const first = line.heard('cong-1b').subscribe(nobody)
  const second = line.heard('cong-2').subscribe(nobody)
  first.unsubscribe()
  expect(waits).toEqual([])
  second.unsubscribe()
  second.unsubscribe()
  expect(waits).toHaveLength(1)
  line.heard('cong-1b').subscribe(nobody).unsubscribe()
  expect(waits).toHaveLength(1)
  waits[0]!.run()
  await settled()
  expect(world.stopped).toBe(1)
  expect(line.state).toBe('connecting')
})

describe('what gates tell without being asked', () => {
  const alert: GateAlert = {
    ...{ v: 1, id: '01930000-0000-7000-8000-00000000000a', unit, gate: 'cong-1b' },
    ...{ key: agent.id, at: now, alert: 'left-open', minutes: 30 }
  }
  function listening() {
    const world = lineWith()
    const heard: GateAlert[] = []
    const ear = world.line.alerts().subscribe({ ...nobody, next: (one) => void heard.push(one) })
    const say = async (
      more: Partial<GateAlert> = {},
      { s = signature, retain = false, gate = 'cong-1b' } = {}
    ) => {
      const topic = topicOf({ kind: 'alert', unit, gate })
      const payload = sealed({ p: JSON.stringify({ ...alert, ...more }), s })
      world.hearers.get(alertsIn(unit))!({ topic, payload, retain })
      await settled()
    }
    return { ...world, heard, ear, say }
  }

  test('6 is heard once, by its agent’s own signature, and not when it lay at the broker', async () => {
    const { heard, say } = listening()
    await say()
    await say()
    await say({ id: '01930000-0000-7000-8000-00000000000b' }, { s: `${'A'.repeat(85)}A` })
    await say({ id: '01930000-0000-7000-8000-00000000000c' }, { retain: true })
    await say({ id: '01930000-0000-7000-8000-00000000000d' }, { gate: 'cong-khac' })
    await say({ id: '01930000-0000-7000-8000-00000000000e', unit: 'xa-khac' })
    expect(heard).toEqual([alert])
  })

  test('costs no states of gates while nobody looks at one, and keeps the line', async () => {
    const { line, hearers, waits, world, ear } = listening()
    expect([...hearers.keys()]).toEqual([alertsIn(unit)])
    const looking = line.heard('cong-1b').subscribe(nobody)
    expect(hearers.has(statesIn(unit))).toBe(true)
    looking.unsubscribe()
    waits.shift()!.run()
    expect([[...hearers.keys()], world.stopped]).toEqual([[alertsIn(unit)], 0])
    line.heard('cong-1b').subscribe(nobody).unsubscribe()
    expect(hearers.has(statesIn(unit))).toBe(true)
    ear.unsubscribe()
    ear.unsubscribe()
    expect(waits).toHaveLength(1)
    waits[0]!.run()
    await settled()
    expect(world.stopped).toBe(1)
  })
})

test('a text message is signed without any connection, as of the agent’s time, with a number of its own', async () => {
  const connection = lineWith()
  connection.world.offline = true
  const { line, sent } = connection
  const texts = [await line.textMessage('cong-1b', 'CLOSE'), await line.textMessage('cong-1b', 'QUERY')]
  const orders = texts.map((text) => smsOrderIn(unit, text!)?.order)
  const own = { gate: 'cong-1b', actor: 'ph-truc', keyStart: 'BBBBBBBB', iat: now }
  expect(orders).toEqual([
    { ...own, request: 'CLOSE', ctr: 1 },
    { ...own, request: 'QUERY', ctr: 2 }
  ])
  expect(sent).toEqual([])
  expect(await line.textMessage('c'.repeat(40), 'CLOSE')).toBeNull()
})
