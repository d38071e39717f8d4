import { expect, test } from 'vitest'
import type { Discovered, KnownGates } from './dialect.ts'
import { play } from './golden/play.ts'
import { homeAssistant, type HomeAssistantState } from './home-assistant.ts'
import { withDiscovered, nothingKnown } from './known-gates.ts'

const dialect = homeAssistant()
const message = (topic: string, say: unknown, retain = false, at = 1000) => ({
  topic,
  payload: typeof say === 'string' ? say : JSON.stringify(say),
  retain,
  at
})
const discover = (topic: string, say: unknown, known?: KnownGates<HomeAssistantState>) =>
  dialect.discover(message(`homeassistant/${topic}/config`, say, true), known)

/** Returns the only gate found. */
function gateOf([found]: Discovered<HomeAssistantState>[]): HomeAssistantState {
  if (!found || !('state' in found)) throw new Error(JSON.stringify(found))
  return found.state
}

/** Returns the known gates after these messages, sent a second apart. */
function after(
  messages: [topic: string, say: unknown, retained?: boolean][]
): KnownGates<HomeAssistantState> {
  return messages.reduce<KnownGates<HomeAssistantState>>(
    (known, [topic, say, retained], at) =>
      play(dialect, known, message(topic, say, retained, at * 1000)).known,
    nothingKnown
  )
}

const cover = { cmd_t: 'g/set', stat_t: 'g/state', avty_t: 'g/lwt', dev: { ids: 'd' } }
const sensor = { name: 'Obstruction', stat_t: 'g/tia', dev: { ids: ['other', 'd'] } }
const announce = ['homeassistant/cover/g/config', cover] as [string, unknown]

test('19 what to subscribe: both depths under the site prefix, then what the gate and its sensor are heard on', () => {
  expect(homeAssistant('antt/ha').discovery).toEqual([
    'antt/ha/cover/+/config',
    'antt/ha/cover/+/+/config',
    'antt/ha/binary_sensor/+/config',
    'antt/ha/binary_sensor/+/+/config',
    'antt/ha/device/+/config',
    'antt/ha/device/+/+/config'
  ])
  const { gates } = after([['homeassistant/binary_sensor/t/config', sensor], announce])
  expect(dialect.topics(gates['g']!)).toEqual(['g/state', 'g/lwt', 'g/tia'])
})

test('19 a message that says nothing of the gate gives the same object back', () => {
  const { gates } = after([announce, ['g/lwt', 'online']])
  for (const [topic, payload] of [
    ['g/other', 'closed'],
    ['g/state', ''],
    ['g/lwt', 'Online']
  ] as const) {
    expect(dialect.normalise(gates['g']!, message(topic, payload))).toBe(gates['g'])
  }
})

test('19 without what is known a gate is still found and removed, and a device form finds its own sensors', () => {
  expect(gateOf(discover('cover/g', cover)).motion).toBe('unknown')
  expect(discover('cover/g', '')).toEqual([{ id: 'g', removed: true }])
  const cmps = { tia: { p: 'binary_sensor', ...sensor }, cua: { p: 'cover', ...cover } }
  const found = discover('device/g', { dev: { ids: 'd' }, o: { name: 'x' }, cmps })
  expect(found.map(({ id }) => id)).toEqual(['binary_sensor/g/tia', 'g/cua'])
  expect(gateOf(found.slice(1)).sensors).toHaveLength(1)
})

test('19 an obstruction sensor belongs to the gate of its device, whichever comes first; other sensors do not', () => {
  const tia = ['homeassistant/binary_sensor/t/config', sensor] as [string, unknown]
  const strange = ['homeassistant/binary_sensor/u/config', { ...sensor, dev: { ids: 'e' } }] as [
    string,
    unknown
  ]
  const motion = ['homeassistant/binary_sensor/m/config', { ...sensor, name: 'Motion' }] as [string, unknown]
  const battery = ['homeassistant/binary_sensor/b/config', { ...sensor, dev_cla: 'battery' }] as [
    string,
    unknown
  ]
  for (const order of [
    [tia, strange, motion, battery, announce],
    [announce, battery, motion, strange, tia]
  ]) {
    const known = after([...order, ['g/lwt', 'online'], ['g/tia', 'ON']])
    expect(known.gates['g']).toMatchObject({ obstructed: true, sensors: [{ source: tia[0] }] })
    expect(Object.keys(known.parts).sort()).toEqual(['binary_sensor/t', 'binary_sensor/u'])
  }
})

test('19 a clear way is only believed from a controller that is there; an obstruction always', () => {
  const tia = ['homeassistant/binary_sensor/t/config', sensor] as [string, unknown]
  const obstructed = (...said: [string, unknown, boolean?][]) =>
    after([announce, tia, ...said]).gates['g']?.obstructed
  expect(obstructed(['g/tia', 'OFF', true])).toBe(null)
  expect(obstructed(['g/lwt', 'online', true], ['g/tia', 'OFF', true])).toBe(null)
  expect(obstructed(['g/lwt', 'online', true], ['g/tia', 'OFF'])).toBe(false)
  expect(obstructed(['g/lwt', 'online'], ['g/tia', 'OFF'], ['g/lwt', 'online'])).toBe(null)
  expect(obstructed(['g/lwt', 'online'], ['g/tia', 'ON'], ['g/lwt', 'online'])).toBe(true)
  expect(obstructed(['g/tia', 'ON', true])).toBe(true)
  expect(obstructed(['g/lwt', 'online'], ['g/tia', 'ON'], ['g/tia', 'blind'])).toBe(null)
  expect(obstructed(['g/lwt', 'online'], ['g/tia', 'OFF'], ['g/lwt', 'offline'], ['g/lwt', 'online'])).toBe(
    null
  )
})

test('19 a sensor that moved to the device form does not go with its old topic', () => {
  const topic = 'homeassistant/binary_sensor/g/tia/config'
  const root = { dev: { ids: 'd' }, o: { name: 'x' }, cmps: { tia: { p: 'binary_sensor', ...sensor } } }
  const moved = after([
    announce,
    [topic, sensor],
    ['homeassistant/device/g/config', root],
    [topic, ''],
    ['g/tia', 'ON']
  ])
  expect(moved.gates['g']?.obstructed).toBe(true)
  expect(after([announce, [topic, sensor], [topic, ''], ['g/tia', 'ON']]).gates['g']?.obstructed).toBe(null)
})

test('19 with two sensors one obstruction is enough, and both must say clear', () => {
  const sensors = ['t', 'u'].map(
    (id) =>
      [`homeassistant/binary_sensor/${id}/config`, { ...sensor, stat_t: `g/${id}` }] as [string, unknown]
  )
  const obstructed = (...said: [string, unknown][]) =>
    after([announce, ['g/lwt', 'online'], ...sensors, ...said]).gates['g']?.obstructed
  expect(obstructed(['g/t', 'OFF'])).toBe(null)
  expect(obstructed(['g/t', 'OFF'], ['g/u', 'OFF'])).toBe(false)
  expect(obstructed(['g/t', 'OFF'], ['g/u', 'ON'])).toBe(true)
})

test('19 a sensor that we cannot read, or that never says clear, is a warning and no obstruction', () => {
  for (const strange of [{ val_tpl: '{% if x %}ON{% endif %}' }, { off_dly: 5 }]) {
    const known = after([
      announce,
      ['homeassistant/binary_sensor/t/config', { ...sensor, ...strange }],
      ['g/lwt', 'online'],
      ['g/tia', 'ON']
    ])
    expect(known.gates['g']).toMatchObject({ obstructed: null, warnings: ['obstruction-needs-mapping'] })
  }
})

test('19 what a sensor said lasts no longer than it announced; a sensor that is away says nothing', () => {
  const known = after([
    announce,
    ['homeassistant/binary_sensor/t/config', { ...sensor, exp_aft: 3, avty_t: 'g/tia/lwt' }],
    ['g/lwt', 'online'],
    ['g/tia', 'OFF']
  ])
  const at = (seconds: number, topic: string, say: string) =>
    dialect.normalise(known.gates['g']!, message(topic, say, false, seconds * 1000)).obstructed
  expect(at(6, 'g/state', 'open')).toBe(false)
  expect(at(7, 'g/state', 'open')).toBe(null)
  expect(at(4, 'g/tia/lwt', 'offline')).toBe(null)
})

test('19 when the controller last spoke: only what it says itself counts, whoever vouches for more', () => {
  const reportedAt = (...said: [string, unknown, boolean?][]) =>
    after([announce, ...said]).gates['g']?.reportedAt
  expect(reportedAt(['g/state', 'closed', true], ['g/lwt', 'online', true])).toBe(null)
  expect(reportedAt(['g/lwt', 'online', true], ['g/state', 'closed', true])).toBe(null)
  expect(reportedAt(['g/lwt', 'online', true], ['g/state', 'closed'])).toBe(2000)
  expect(reportedAt(['g/state', 'closed'], ['g/lwt', 'offline'], ['g/lwt', 'online'])).toBe(1000)
})

test('19 presets are for the state word alone, and their other word must be the one for standing still', () => {
  const or = (key: string, otherwise: string) =>
    `{% if "${key}" in value_json and value_json["${key}"] %} {{ value_json["${key}"] }} {% else %} ${otherwise} {% endif %}`
  const warnings = (more: object) => gateOf(discover('cover/g', { ...cover, ...more })).warnings
  expect(warnings({ val_tpl: or('moving', 'stopped') })).toEqual([])
  expect(warnings({ val_tpl: or('moving', 'closed') })).toEqual(['needs-mapping'])
  expect(warnings({ pos_t: 'g/pos', pos_tpl: or('position', '0') })).toEqual(['needs-mapping'])
  expect(warnings({ avty_tpl: or('state', 'online') })).toEqual(['needs-mapping'])
})

test('19 it is asked by the birth message of Home Assistant, at the topic and in the word of the site', () => {
  const gate = gateOf(discover('cover/g', cover))
  expect(dialect.ask(gate)).toEqual([
    { topic: 'homeassistant/status', payload: 'online', qos: 1, retain: false, expirySeconds: 3 }
  ])
  expect(homeAssistant('xa', { topic: 'xa/status', payload: 'ready' }).ask(gate)).toMatchObject([
    { topic: 'xa/status', payload: 'ready' }
  ])
})

test('15 closing is not sent while something stands in the way, nor is a lower position; stopping and opening are', () => {
  const known = after([
    ['homeassistant/cover/g/config', { ...cover, pos_t: 'g/pos', set_pos_t: 'g/pos/set' }],
    ['homeassistant/binary_sensor/t/config', sensor],
    ['g/lwt', 'online'],
    ['g/pos', '50'],
    ['g/tia', 'ON']
  ])
  const sent = (action: Parameters<typeof dialect.command>[1]) =>
    dialect.command(known.gates['g']!, action)?.[0]
  expect([sent('CLOSE'), sent({ position: 49 })]).toEqual([undefined, undefined])
  expect(sent('OPEN')).toEqual({ topic: 'g/set', payload: 'OPEN', qos: 0, retain: false, expirySeconds: 3 })
  expect([sent('STOP')?.payload, sent({ position: 60 })?.payload]).toEqual(['STOP', '60'])
  expect([sent({ position: 101 }), sent({ position: 50.5 })]).toEqual([undefined, undefined])
})

test('19 what is refused leaves what is known, what is gone leaves nothing', () => {
  const known = after([announce])
  expect(withDiscovered(known, [{ id: 'g', refused: 'malformed' }])).toEqual(known)
  expect(withDiscovered(known, [{ id: 'g', removed: true }])).toEqual(nothingKnown)
})
