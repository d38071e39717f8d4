import { expect, test } from 'vitest'
import { dialectNames, dialectOf, Setting } from './dialects.ts'
import * as v from 'valibot'
import type { DialectState, KnownGates, Message } from './dialect.ts'
import { firstSaid, message } from './golden/born.ts'
import { play } from './golden/play.ts'
import { nothingKnown } from './known-gates.ts'

/** All but the dialect of mapped gates, which nothing announces. */
const announcing = dialectNames.filter((name) => name !== 'mqtt')
const first: Record<(typeof announcing)[number], Message> = {
  'home-assistant': message('homeassistant/cover/g/config', { cmd_t: 'g/set', stat_t: 'g/state' }),
  esphome: message('g/cover/cua/state', 'open'),
  tasmota: message('tasmota/discovery/D8F15B7E0CB4/config', firstSaid('tasmota/one-shutter.json')),
  shelly: message('g/status/cover:0', { id: 0, state: 'open' }),
  zigbee2mqtt: message('zigbee2mqtt/bridge/devices', firstSaid('zigbee2mqtt/moving.json'))
}

test.each(announcing)(
  'a gate of any dialect is assumed where its operator says so, however often it is announced (%s)',
  (name) => {
    const dialect = dialectOf(name, undefined, { assumed: true })
    const known = [first[name], first[name]].reduce<KnownGates<DialectState>>(
      (known, said) => play(dialect, known, said).known,
      nothingKnown
    )
    expect(Object.values(known.gates).map(({ assumed }) => assumed)).toEqual([true])
  }
)

test('no topic of a setting has a wildcard', () => {
  const isGood = (setting: object) => v.is(Setting, setting)
  expect(isGood({ obstacle: 'vat_can', status: { topic: 'a/b' }, birth: { topic: 'c' } })).toBe(true)
  for (const topic of ['#', 'a/+', '', 'a\0'])
    expect([
      isGood({ obstacle: topic }),
      isGood({ status: { topic } }),
      isGood({ birth: { topic } })
    ]).toEqual(Array(3).fill(false))
})
