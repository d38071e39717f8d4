import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Dialect, DialectState } from '../../adapters/dialect.ts'
import { dialectOf } from '../../adapters/dialects.ts'
import { mostParts } from '../../adapters/known-gates.ts'
import { AcceptedFiles } from '../accepted-file.ts'
import { machineClock } from '../agent-clock.ts'
import { ControllerConnection } from './controller-connection.ts'
import { PinnedController } from './pinned-controller.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'parts-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const cover = 'homeassistant/cover/cong01/cua/config'
const own = { identifiers: ['cong01'] }
const sensor = (name: string, device: object) => ({
  topic: `homeassistant/binary_sensor/${name}/config`,
  payload: JSON.stringify({ state_topic: `${name}/obstruct`, device })
})
const stranger = (at: number) => sensor(`la-${at}`, { identifiers: [`la-${at}`] })

/** The connection of a gate that counts what each message has to look through. */
function connected() {
  const known = { most: 0 }
  const inner = dialectOf('home-assistant')
  const dialect: Dialect<DialectState> = {
    ...inner,
    discover(message, now) {
      const { gates, parts } = now!
      known.most = Math.max(known.most, Object.keys(gates).length + Object.keys(parts).length)
      return inner.discover(message, now)
    }
  }
  let now = 0
  const clock = { ...machineClock, now: () => now, steady: () => now }
  const files = new AcceptedFiles(join(folder, 'g'))
  const id = 'cong01/cua'
  let hear!: (message: { topic: string; payload: string; retain: boolean }) => void
  const connection = new ControllerConnection({
    clock,
    dialect,
    id,
    pinned: new PinnedController({ dialect, id, clock, files, isFree: () => true, told() {} }),
    link: {
      watch: () => () => {},
      listen(filter, heard) {
        if (filter.startsWith('homeassistant/')) hear = heard
        return () => {}
      },
      send: async () => ({ code: 'sent' })
    },
    hear() {},
    query() {},
    warned() {},
    notTold() {},
    orderLeft() {},
    trouble() {}
  })
  return {
    known,
    files,
    says: ({ topic, payload }: { topic: string; payload: string }) => hear({ topic, payload, retain: true }),
    settles() {
      now += 10_000
      connection.tick()
    }
  }
}
const announced = {
  topic: cover,
  payload: JSON.stringify({ command_topic: 'cong01/set', state_topic: 'cong01/state', device: own })
}

test('each message looks through few parts, however many sensors and covers strangers announce before or after the gate', () => {
  const { known, says, settles, files } = connected()
  const strangers = (from: number) => {
    for (let at = from; at < from + 1_000; at++) {
      says(stranger(at))
      says({ ...announced, topic: `homeassistant/cover/la-${at}/cua/config` })
    }
  }
  strangers(0)
  expect(known.most).toBe(mostParts)
  says(announced)
  says(sensor('cong01', own))
  known.most = 0
  strangers(1_000)
  // The gate, and its own sensor.
  expect(known.most).toBe(2)
  settles()
  const topics = files.accepted!.messages.map(({ topic }) => topic)
  expect(topics).toContain(sensor('cong01', own).topic)
  expect(topics.length).toBeLessThanOrEqual(mostParts + 2)
})

test('even of sensors that claim to be of its device only some are remembered', () => {
  const { known, says } = connected()
  says(announced)
  for (let at = 0; at < 1_000; at++) says(sensor(`cong01-${at}`, own))
  expect(known.most).toBe(mostParts + 1)
})

test('a device of countless components is none', () => {
  const dialect = dialectOf('home-assistant')
  const found = (count: number) => {
    const one = { p: 'cover', cmd_t: 'a', stat_t: 'b' }
    const cmps = Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${at}`, one]))
    const payload = JSON.stringify({ dev: { ids: ['x'] }, o: { name: 'x' }, cmps })
    return dialect.discover({ topic: 'homeassistant/device/x/config', payload, retain: true, at: 0 })
  }
  expect(found(500)).toHaveLength(500)
  expect(found(501)).toEqual([{ id: 'x', refused: 'too-many-components' }])
})
