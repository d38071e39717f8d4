import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FaultyLine, gateState } from '../../../../tests/faulty-connection.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { GateControl } from './gate-control.svelte.ts'
import type { Role } from '#lib/domain/roles.ts'

const start = Date.UTC(2026, 10, 24, 8)
const roles: Role[] = ['officer']

let line: FaultyLine
let control: GateControl
const controlOf = (random = (bytes: number) => new Uint8Array(bytes)) =>
  new GateControl('cong-1b', {
    unit: 'thu',
    account: 'truc',
    rolesAt: () => ({ roles, closing: roles }),
    clock: { now: () => Date.now(), random },
    gateConnection: async () => line,
    isOffline: () => false,
    record: async () => ({ ok: true })
  })
beforeEach(() => {
  vi.useFakeTimers({ now: start })
  line = new FaultyLine()
  control = controlOf()
})
afterEach(() => vi.useRealTimers())

test('a gate that a passage holds open says until when, also by an older report until then, and may be stopped', async () => {
  void control.ask({ action: 'CLOSE' })
  await vi.advanceTimersByTimeAsync(10)
  line.reply('accepted')
  line.reply('completed')
  expect([control.holdsUntil, control.mayMove]).toEqual([null, false])
  const until = start + 60_000
  line.tell({ state: gateState({ holdsUntil: until }) })
  expect([control.holdsUntil, control.mayMove]).toEqual([until, true])
  line.tell({ state: gateState({ holdsUntil: until }) })
  vi.setSystemTime(start + 50_000)
  expect([control.shown.kind, control.holdsUntil]).toEqual(['stale', until])
  vi.setSystemTime(until)
  expect([control.shown.kind, control.holdsUntil]).toEqual(['stale', null])
  line.tell({ state: gateState({ holdsUntil: until }) })
  expect(control.holdsUntil).toBe(until)
})

test('a command asked for while a passage holds the gate open ends the hold', async () => {
  const endsHold = async (state: GateState) => {
    void control.ask({ action: 'CLOSE' })
    await vi.advanceTimersByTimeAsync(10)
    line.tell({ state })
    void control.ask({ action: 'STOP' })
    return control.asked?.endsHold
  }
  expect(await endsHold(gateState())).toBe(false)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await endsHold(gateState({ holdsUntil: Date.now() + 60_000 }))).toBe(true)
  line.tell({ state: gateState() })
  expect(control.asked?.endsHold).toBe(true)
})

test('a command that cannot be made is shown as not sent', async () => {
  const broken = controlOf(() => {
    throw new Error('no chance')
  })
  await expect(broken.ask({ action: 'CLOSE' })).rejects.toThrow('no chance')
  expect(broken.asked).toMatchObject({ action: 'CLOSE', at: start, errand: null })
  expect(broken.moved).toMatchObject({ action: 'CLOSE', errand: null })
  expect(line.asks).toEqual([])
})
