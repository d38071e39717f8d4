import { beforeEach, expect, test } from 'vitest'
import type { LinkState } from '#lib/data/mqtt/link.ts'
import { dialectOf } from '../adapters/dialects.ts'
import { simulatedHomeAssistant } from '../simulator/controllers/home-assistant.ts'
import { newShutter } from '../simulator/shutter.ts'
import type { Announcement } from './accepted-file.ts'
import { machineClock } from './agent-clock.ts'
import { ControllerConnection } from './controller/controller-connection.ts'
import { PinnedController } from './controller/pinned-controller.ts'
import { Repeats } from './repeats.ts'

let now: number
/** Topics of the announcements that were read, by the connection or by what pins the gate. */
let read: string[]
let isFull: boolean
let accepted: Announcement | null
let hearers: Map<string, (message: { topic: string; payload: string; retain: boolean }) => void>
let link: (state: LinkState) => void
let connection: ControllerConnection

beforeEach(() => {
  now = 0
  read = []
  isFull = false
  accepted = null
  hearers = new Map()
  const clock = { ...machineClock, now: () => now, steady: () => now }
  const real = dialectOf('home-assistant')
  const dialect: typeof real = {
    ...real,
    discover: (message, known) => (read.push(message.topic), real.discover(message, known))
  }
  const id = 'cong-1/cua'
  const files = {
    accepted: null,
    announced: null,
    version: '',
    accept(announcement: Announcement) {
      if (isFull) throw new Error('ENOSPC')
      accepted = announcement
    },
    announce() {}
  }
  const pinned = new PinnedController({ dialect, id, clock, files, isFree: () => true, told() {} })
  connection = new ControllerConnection({
    clock,
    dialect,
    id,
    pinned,
    link: {
      watch: (tell) => ((link = tell), () => {}),
      listen: (filter, hear) => (hearers.set(filter, hear), () => hearers.delete(filter)),
      send: async () => ({ code: 'sent' })
    },
    query() {},
    hear() {},
    warned() {},
    notTold() {},
    orderLeft() {},
    trouble() {}
  })
  link('open')
})

const shutter = newShutter(10_000)
/** Announced by a controller at its boot, and at each birth of Home Assistant. */
const announcements = (gate: string) =>
  simulatedHomeAssistant(gate)
    .boot(shutter)
    .filter(({ topic }) => topic.endsWith('/config'))
const all = ['cong-1', 'cong-2', 'cong-3'].flatMap(announcements)
const says = (topic: string, payload: string) =>
  hearers.get(`homeassistant/${topic.split('/')[1]}/+/+/config`)!({ topic, payload, retain: true })
/** Returns how many announcements a birth made somebody read. */
const birth = () => {
  read = []
  for (const { topic, payload } of all) says(topic, payload)
  return read.length
}
const pass = () => {
  now += 3_000
  connection.tick()
}

test('what changes nothing is read once more at most, however often it is announced', () => {
  birth()
  birth()
  expect(birth()).toBe(0)
})

test('a new announcement is read, and after it the others once more: it may give them another meaning', () => {
  birth()
  birth()
  const [topic, payload] = [all[0]!.topic, all[0]!.payload.replace('Cửa cuốn', 'Cửa sắt')]
  says(topic, payload)
  expect(read).toContain(topic)
  expect(birth()).toBeGreaterThan(all.length)
})

test('a connection that breaks forgets what it has read', () => {
  birth()
  birth()
  link('lost')
  link('open')
  expect(birth()).toBe(2 * all.length)
})

test('an announcement that a full disk did not take is judged again when it is repeated', () => {
  isFull = true
  birth()
  birth()
  expect(pass).toThrow('ENOSPC')
  isFull = false
  birth()
  pass()
  expect(accepted).not.toBeNull()
})

test('whoever invents topics fills no memory', () => {
  const repeats = new Repeats()
  for (let i = 0; i <= 1_000; i++) repeats.note({ topic: `x${i}`, payload: '' }, false)
  expect([repeats.has({ topic: 'x0', payload: '' }), repeats.has({ topic: 'x1000', payload: '' })]).toEqual([
    false,
    true
  ])
})
