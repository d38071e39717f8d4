import { expect, test } from 'vitest'
import type { CommandStatus } from '#lib/domain/gates/contract/command-status.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import type { Shown } from '#lib/domain/gates/contract/state.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { AlarmPhone, alarmId, aNight } from '../../../../tests/alarm.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { OwnCommand } from './command-request.ts'
import { lastCommand, lastOrder, newsOf, currentCommand, toldByLog } from './last-command.ts'

const minute = 60_000
const now = aNight + 60 * minute
const still = { kind: 'fresh', motion: 'closed' } as Shown
const runs = { kind: 'fresh', motion: 'closing' } as Shown
const idOf = (ago: number) => uuidv7(now - ago, new Uint8Array(10))
/** Builds a command reported by a phone whose clock is an hour ahead. */
const course = (ago: number) =>
  ({
    command: idOf(ago),
    action: 'CLOSE',
    actor: 'truong',
    at: new Date(now - ago + 60 * minute).toISOString()
  }) as CommandRecord
const asked = (ago: number) =>
  ({ command: idOf(ago), action: 'OPEN', at: now - ago, errand: { ordered: 'UNKNOWN' } }) as OwnCommand

test('a gate that runs by somebody’s order is not one that nobody ordered', () => {
  expect(currentCommand(null, course(20_000), runs, now)).toMatchObject({
    by: 'log',
    course: { actor: 'truong' }
  })
  expect(currentCommand(null, null, runs, now)).toEqual({ by: 'running' })
  expect(currentCommand(null, null, still, now)).toEqual({ by: 'nobody' })
  expect(currentCommand(null, course(11 * minute), still, now)).toEqual({ by: 'nobody' })
})

test('what this page asked for stands until somebody else orders something later', () => {
  expect(currentCommand(asked(5_000), course(20_000), runs, now).by).toBe('this-page')
  expect(currentCommand(asked(20_000), course(5_000), runs, now).by).toBe('log')
  expect(currentCommand(asked(20_000), course(20_000), runs, now).by).toBe('this-page')
  expect(currentCommand(asked(60 * minute), course(11 * minute), still, now).by).toBe('this-page')
})

test('of the log the last order that moves or stops the gate counts, also before the phone has told of it', () => {
  const agent = new AlarmPhone('may-cong')
  const told = (seconds: number, action: string, command: string) =>
    agent.says('gate/cong-1b', seconds, 'gates.event-reported', {
      kind: 'accepted',
      source: 'app',
      action,
      actor: 'truong',
      command
    } as never) as StoredFact
  const facts = [told(2, 'OPEN', alarmId(2)), told(5, 'CLOSE', alarmId(1)), told(10, 'LOCK', alarmId(3))]
  expect(lastCommand(facts.reverse())).toMatchObject({
    action: 'CLOSE',
    actor: 'truong',
    command: alarmId(1)
  })
  expect(lastCommand([])).toBe(null)
})

test('the last order is told whoever gave it by whatever means, within a day', () => {
  const agent = new AlarmPhone('may-cong')
  const told = (seconds: number, body: object) =>
    agent.says('gate/cong-1b', seconds, 'gates.event-reported', body as never) as StoredFact
  const command = (nth: number) => alarmId(nth * 1000)
  const by = (source: string, nth: number) =>
    told(nth, { kind: 'accepted', source, action: 'CLOSE', actor: null, command: command(nth) })
  const press = (nth: number) =>
    told(nth, { kind: 'local-manual', source: 'wall', after: { motion: 'opening' } })
  const soon = aNight + minute
  for (const source of ['app', 'lan', 'sms', 'schedule'])
    for (const at of [soon, soon + 12 * 60 * minute])
      expect(lastOrder(null, [by(source, 1)], still, at)).toMatchObject({ by: 'log', course: { source } })
  expect(lastOrder(null, [press(2), by('app', 1)], still, soon)).toEqual({ by: 'wall', at: aNight + 2000 })
  expect(lastOrder(null, [by('app', 3), press(2)], still, soon)).toMatchObject({ by: 'log' })
  // A gate that runs long after the last press does not run by it.
  const late = aNight + 30 * minute
  expect(lastOrder(null, [press(2)], runs, late)).toEqual({ by: 'running' })
  expect(lastOrder(null, [press(2)], still, late)).toMatchObject({ by: 'wall' })
  expect(lastOrder(null, [], still, soon)).toEqual({ by: 'nobody' })
})

test('what came of a command, or that it was not sent, is news for a minute, and nothing once somebody else ordered', () => {
  const told = (ago: number, errand: Partial<CommandStatus> | null) =>
    ({ ...asked(ago), errand }) as OwnCommand
  const isNews = (one: OwnCommand, later: number | null = null) => {
    return newsOf(one, later === null ? null : course(later), still, now) !== null
  }
  const ended = (ordered: CommandStatus['ordered'], ago: number, more: Partial<CommandStatus> = {}) =>
    isNews(told(10 * minute, { ordered, endedAt: now - ago, ...more }))
  const [young, old] = [59_000, 61_000]
  for (const ordered of ['completed', 'stopped', 'refused'] as const)
    expect([ended(ordered, young), ended(ordered, old)]).toEqual([true, false])
  expect([isNews(told(young, null)), isNews(told(old, null))]).toEqual([true, false])
  // The broker turned it back: no reply tells when it ended.
  const turnedBack = { ordered: 'refused', endedAt: null } as const
  expect([isNews(told(young, turnedBack)), isNews(told(old, turnedBack))]).toEqual([true, false])
  expect(newsOf(null, null, still, now)).toBeNull()
  expect([isNews(told(young, { ordered: 'completed' }), 10_000), isNews(told(young, null), 180_000)]).toEqual(
    [false, true]
  )
})

test('for what somebody has to go to the gate it is news until the gate stands as it was told to', () => {
  for (const ordered of ['UNKNOWN', 'moving', 'timeout', 'failed', 'obstructed'] as const) {
    const errand = { ordered, endedAt: now - 61_000, reached: false } as CommandStatus
    const isNews = (reached: boolean) =>
      newsOf({ ...asked(10 * minute), errand: { ...errand, reached } }, null, still, now) !== null
    expect([isNews(false), isNews(true)]).toEqual([true, false])
  }
})

test('what was not sent is the gate’s command only as long as it is news', () => {
  const unsent = (ago: number) => ({ ...asked(ago), errand: null }) as OwnCommand
  expect(currentCommand(unsent(59_000), null, still, now).by).toBe('this-page')
  expect(currentCommand(unsent(61_000), null, still, now).by).toBe('nobody')
})

test('a command whose page was left ends as the log tells it, once the gate itself has told the log', () => {
  const own = (ordered: CommandStatus['ordered'], ago = 20_000) =>
    ({ ...asked(ago), errand: { ordered } }) as OwnCommand
  const logged = (more: Partial<CommandRecord>, ago = 20_000) =>
    ({ ...course(ago), confirmed: true, outcome: 'completed', ...more }) as CommandRecord
  expect(toldByLog(own('UNKNOWN'), logged({}))).toMatchObject({ outcome: 'completed' })
  expect(toldByLog(own('moving'), logged({}))).not.toBeNull()
  expect(toldByLog(own('completed'), logged({}))).toBeNull()
  expect(toldByLog(own('UNKNOWN'), logged({ confirmed: false, outcome: 'unknown' }))).toBeNull()
  expect(toldByLog(own('UNKNOWN'), logged({ outcome: 'accepted' }))).toBeNull()
  expect(toldByLog(own('UNKNOWN'), logged({}, 30_000))).toBeNull()
  const isNews = (ago: number) =>
    newsOf(own('UNKNOWN', ago), logged({ tookMs: 30_000 }, ago), still, now) !== null
  expect([isNews(89_000), isNews(91_000)]).toEqual([true, false])
})
