import { expect, test } from 'vitest'
import { after, gateAfter, message } from './golden/born.ts'
import { zigbee2mqtt } from './zigbee2mqtt.ts'

const dialect = zigbee2mqtt()
const address = '0xa4c1389f2c1b77d0'
const feature = (name: string, access: number, more: object = {}) => ({
  name,
  property: name,
  access,
  ...more
})
const state = (access = 3, values = ['OPEN', 'CLOSE', 'STOP']) => feature('state', access, { values })
const device = (exposes: unknown[], more: object = {}) => ({
  ieee_address: address,
  friendly_name: 'cong',
  definition: { exposes },
  ...more
})
const listed = (...devices: unknown[]) => message('zigbee2mqtt/bridge/devices', devices, { retain: true })
const cover = (...features: unknown[]) => ({ type: 'cover', features })
const gateWith = (...exposes: unknown[]) => gateAfter(dialect, address, [listed(device(exposes))])
const found = (...devices: unknown[]) => dialect.discover(listed(...devices)).map(({ id }) => id)

test('zigbee2mqtt: covers are found in its list of devices, one for each endpoint; other devices are none', () => {
  expect(found(device([cover(state())]))).toEqual([address])
  const side = (endpoint: string) => ({
    ...cover({ ...state(), property: `state_${endpoint}`, endpoint }),
    endpoint
  })
  expect(found(device([side('left'), side('right')]))).toEqual([`${address}/left`, `${address}/right`])
  expect(
    found(device([]), device([{ type: 'switch', features: [state()] }]), 7, null, { definition: {} })
  ).toEqual([])
  expect(found(device([cover(state(1))]), device([cover(feature('position', 7))]))).toEqual([])
})

test('zigbee2mqtt: only what it takes is sent, only what it can tell is asked', () => {
  const full = gateWith(cover(state(), feature('position', 7)))
  expect(dialect.ask(full)).toEqual([
    { topic: 'zigbee2mqtt/cong/get', payload: '{"position":""}', qos: 1, retain: false, expirySeconds: 3 }
  ])
  const poor = gateWith(cover(state(3, ['OPEN', 'CLOSE']), feature('position', 1)))
  expect(dialect.ask(poor)).toEqual([])
  expect([dialect.command(poor, 'STOP'), dialect.command(poor, { position: 40 })]).toEqual([null, null])
  expect(dialect.command(poor, 'CLOSE')?.[0]?.payload).toBe('{"state":"CLOSE"}')
  expect([101, 0.5, -1, Number.NaN].map((position) => dialect.command(full, { position }))).toEqual(
    Array(4).fill(null)
  )
})

test('zigbee2mqtt: what to hear, under a base topic of the site', () => {
  const own = zigbee2mqtt('antt/zigbee')
  expect(own.discovery).toEqual(['antt/zigbee/bridge/devices'])
  const gate = gateAfter(own, address, [message('antt/zigbee/bridge/devices', [device([cover(state())])])])
  expect(own.topics(gate)).toEqual([
    'antt/zigbee/bridge/state',
    'antt/zigbee/cong',
    'antt/zigbee/cong/availability'
  ])
})

test('zigbee2mqtt: a gate goes with its device; one not described just now, and one of another base, stay', () => {
  const known = after(dialect, [listed(device([cover(state())]))])
  const left = (...messages: ReturnType<typeof message>[]) =>
    Object.keys(after(dialect, messages, known).gates)
  expect(left(listed())).toEqual([])
  expect(left(listed(device([cover(state())], { disabled: true })))).toEqual([])
  expect(left(listed(device([], { definition: null })))).toEqual([address])
  expect(left(message('zigbee2mqtt/bridge/devices', ''))).toEqual([address])
  expect(zigbee2mqtt('other').discover(message('other/bridge/devices', []), known)).toEqual([])
})

test('zigbee2mqtt: told of again it keeps its report, under another name or other keys it starts anew', () => {
  const exposes = [cover(state(), feature('position', 7))]
  const known = after(dialect, [
    listed(device(exposes)),
    message('zigbee2mqtt/cong', { position: 0, state: 'CLOSE' })
  ])
  const again = (told: unknown) => after(dialect, [listed(told)], known).gates[address]!
  expect(again(device(exposes))).toEqual({ ...known.gates[address], askedAt: 0 })
  expect(again(device(exposes, { friendly_name: 'khac' })).motion).toBe('unknown')
  expect(again(device([cover(state())])).motion).toBe('unknown')
})

test('zigbee2mqtt: what says nothing of the gate gives the same object back', () => {
  const gate = gateAfter(dialect, address, [
    listed(device([cover(state(), feature('position', 7))])),
    message('zigbee2mqtt/bridge/state', 'online'),
    message('zigbee2mqtt/cong/availability', 'online')
  ])
  for (const [topic, say] of [
    ['zigbee2mqtt/cong', { linkquality: 12 }],
    ['zigbee2mqtt/cong', '{"position":'],
    ['zigbee2mqtt/cong', [0]],
    ['zigbee2mqtt/cong/availability', { state: 'online' }],
    ['zigbee2mqtt/cong/availability', { state: true }],
    ['zigbee2mqtt/bridge/state', 'starting'],
    ['zigbee2mqtt/other', { position: 0 }]
  ] as const)
    expect(dialect.normalise(gate, message(topic, say))).toBe(gate)
})

test('15 a motor that says it is blocked is not closed, and says nothing once it moves on', () => {
  const motor = feature('motor_state', 1, { values: ['opening', 'closing', 'pause', 'blocked'] })
  const exposes = [cover(state(), feature('position', 7)), motor]
  const gate = (...words: string[]) =>
    gateAfter(dialect, address, [
      listed(device(exposes)),
      ...words.map((word) => message('zigbee2mqtt/cong', { position: 40, motor_state: word }))
    ])
  expect(gate('closing', 'blocked')).toMatchObject({ motion: 'stopped', position: 40, obstructed: true })
  expect(dialect.command(gate('blocked'), 'CLOSE')).toBe(null)
  expect(gate('blocked', 'opening').obstructed).toBe(null)
  const away = message('zigbee2mqtt/cong/availability', 'offline')
  expect(dialect.normalise(gate('blocked'), away).obstructed).toBe(null)
})

test('23 zigbee2mqtt: an answer to a query of the position counts, and only the first report soon after it', () => {
  const exposes = [cover(state(), feature('position', 7)), feature('moving', 1)]
  const gate = gateAfter(dialect, address, [listed(device(exposes))])
  const said = { ...message('zigbee2mqtt/cong', { position: 0, moving: 'STOP' }), at: 50_000 }
  expect(dialect.normalise(gate, said).motion).toBe('unknown')
  expect(dialect.normalise(dialect.asked!(gate, 49_000), said).motion).toBe('closed')
  expect(dialect.normalise(dialect.asked!(gate, 40_000), said).motion).toBe('unknown')
  // The echo of a command is no answer to the query before it.
  const told = dialect.told!(dialect.asked!(gate, 49_000), 'CLOSE', 49_500)
  expect(dialect.normalise(told, said).motion).toBe('unknown')
  // What cannot be asked answers nothing.
  const mute = gateAfter(dialect, address, [
    listed(device([cover(state(), feature('position', 3)), feature('moving', 1)]))
  ])
  expect(dialect.normalise(dialect.asked!(mute, 49_000), said).motion).toBe('unknown')
})
