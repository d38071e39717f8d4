import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FaultyLine, gateState } from '../../../../tests/faulty-connection.ts'
import { GateControl } from './gate-control.svelte.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

const start = Date.UTC(2026, 10, 24, 8)

/** Roles that count at the gate. */
const at = (...roles: Role[]) => ({ roles, closing: roles })

let line: FaultyLine
let recorded: Draft[]
let control: GateControl
beforeEach(() => {
  vi.useFakeTimers({ now: start })
  line = new FaultyLine()
  recorded = []
  control = new GateControl('cong-1b', {
    unit: 'thu',
    account: 'truc',
    rolesAt: () => at('officer'),
    clock: {
      now: () => Date.now(),
      random: (bytes) => new Uint8Array(bytes)
    },
    gateConnection: async () => line,
    isOffline: () => false,
    async record(draft) {
      recorded.push(draft)
      return { ok: true } as Outcome
    }
  })
})
afterEach(() => vi.useRealTimers())

const bodies = () => recorded.map(({ body }) => body)

test('4 a command that nobody answers is not known after three seconds; it is neither sent again nor forgotten', async () => {
  const asking = control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(2_900)
  expect(control.asked?.errand?.ordered).toBe('sent')
  expect(recorded).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  await asking
  expect(control.asked?.errand?.ordered).toBe('UNKNOWN')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(line.asks).toHaveLength(1)
  expect(bodies()).toMatchObject([{ command: line.asks[0]!.id, action: 'CLOSE', outcome: 'unknown' }])
  expect(line.listeners).toBe(0)
})

test('the first word ends the waiting, and the log says what it was', async () => {
  const asking = control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(400)
  line.reply('accepted')
  await asking
  expect(bodies()).toMatchObject([{ outcome: 'accepted' }])
  expect(control.asked?.errand).toMatchObject({ ordered: 'accepted', reached: false })
})

test('how a command ended is heard also when nobody looks at the gate any more', async () => {
  const asking = control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(10)
  line.reply('accepted')
  await asking
  expect(line.listeners).toBe(1)
  await vi.advanceTimersByTimeAsync(14_000)
  line.reply('completed')
  await vi.advanceTimersByTimeAsync(10)
  expect(line.listeners).toBe(0)
  await vi.advanceTimersByTimeAsync(300_000)
  expect(control.asked?.errand?.ordered).toBe('completed')
})

test('a gate that never says how it ended is not listened to for ever', async () => {
  const asking = control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(10)
  line.reply('accepted')
  await asking
  await vi.advanceTimersByTimeAsync(110_000)
  expect(line.listeners).toBe(0)
})

test('offline nothing was sent: the log says so once, however often somebody presses', async () => {
  line.answer = 'OFFLINE'
  line.state = 'lost'
  for (let i = 0; i < 5; i++) await control.ask({ action: 'CLOSE' })
  expect(bodies()).toMatchObject([{ action: 'CLOSE', outcome: 'refused', code: 'OFFLINE' }])
  expect(control.asked).toMatchObject({ action: 'CLOSE', errand: null })
  await vi.advanceTimersByTimeAsync(11_000)
  await control.ask({ action: 'CLOSE' })
  expect(recorded).toHaveLength(2)
})

test('the line back again, the very next press is a command', async () => {
  line.answer = 'OFFLINE'
  await control.ask({ action: 'CLOSE' })
  line.answer = 'sent'
  void control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(10)
  expect(line.asks).toHaveLength(2)
})

test('where the code of the line cannot be had, nothing was sent either', async () => {
  const lost = new GateControl('cong-1b', {
    unit: 'thu',
    account: 'truc',
    rolesAt: () => at('officer'),
    clock: {
      now: () => Date.now(),
      random: (bytes) => new Uint8Array(bytes)
    },
    gateConnection: () => Promise.reject(new Error('not in the cache')),
    isOffline: () => false,
    async record(draft) {
      recorded.push(draft)
      return { ok: true } as Outcome
    }
  })
  await lost.ask({ action: 'CLOSE' })
  expect(bodies()).toMatchObject([{ outcome: 'refused', code: 'OFFLINE' }])
})

test('without a network the connection is lost at once, before its code has loaded', () => {
  let isOffline = true
  const loading = new GateControl('cong-1b', {
    unit: 'thu',
    account: 'truc',
    rolesAt: () => at('officer'),
    clock: { now: () => Date.now(), random: (bytes) => new Uint8Array(bytes) },
    gateConnection: () => new Promise(() => {}),
    isOffline: () => isOffline,
    record: async () => ({ ok: true }) as Outcome
  })
  expect(loading.line).toBe('lost')
  isOffline = false
  expect(loading.line).toBe('connecting')
})

test('a press while the command is on its way sends no second one; STOP goes all the same', async () => {
  void control.ask({ action: 'CLOSE' })
  void control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(10)
  void control.ask({ action: 'STOP' })
  await vi.advanceTimersByTimeAsync(10)
  expect(line.asks.map(({ action }) => action)).toEqual(['CLOSE', 'STOP'])
})

test('the broker turns it back: the log names why, at once', async () => {
  line.answer = 'AGENT_OFFLINE'
  await control.ask({ action: 'CLOSE' })
  expect(control.asked?.errand).toMatchObject({ ordered: 'refused', refusal: { code: 'AGENT_OFFLINE' } })
  expect(bodies()).toMatchObject([{ outcome: 'refused', code: 'AGENT_OFFLINE' }])
})

test('a full phone says that the log has no entry', async () => {
  const full = new GateControl('cong-1b', {
    unit: 'thu',
    account: 'truc',
    rolesAt: () => at('officer'),
    clock: {
      now: () => Date.now(),
      random: (bytes) => new Uint8Array(bytes)
    },
    gateConnection: async () => line,
    isOffline: () => false,
    record: async () => ({
      ok: false,
      refusal: { code: 'storage-full' }
    })
  })
  line.answer = 'OFFLINE'
  await full.ask({ action: 'CLOSE' })
  expect(full.unlogged).toEqual({ code: 'storage-full' })
})

test('what somebody says goes with it, in NFC; and what he had before his eyes', async () => {
  line.answer = 'AGENT_OFFLINE'
  await control.ask({ action: 'PASS', reason: '  Chợ sớm '.normalize('NFD'), noCamera: true })
  expect(line.asks[0]).toMatchObject({ action: 'PASS', reason: 'Chợ sớm', seen: { noCamera: true } })
})

test('a lock goes with its kind, a postponement with its hour; the log keeps why', async () => {
  line.answer = 'AGENT_OFFLINE'
  await control.ask({ action: 'LOCK', lock: 'maintenance', reason: 'Thay xích' })
  await control.ask({ action: 'POSTPONE', until: start + 3_600_000, reason: 'Đám tang' })
  expect(line.asks).toMatchObject([
    { action: 'LOCK', lock: 'maintenance', reason: 'Thay xích' },
    { action: 'POSTPONE', until: start + 3_600_000 }
  ])
  expect(bodies()).toMatchObject([
    { action: 'LOCK', reason: 'Thay xích', code: 'AGENT_OFFLINE' },
    { action: 'POSTPONE', reason: 'Đám tang' }
  ])
})

test('roles: a hamlet team closes, and opens nothing; local government commands nothing', () => {
  const of = (...roles: GateControlRoles) =>
    new GateControl('cong-1b', {
      unit: 'thu',
      account: 'x',
      rolesAt: () => at(...roles),
      clock: {
        now: () => Date.now(),
        random: (bytes) => new Uint8Array(bytes)
      },
      gateConnection: async () => line,
      isOffline: () => false,
      record: async () => ({ ok: true }) as Outcome
    })
  expect(['CLOSE', 'OPEN', 'STOP'].map((action) => of('hamlet').may(action as 'OPEN'))).toEqual([
    true,
    false,
    true
  ])
  expect(['CLOSE', 'OPEN', 'STOP'].map((action) => of('ubnd').may(action as 'OPEN'))).toEqual([
    false,
    false,
    false
  ])
  expect(of().may('STOP')).toBe(false)
})
type GateControlRoles = ('hamlet' | 'ubnd')[]

test('a lock does not hide what the gate was told to do; in a drill both are marked, in the log too', async () => {
  const closing = control.ask({ action: 'CLOSE', drill: true })
  await vi.advanceTimersByTimeAsync(10)
  line.reply('moving')
  await closing
  const locking = control.ask({ action: 'LOCK', lock: 'alarm', drill: true })
  await vi.advanceTimersByTimeAsync(10)
  line.answer = 'OFFLINE'
  line.reply('completed')
  await locking
  expect(line.asks).toMatchObject([
    { action: 'CLOSE', drill: true },
    { action: 'LOCK', lock: 'alarm', drill: true }
  ])
  expect(control.moved).toMatchObject({ action: 'CLOSE', errand: { ordered: 'moving' } })
  expect(control.asked).toMatchObject({ action: 'LOCK', errand: { ordered: 'completed' } })
  expect(bodies()).toMatchObject([
    { action: 'CLOSE', drill: true },
    { action: 'LOCK', drill: true }
  ])
  await control.ask({ action: 'UNLOCK' })
  expect(control.asked).toMatchObject({ action: 'UNLOCK', errand: null })
  expect(bodies().at(-1)).not.toHaveProperty('drill')
})

test('locked for maintenance it does not close by itself, whatever its hour is; locked for an alarm it does', async () => {
  void control.ask({ action: 'STOP' })
  await vi.advanceTimersByTimeAsync(10)
  const closesAt = start + 3_600_000
  const closes = (kind?: 'maintenance' | 'alarm') => {
    const lock = kind ? { kind, by: 'truong', since: start } : null
    line.tell({ state: gateState({ closesAt, lock }) })
    return control.closesAt
  }
  expect([closes(), closes('alarm'), closes('maintenance')]).toEqual([closesAt, closesAt, null])
})

test('without a line its word is only what it said last, and a gate that was on its way can be stopped for as long as it may be', async () => {
  void control.ask({ action: 'STOP' })
  await vi.advanceTimersByTimeAsync(10)
  line.tell({ state: gateState({ motion: 'closing' }) })
  expect([control.shown.kind, control.mayMove]).toEqual(['fresh', true])
  line.state = 'lost'
  expect(control.shown).toMatchObject({ kind: 'stale', last: 'closing' })
  line.tell({ state: gateState({ motion: 'closed', position: 0 }) })
  expect([control.shown.kind, control.saysClosed, control.mayMove]).toEqual(['stale', false, false])
  line.tell({ state: gateState({ motion: 'closing' }) })
  await vi.advanceTimersByTimeAsync(89_000)
  expect(control.mayMove).toBe(true)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(control.mayMove).toBe(false)
})

test('a reason with a marking of a state secret goes nowhere: no command, no log entry', async () => {
  void control.ask({ action: 'LOCK', reason: 'Kế hoạch (TỐI MẬT)', lock: 'alarm' })
  await vi.advanceTimersByTimeAsync(10)
  expect([line.asks, recorded, control.asked]).toEqual([[], [], null])
  expect(control.unlogged).toEqual({ code: 'secret-marking', at: 'body.reason' })
})
