import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LinkState } from '#lib/data/mqtt/link.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import { dialectOf } from '../../adapters/dialects.ts'
import { AcceptedFiles } from '../accepted-file.ts'
import { machineClock } from '../agent-clock.ts'
import { ControllerConnection } from './controller-connection.ts'
import { noAnswer } from './controller-reports.ts'
import { PinnedController } from './pinned-controller.ts'

const second = 1_000
const minute = 60 * second

let folder: string
let now: number
/** Times of the queries, seconds. */
let asked: number[]
let reports: GateReport[]
let hearers: Map<string, (message: { topic: string; payload: string; retain: boolean }) => void>
let told: (state: LinkState) => void
let connection: ControllerConnection

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'controller-'))
  now = 0
  asked = []
  reports = []
  hearers = new Map()
  const clock = { ...machineClock, now: () => now, steady: () => now }
  const dialect = dialectOf('esphome', 'g')
  const files = new AcceptedFiles(join(folder, 'g'))
  connection = new ControllerConnection({
    clock,
    dialect,
    id: 'g/cua',
    pinned: new PinnedController({ dialect, id: 'g/cua', clock, files, isFree: () => true, told: () => {} }),
    link: {
      watch: (tell) => {
        told = tell
        return () => {}
      },
      listen: (filter, hear) => {
        hearers.set(filter, hear)
        return () => void hearers.delete(filter)
      },
      send: async ({ topic }) => {
        if (topic === 'homeassistant/status') asked.push(now / second)
        return { code: 'sent' }
      }
    },
    hear: (report) => void reports.push(report),
    query: (_query, send) => send(),
    warned: () => {},
    notTold: () => {},
    orderLeft: () => {},
    trouble: () => {}
  })
  told('open')
})
afterEach(() => rmSync(folder, { recursive: true }))

const says = (topic: string, payload: string, retain = false) =>
  hearers.get(topic)?.({ topic, payload, retain })
/** Finds the gate by what lies at the broker. */
const find = () => {
  hearers.get('g/cover/+/state')!({ topic: 'g/cover/cua/state', payload: 'closed', retain: true })
  says('g/status', 'online', true)
}
const pass = (ms: number) => {
  for (const end = now + ms; now < end;) {
    now += 250
    connection.tick()
  }
}
const answer = () => says('g/cover/cua/state', 'closed')
const last = () => reports.at(-1)!

test('a controller is asked as soon as its gate is found, and ever less often while it does not answer', () => {
  find()
  expect(asked).toEqual([0])
  expect(last()).toMatchObject({ motion: 'unknown', deviceOnline: true, reportedAt: null })
  pass(4 * minute)
  expect(asked).toEqual([0, 5, 10, 20, 40, 80, 140, 200])
  expect(last().warnings).toEqual([noAnswer])
})

test('one that answers is asked each minute, and warns of nothing', () => {
  find()
  answer()
  for (let minutes = 0; minutes < 3; minutes++) {
    pass(minute)
    answer()
  }
  expect(asked).toEqual([0, 60, 120, 180])
  expect(last()).toMatchObject({ motion: 'closed', reportedAt: 3 * minute, warnings: [] })
})

test('a change at the gate is no answer; an answer ends the warning', () => {
  find()
  pass(2 * minute)
  says('g/cover/cua/state', 'open')
  expect(last().warnings).toEqual([noAnswer])
  pass(minute)
  answer()
  pass(250)
  expect(last().warnings).toEqual([])
})

test('a birth is followed by a question, and one that comes as an answer by no loop of them', () => {
  find()
  answer()
  pass(20 * second)
  says('g/status', 'online')
  expect(asked).toEqual([0, 20])
  expect(last()).toMatchObject({ motion: 'unknown', deviceOnline: true, reportedAt: 0 })
  answer()
  says('g/status', 'online')
  expect(last().motion).toBe('closed')
  pass(20 * second)
  says('g/status', 'online')
  says('g/status', 'online')
  pass(1 * second)
  expect(asked).toEqual([0, 20, 40])
})

test('a connection that breaks ends all that was said', () => {
  find()
  answer()
  told('lost')
  expect(last()).toMatchObject({ motion: 'unknown', deviceOnline: false })
})
