import { expect, test } from 'vitest'
import { after, gateAfter, message } from './golden/born.ts'
import { shelly, shellyGate as newGate, type ShellySetting, type ShellyState } from './shelly.ts'

const dialect = shelly()
const device = 'shellyplus2pm-a8032ab12345'
/** A gate that has been asked how it stands, and how it is set. */
const shellyGate = (prefix: string, setting?: ShellySetting) => dialect.asked!(newGate(prefix, setting), 0)
const closed = { id: 0, state: 'closed', pos_control: true, current_pos: 0 }
const reply = (id: unknown, more: object, src: unknown = device) =>
  message('antt/agent/rpc', { id, src, dst: 'antt/agent', ...more })
const heard = (state: ShellyState, ...messages: ReturnType<typeof message>[]) =>
  messages.reduce((state, message) => dialect.normalise(state, message), state)

test('22 a gate is found by a status or an event of a cover, once', () => {
  const found = (topic: string, say: unknown) => dialect.discover(message(topic, say)).map(({ id }) => id)
  expect(found(`${device}/status/cover:0`, closed)).toEqual([`${device}/cover:0`])
  expect(found('a/b/c/events/rpc', { src: device, params: { 'cover:0': {}, 'cover:1': {} } })).toEqual([
    'a/b/c/cover:0',
    'a/b/c/cover:1'
  ])
  expect(found('a/b/c/d/status/cover:0', closed)).toEqual([])
  expect(found(`${device}/status/switch:0`, closed)).toEqual([])
  expect(found(`${device}/status/cover:1`, closed)).toEqual([])
  expect(found(`${device}/events/rpc`, { params: { 'switch:0': {} } })).toEqual([])
  expect(found(`${device}/online`, 'true')).toEqual([])
  const status = message(`${device}/status/cover:0`, closed)
  expect(dialect.discover(status, after(dialect, [status]))).toEqual([])
})

test('22 under the prefix that the operator names a gate is found once it is there, and no other', () => {
  const own = shelly('a/b/c/d', { device })
  expect(own.discovery).toEqual([
    'a/b/c/d/status/cover:0',
    'a/b/c/d/status/cover:1',
    'a/b/c/d/events/rpc',
    'a/b/c/d/online'
  ])
  const found = (topic: string, say: unknown) => own.discover(message(topic, say)).map(({ id }) => id)
  expect(found('a/b/c/d/online', 'true')).toEqual(['a/b/c/d/cover:0'])
  expect(found('a/b/c/d/online', 'false')).toEqual([])
  expect(found('a/b/c/d/status/cover:1', { id: 1 })).toEqual(['a/b/c/d/cover:1'])
  expect(found(`${device}/status/cover:0`, closed)).toEqual([])
  expect(gateAfter(own, 'a/b/c/d/cover:0', [message('a/b/c/d/online', 'true')])).toMatchObject({
    device,
    deviceOnline: true,
    motion: 'unknown'
  })
})

test('22 an event that a gate is found by names its device; while nothing does, the operator is told', () => {
  const event = { src: device, method: 'NotifyStatus', params: { 'cover:0': { id: 0, apower: 0 } } }
  const [found] = dialect.discover(message('a/b/events/rpc', event))
  expect(found).toMatchObject({ id: 'a/b/cover:0', state: { device, warnings: [] } })
  expect(shellyGate('a/b').warnings).toEqual(['device-unknown'])
  expect(heard(shellyGate('a/b'), message('a/b/events/rpc', event)).warnings).toEqual([])
})

test('22 what to hear and what to ask, under our own name', () => {
  const own = shelly(undefined, { source: 'antt/agent7' })
  const gate = gateAfter(own, 'a/b/cover:0', [message('a/b/status/cover:0', closed)])
  expect(own.topics(gate)).toEqual(['a/b/online', 'a/b/status/cover:0', 'a/b/events/rpc', 'antt/agent7/rpc'])
  expect(own.ask(gate).map(({ topic, payload }) => [topic, JSON.parse(payload)])).toEqual([
    ['a/b/rpc', { id: 1, src: 'antt/agent7', method: 'Cover.GetStatus', params: { id: 0 } }],
    ['a/b/rpc', { id: 2, src: 'antt/agent7', method: 'Cover.GetConfig', params: { id: 0 } }]
  ])
})

test('22 a reply counts only from this device: by the name of its prefix, of its events, or as the operator says', () => {
  const motion = (gate: ShellyState, ...messages: ReturnType<typeof message>[]) =>
    heard(gate, ...messages, reply(1, { result: closed })).motion
  expect(motion(shellyGate(device))).toBe('closed')
  expect(motion(shellyGate('antt/cong03'))).toBe('unknown')
  expect(motion(shellyGate('antt/cong03', { device }))).toBe('closed')
  expect(motion(shellyGate('shellyplus2pm-b0b21c100001'))).toBe('unknown')
  const event = message('antt/cong03/events/rpc', {
    src: device,
    method: 'NotifyStatus',
    params: { 'input:0': {} }
  })
  expect(motion(shellyGate('antt/cong03'), event)).toBe('closed')
})

test('22 a frame of another device under the prefix of this one says nothing and names nobody', () => {
  const gate = heard(
    shellyGate('antt/cong03', { device }),
    reply(1, { result: { ...closed, state: 'open' } })
  )
  const frame = { method: 'NotifyStatus', params: { 'cover:0': { id: 0, state: 'closed' } } }
  const other = message('antt/cong03/events/rpc', { ...frame, src: 'shellyplus2pm-b0b21c100001' })
  expect(dialect.normalise(gate, other)).toBe(gate)
  expect(heard(gate, message('antt/cong03/events/rpc', { ...frame, src: device })).motion).toBe('closed')
})

test('22 an answer to a command is kept, refusal or not, also one that comes late, and moves nothing', () => {
  const gate = heard(shellyGate(device), message(`${device}/online`, 'true'), reply(1, { result: closed }))
  const told = (action: 'OPEN' | 'CLOSE') => dialect.told!(gate, action, 0)
  const taken = heard(told('OPEN'), reply(3, { result: null }))
  expect(taken).toEqual({ ...gate, replied: { method: 'Cover.Open', error: null, at: 1000 } })
  const error = { code: -106, message: 'Cover is calibrating' }
  expect(heard(told('CLOSE'), reply(4, { error }))).toEqual({
    ...gate,
    replied: { method: 'Cover.Close', error, at: 1000 }
  })
  const odd = heard(told('CLOSE'), reply(4, { error: { code: 'x' } }))
  expect(odd.replied?.error).toEqual({ code: 0, message: '' })
})

test('22 what is no reply to us, and frames that somebody retained, give the same object back', () => {
  const gate = heard(shellyGate(device), message(`${device}/online`, 'true'))
  const event = { src: device, method: 'NotifyStatus', params: { 'cover:0': { id: 0, state: 'closed' } } }
  for (const said of [
    reply(1, { result: closed }, 'shellyplus2pm-b0b21c100001'),
    reply(1, { result: closed }, null),
    reply('1', { result: closed }),
    reply(11, { result: { ...closed, id: 1 } }),
    reply(3, { result: null }),
    { ...reply(1, { result: closed }), retain: true },
    message(`${device}/events/rpc`, event, { retain: true }),
    message(`${device}/events/rpc`, { ...event, method: 'NotifyEvent' }),
    message(`${device}/online`, 'true'),
    message(`${device}/status/cover:1`, { ...closed, id: 1 })
  ])
    expect(dialect.normalise(gate, said)).toBe(gate)
})

test('22 a reply counts once, and only where it is awaited', () => {
  const gate = shellyGate(device)
  const open = heard(gate, reply(1, { result: { ...closed, state: 'open', current_pos: 100 } }))
  expect(open.motion).toBe('open')
  const again = reply(1, { result: closed })
  expect(dialect.normalise(open, again)).toBe(open)
  expect(heard(dialect.asked!(open, 0), again).motion).toBe('closed')
  expect(dialect.normalise(newGate(device), again).motion).toBe('unknown')
  // Of two that are late, the second is the newer.
  expect(
    heard(dialect.asked!(gate, 0), reply(1, { result: { ...closed, state: 'open' } }), again).motion
  ).toBe('closed')
})

test('22 what answers a call and says nothing of this cover uses the call up, and nothing else', () => {
  const gate = heard(shellyGate(device), message(`${device}/online`, 'true'))
  const error = { code: 404, message: 'No handler' }
  for (const said of [
    reply(1, { result: { ...closed, id: 1 } }),
    reply(1, { error }),
    reply(2, { result: null })
  ])
    expect({ ...dialect.normalise(gate, said), awaited: gate.awaited }).toEqual(gate)
})

test('22 a device that never answers is not waited for without end', () => {
  const many = Array.from({ length: 100 }).reduce<ShellyState>(
    (gate) => dialect.asked!(gate, 0),
    shellyGate(device)
  )
  expect(many.awaited).toHaveLength(20)
})

test('22 its config tells whether it looks for what is in the way', () => {
  const warnings = (result: object) => heard(shellyGate(device), reply(2, { result })).warnings
  expect(warnings({ obstruction_detection: { enable: true }, safety_switch: { enable: true } })).toEqual([])
  expect(warnings({ obstruction_detection: { enable: false } })).toEqual([
    'obstruction-detection-off',
    'safety-switch-off'
  ])
})

test('15 with something in the way it is not closed; a position is only asked of one that is calibrated', () => {
  const gate = (more: object) =>
    heard(shellyGate(device), reply(1, { result: { ...closed, state: 'stopped', current_pos: 50, ...more } }))
  const sent = (more: object) =>
    (['OPEN', 'CLOSE', 'STOP', { position: 49 }, { position: 60 }] as const).map(
      (action) => dialect.command(gate(more), action) !== null
    )
  expect(sent({})).toEqual([true, true, true, true, true])
  expect(sent({ errors: ['safety_switch'] })).toEqual([true, false, true, false, true])
  expect(sent({ errors: ['overpower'] })).toEqual([true, true, true, true, true])
  expect(sent({ pos_control: false })).toEqual([true, true, true, false, false])
  expect(dialect.command(gate({}), { position: 101 })).toBe(null)
})
