import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { GateControl } from './gate-control.svelte.ts'
import type { GateAsk, GateHeard, GateLine, Source } from './ports.ts'
import type { Draft, Outcome } from './record.ts'

const start = Date.UTC(2026, 10, 24, 8)
const place = { v: 1, unit: 'thu', gate: 'cong-1b', key: 'A'.repeat(43) } as const

const state = (more: Partial<GateState> = {}): GateState => ({
  ...place,
  seq: 7,
  bootId: '01930000-0000-7000-8000-000000000000',
  agentTime: Date.now(),
  reportedAt: Date.now(),
  motion: 'open',
  position: 100,
  obstructed: false,
  assumed: false,
  deviceOnline: true,
  lock: null,
  lastCmdId: null,
  travelMs: 10_000,
  ...more
})

/** A line that does whatever a test wants of it: the faults of a real one, at will. */
class FaultyLine implements GateLine {
  state: GateLine['state'] = 'open'
  alerts = () => ({ subscribe: () => ({ unsubscribe() {} }) })
  heardNow: GateHeard = { state: state(), agentGone: false, replies: [] }
  readonly asks: GateAsk[] = []
  answer: Awaited<ReturnType<GateLine['send']>> = 'sent'
  #observers = new Set<{ next(heard: GateHeard): void }>()

  now = () => Date.now()
  skewed = () => false
  stop = async () => {}
  show = () => () => {}
  heard(): Source<GateHeard> {
    return {
      subscribe: (observer) => {
        this.#observers.add(observer)
        observer.next(this.heardNow)
        return { unsubscribe: () => void this.#observers.delete(observer) }
      }
    }
  }
  async send(_gate: string, ask: GateAsk) {
    this.asks.push(ask)
    return this.answer
  }
  tell(changes: Partial<GateHeard>) {
    this.heardNow = { ...this.heardNow, ...changes }
    for (const observer of this.#observers) observer.next(this.heardNow)
  }
  reply(status: Reply['status'], id = this.asks.at(-1)!.id) {
    const reply = { ...place, id, at: Date.now(), status, act: 'CLOSE' } as Reply
    this.tell({ replies: [...this.heardNow.replies, reply] })
  }
  get listeners() {
    return this.#observers.size
  }
}

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
    roles: ['officer'],
    clock: {
      now: () => Date.now(),
      random: (bytes) => new Uint8Array(bytes)
    },
    gateLine: async () => line,
    async record(draft) {
      recorded.push(draft)
      return { ok: true } as Outcome
    }
  })
})
afterEach(() => vi.useRealTimers())

const bodies = () => recorded.map(({ body }) => body)

test('a command that nobody answers is not known after three seconds; it is neither sent again nor forgotten', async () => {
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
    roles: ['officer'],
    clock: {
      now: () => Date.now(),
      random: (bytes) => new Uint8Array(bytes)
    },
    gateLine: () => Promise.reject(new Error('not in the cache')),
    async record(draft) {
      recorded.push(draft)
      return { ok: true } as Outcome
    }
  })
  await lost.ask({ action: 'CLOSE' })
  expect(bodies()).toMatchObject([{ outcome: 'refused', code: 'OFFLINE' }])
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
    roles: ['officer'],
    clock: {
      now: () => Date.now(),
      random: (bytes) => new Uint8Array(bytes)
    },
    gateLine: async () => line,
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
      roles,
      clock: {
        now: () => Date.now(),
        random: (bytes) => new Uint8Array(bytes)
      },
      gateLine: async () => line,
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
