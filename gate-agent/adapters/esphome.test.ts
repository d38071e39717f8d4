import { expect, test } from 'vitest'
import type { Action } from './dialect.ts'
import { dialectOf } from './dialects.ts'
import { esphome, esphomeGate, type EsphomeState } from './esphome.ts'
import { after, gateAfter, message } from './golden/born.ts'

const dialect = esphome()
const base = 'cong01/cover/cua'
const heard = (state: EsphomeState, ...said: [topic: string, say: string, retain?: boolean][]) =>
  said.reduce(
    (state, [topic, say, retain = false], at) =>
      dialect.normalise(state, message(topic, say, { retain, at })),
    state
  )

test('20 a gate is found once, by its word or its position, and by nothing else', () => {
  const found = (topic: string, say = 'open') => dialect.discover(message(topic, say)).map(({ id }) => id)
  expect(found('cong01/cover/cua/state')).toEqual(['cong01/cua'])
  expect(found('a/b/c/cover/cua/position/state', '40')).toEqual(['a/b/c/cua'])
  expect(found('a/b/c/d/cover/cua/state')).toEqual([])
  expect(found('cong01/cover/cua/command')).toEqual([])
  expect(found('cong01/switch/cua/state')).toEqual([])
  expect(found('cong01/cover/cua/state', '')).toEqual([])
  const known = after(dialect, [message(`${base}/state`, 'open')])
  expect(dialect.discover(message(`${base}/state`, 'open'), known)).toEqual([])
})

test('20 under the prefix that the operator names, with what only he knows', () => {
  const own = dialectOf('esphome', 'a/b/c/d', { assumed: true })
  expect(own.discovery).toEqual(['a/b/c/d/cover/+/state', 'a/b/c/d/cover/+/position/state'])
  const [found, ...others] = own.discover(message('a/b/c/d/cover/cua/state', 'open'))
  expect([found, others]).toMatchObject([{ id: 'a/b/c/d/cua', state: { assumed: true } }, []])
  expect(own.discover(message('cong01/cover/cua/state', 'open'))).toEqual([])
})

test('20 what to hear of a gate; it is asked by the birth message at which its operator makes it report', () => {
  const gate = esphomeGate('cong01', 'cua', { obstacle: 'vat_can' })
  expect(dialect.topics(gate)).toEqual([
    'cong01/status',
    `${base}/state`,
    `${base}/position/state`,
    'cong01/binary_sensor/vat_can/state'
  ])
  expect(dialect.topics(esphomeGate('cong01', 'cua'))).toHaveLength(3)
  expect(dialect.ask(gate).map(({ topic, payload }) => [topic, payload])).toEqual([
    ['homeassistant/status', 'online']
  ])
  expect(esphome('a', { birth: { topic: 'xa/hoi', payload: 'lai' } }).ask(gate)).toMatchObject([
    { topic: 'xa/hoi', payload: 'lai', retain: false }
  ])
})

test('20 a birth and a will message of its own are understood, and no other', () => {
  const own = esphome('cong01', { status: { topic: 'cong01/song', online: 'có', offline: 'mất' } })
  const gate = gateAfter(own, 'cong01/cua', [message(`${base}/state`, 'open')])
  expect(own.topics(gate)).toContain('cong01/song')
  const here = (...said: [string, string][]) =>
    said.reduce((gate, [topic, say]) => own.normalise(gate, message(topic, say)), gate).deviceOnline
  expect([here(['cong01/song', 'có']), here(['cong01/song', 'có'], ['cong01/song', 'mất'])]).toEqual([
    true,
    false
  ])
  expect([here(['cong01/song', 'online']), here(['cong01/status', 'có'])]).toEqual([false, false])
})

test('20 what says nothing of the gate gives the same object back', () => {
  const gate = gateAfter(dialect, 'cong01/cua', [
    message(`${base}/state`, 'open'),
    message('cong01/status', 'online')
  ])
  for (const [topic, say] of [
    ['cong01/status', 'online'],
    ['cong01/status', 'gone'],
    [`${base}/state`, ''],
    [`${base}/position/state`, '-1'],
    ['cong02/cover/cua/state', 'closed']
  ] as const)
    expect(dialect.normalise(gate, message(topic, say))).toBe(gate)
})

test('20 when the controller last spoke: only what it says itself counts, whoever vouches for more', () => {
  const reportedAt = (...said: [string, string, boolean?][]) =>
    heard(esphomeGate('cong01', 'cua'), ['x', ''], ...said).reportedAt
  expect(reportedAt([`${base}/state`, 'closed', true], ['cong01/status', 'online', true])).toBe(null)
  expect(reportedAt(['cong01/status', 'online', true], [`${base}/state`, 'closed', true])).toBe(null)
  expect(reportedAt(['cong01/status', 'online', true], [`${base}/state`, 'closed'])).toBe(2)
})

test('15 with something in the way nothing that closes is sent; opening and stopping are', () => {
  const gate = heard(
    esphomeGate('cong01', 'cua', { obstacle: 'vat_can' }),
    ['cong01/status', 'online'],
    [`${base}/position/state`, '50'],
    ['cong01/binary_sensor/vat_can/state', 'ON']
  )
  const sent = (action: Action) => dialect.command(gate, action)
  expect(gate.obstructed).toBe(true)
  expect([sent('CLOSE'), sent({ position: 49 }), sent({ position: 50.5 }), sent({ position: 101 })]).toEqual(
    Array(4).fill(null)
  )
  expect([
    sent('OPEN')?.[0]?.payload,
    sent('STOP')?.[0]?.payload,
    sent({ position: 60 })?.[0]?.payload
  ]).toEqual(['OPEN', 'STOP', '60'])
  const unknown = { ...gate, position: null }
  expect(dialect.command(unknown, { position: 60 })).toBe(null)
})

test('20 a clear way is only believed from a controller that is there; an obstacle always; what is gone says nothing', () => {
  const sensor = 'cong01/binary_sensor/vat_can/state'
  const obstructed = (...said: [string, string, boolean?][]) =>
    heard(esphomeGate('cong01', 'cua', { obstacle: 'vat_can' }), ...said).obstructed
  expect(obstructed([sensor, 'OFF', true])).toBe(null)
  expect(obstructed([sensor, 'OFF', true], ['cong01/status', 'online', true])).toBe(null)
  expect(obstructed(['cong01/status', 'online', true], [sensor, 'OFF'])).toBe(false)
  expect(obstructed(['cong01/status', 'online'], [sensor, 'OFF'], ['cong01/status', 'online'])).toBe(null)
  expect(obstructed(['cong01/status', 'online'], [sensor, 'ON'], ['cong01/status', 'online'])).toBe(true)
  expect(obstructed([sensor, 'ON', true])).toBe(true)
  expect(obstructed(['cong01/status', 'online'], [sensor, 'ON'], [sensor, 'blind'])).toBe(null)
  expect(obstructed(['cong01/status', 'online'], [sensor, 'OFF'], ['cong01/status', 'offline'])).toBe(null)
  expect(
    obstructed(
      ['cong01/status', 'online'],
      [sensor, 'ON'],
      ['cong01/status', 'offline'],
      ['cong01/status', 'online']
    )
  ).toBe(null)
})
