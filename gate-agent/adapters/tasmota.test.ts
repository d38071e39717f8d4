import { expect, test } from 'vitest'
import { after, firstSaid, gateAfter, message } from './golden/born.ts'
import { tasmota } from './tasmota.ts'

const dialect = tasmota()
const plain = firstSaid('tasmota/one-shutter.json') as object
const announced = (more: object = {}) =>
  message('tasmota/discovery/D8F15B7E0CB4/config', { ...plain, ...more }, { retain: true })
const idsOf = (more: object) => dialect.discover(announced(more)).map(({ id }) => id)
const gateOf = (more: object = {}) => gateAfter(dialect, 'D8F15B7E0CB4/1', [announced(more)])

test('21 a shutter is a pair of neighbouring relays; lone ones are none', () => {
  expect(idsOf({ rl: [3, 3, 0, 0] })).toEqual(['D8F15B7E0CB4/1'])
  expect(idsOf({ rl: [3, 3, 3, 3] })).toEqual(['D8F15B7E0CB4/1', 'D8F15B7E0CB4/2'])
  expect(idsOf({ rl: [1, 3, 3, 1] })).toEqual(['D8F15B7E0CB4/1'])
  for (const rl of [[], [3], [3, 1, 3], [1, 2], [3, 3.5]]) expect(idsOf({ rl })).toEqual([])
  expect(idsOf({ rl: Array(64).fill(3) })).toHaveLength(16)
})

test('21 sho is a bit mask: inverted, locked, endstops, buttons of the web page', () => {
  const of = (...sho: number[]) => {
    const { inverted, warnings } = gateOf({ sho })
    return [inverted, ...warnings]
  }
  expect([of(), of(0), of(1), of(2), of(3), of(4), of(8), of(13)]).toEqual([
    [false],
    [false],
    [true],
    [false, 'locked-on-device'],
    [true, 'locked-on-device'],
    [false],
    [false],
    [true]
  ])
})

test('21 what to hear, where to find, what to ask after a restart', () => {
  expect(tasmota('antt/discovery').discovery).toEqual(['antt/discovery/+/config'])
  expect(dialect.topics(gateOf())).toEqual([
    'tele/cong1b/LWT',
    'stat/cong1b/RESULT',
    'stat/cong1b/SHUTTER',
    'stat/cong1b/SHUTTER1',
    'stat/cong1b/STATUS10',
    'tele/cong1b/SENSOR'
  ])
  expect(dialect.ask(gateOf())).toEqual([
    { topic: 'cmnd/cong1b/Status', payload: '10', qos: 1, retain: false, expirySeconds: 3 }
  ])
})

test('21 the topics are built as the firmware builds them', () => {
  const cmnd = (ft: string, more: object = {}) => gateOf({ ft, ...more }).cmnd
  expect(cmnd('%topic%/%prefix%')).toBe('cong1b/cmnd/')
  expect(cmnd('nha//%prefix%/%topic%//')).toBe('nha/cmnd/cong1b/')
  expect(cmnd('%prefix%/%id%/%hostname%/')).toBe('cmnd/D8F15B7E0CB4/tasmota-7E0CB4-3252/')
  expect(cmnd('%topic%')).toBe('cong1b/cmnd/')
  expect(cmnd('%prefix%/%topic%/', { t: '%prefix%' })).toBe('cmnd/%prefix%/')
})

test('21 what cannot be read or addressed is refused and changes nothing; only news of its own topic is read', () => {
  const refused = (more: object) => dialect.discover(announced(more))
  expect(refused({ t: '' })).toEqual([{ id: 'D8F15B7E0CB4', refused: 'malformed' }])
  expect(refused({ tp: ['cmnd', 'stat'] })).toEqual([{ id: 'D8F15B7E0CB4', refused: 'malformed' }])
  expect(refused({ t: 'a/+/b' })).toEqual([{ id: 'D8F15B7E0CB4', refused: 'bad-topic' }])
  expect(dialect.discover(message('tasmota/discovery/D8F15B7E0CB4/sensors', plain))).toEqual([])
  expect(dialect.discover(message('tasmota/discovery/a/b/config', plain))).toEqual([])
})

test('21 without what is known every shutter that may be is gone with its controller', () => {
  const gone = dialect.discover(message('tasmota/discovery/D8F15B7E0CB4/config', ''))
  expect(gone).toHaveLength(16)
  expect(gone[0]).toEqual({ id: 'D8F15B7E0CB4/1', removed: true })
})

test('21 told of again it keeps its report, unless it is heard or counted otherwise', () => {
  const known = after(dialect, [
    announced(),
    message('tele/cong1b/LWT', 'Online'),
    message('stat/cong1b/RESULT', { Shutter1: { Position: 0, Direction: 0 } })
  ])
  const again = (more: object) => after(dialect, [announced(more)], known).gates['D8F15B7E0CB4/1']
  expect(again({ dn: 'Cổng khác', sho: [2] })).toMatchObject({
    motion: 'closed',
    name: 'Cổng khác',
    warnings: ['locked-on-device']
  })
  for (const more of [{ sho: [1] }, { t: 'x' }, { onln: 'x' }, { tp: ['cmnd', 's', 'tele'] }])
    expect(again(more)).toMatchObject({ motion: 'unknown', deviceOnline: false })
})

test('21 when it last spoke: an echo is no report, nor is what was retained', () => {
  const gate = gateAfter(dialect, 'D8F15B7E0CB4/1', [announced(), message('tele/cong1b/LWT', 'Online')])
  const reportedAt = (topic: string, say: unknown, retain = false) =>
    dialect.normalise(gate, message(topic, say, { retain })).reportedAt
  expect(reportedAt('stat/cong1b/RESULT', { ShutterOpen1: 100 })).toBe(null)
  expect(reportedAt('stat/cong1b/SHUTTER1', '0', true)).toBe(null)
  expect(reportedAt('stat/cong1b/SHUTTER1', '0')).toBe(1000)
  expect(dialect.normalise(gate, message('stat/cong1b/RESULT', { POWER1: 'ON' }))).toBe(gate)
})
