import { expect, test, vi } from 'vitest'
import { directory, type Gate } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import { Alerts } from './alerts.svelte.ts'
import type { Attention, GateConnection } from '#lib/ports/ports.ts'

const gates: Gate[] = ['cong-1b', 'cong-2'].map((gate) => ({
  gate,
  name: gate,
  kind: 'motor',
  keepers: [gate === 'cong-1b' ? 'giu-1b' : 'nguoi-khac']
}))
const unit = { ...directory([], null), gates: new Map(gates.map((gate) => [gate.gate, gate])) }

let ids = 0
const alert = (kind: string, gate = 'cong-1b'): GateAlert => ({
  v: 1,
  id: `01930000-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  unit: 'xa-thu',
  gate,
  key: 'A'.repeat(43),
  at: 0,
  alert: kind
})

function stage({ fails = 0, role = 'officer' as Role } = {}) {
  let say: (alert: GateAlert) => void = () => {}
  const observers = new Map<string, (heard: { state: object | null }) => void>()
  const world = { listening: 0, watching: 0, called: [] as string[] }
  const line = {
    heard: (gate: string) => ({
      subscribe({ next }: { next(heard: { state: object | null }): void }) {
        observers.set(gate, next)
        world.watching++
        next({ state: null })
        return { unsubscribe: () => void world.watching-- }
      }
    }),
    alerts: () => ({
      subscribe({ next }: { next(alert: GateAlert): void }) {
        say = next
        world.listening++
        return { unsubscribe: () => void world.listening-- }
      }
    })
  } as unknown as GateConnection
  const attention: Attention = {
    sound: () => void world.called.push('sound'),
    vibrate: () => void world.called.push('vibrate'),
    badge: (count) => void world.called.push(`badge ${count}`),
    stop: () => {}
  }
  const alerts = new Alerts({
    async gateConnection() {
      if (fails-- > 0) throw new Error('no network')
      return line
    },
    openAttention: async () => attention,
    directory: () => unit,
    account: 'giu-1b',
    roles: [role]
  })
  const report = (gate: string, motion: string, more: object = {}) =>
    observers.get(gate)?.({
      state: { motion, assumed: false, deviceOnline: true, reportedAt: 1, ...more }
    })
  return { alerts, world, report, say: (one: GateAlert) => say(one) }
}
const kinds = ({ standing }: Alerts) => standing.map(({ gate, alert }) => `${gate} ${alert}`)

test('the newest stands first, each thing of a gate once, and what has ended goes', async () => {
  const { alerts, say, world } = stage()
  const told = vi.fn()
  alerts.listen(told)
  await vi.waitFor(() => expect(world.listening).toBe(1))
  say(alert('power-lost'))
  say(alert('left-open', 'cong-2'))
  say(alert('left-open', 'cong-2'))
  say(alert('power-back'))
  expect(kinds(alerts)).toEqual(['cong-1b power-back', 'cong-2 left-open'])
  expect(told).toHaveBeenCalledTimes(4)
})

test('that a gate stands open is news until it reports closed, by a later report that measures it', async () => {
  const { alerts, say, report, world } = stage()
  const stop = alerts.listen(() => {})
  await vi.waitFor(() => expect(world.listening).toBe(1))
  for (const kind of ['not-closed', 'left-open', 'unexpected-move', 'power-lost']) say(alert(kind))
  say(alert('left-open', 'cong-2'))
  report('cong-1b', 'closed', { reportedAt: 0 })
  report('cong-1b', 'closed', { assumed: true })
  report('cong-1b', 'closed', { deviceOnline: false })
  report('cong-1b', 'closing')
  expect(alerts.standing).toHaveLength(5)
  expect(world.watching).toBe(2)
  report('cong-1b', 'closed')
  await vi.waitFor(() =>
    expect(kinds(alerts)).toEqual(['cong-2 left-open', 'cong-1b power-lost', 'cong-1b unexpected-move'])
  )
  expect(world.watching).toBe(1)
  alerts.seen('cong-2')
  expect(world.watching).toBe(0)
  say(alert('left-open', 'cong-2'))
  expect(world.watching).toBe(1)
  stop()
  expect(world.watching).toBe(0)
})

test('that a gate stands open is no news once its closing tonight is put off; one of another evening changes nothing', async () => {
  const { alerts, say, report, world } = stage()
  alerts.listen(() => {})
  await vi.waitFor(() => expect(world.listening).toBe(1))
  for (const kind of ['left-open', 'not-closed', 'obstructed']) say(alert(kind))
  const hour = 3_600_000
  const told = (closesAt: number, postponed: number[], agentTime = 1) =>
    report('cong-1b', 'open', { agentTime, closesAt, postponed })
  told(2 * hour, [])
  told(2 * hour, [40 * hour])
  told(40 * hour, [40 * hour])
  told(2 * hour, [2 * hour], 0)
  expect(alerts.standing).toHaveLength(3)
  told(2 * hour, [2 * hour, 40 * hour])
  await vi.waitFor(() => expect(kinds(alerts)).toEqual(['cong-1b obstructed']))
  // It closes soon, as put off: that warning stands until it is put off once more.
  say({ ...alert('closes-soon', 'cong-2'), minutes: 15 })
  const soon = (closesAt: number) =>
    report('cong-2', 'open', { agentTime: 1, closesAt, postponed: [closesAt] })
  soon(hour / 4)
  expect(alerts.standing).toHaveLength(2)
  soon(hour)
  await vi.waitFor(() => expect(kinds(alerts)).toEqual(['cong-1b obstructed']))
})

test.each<[Role, string[]]>([
  ['officer', ['cong-2 left-open', 'cong-1b left-open']],
  ['keeper', ['cong-1b left-open']],
  ['hamlet', ['cong-1b left-open']],
  ['ubnd', []],
  ['auditor', []]
])('to %s an alert of a gate that does not concern them is none, and calls nobody', async (role, heard) => {
  const { alerts, say, world } = stage({ role })
  const told = vi.fn()
  alerts.listen(told)
  await vi.waitFor(() => expect(world.listening).toBe(1))
  for (const gate of ['cong-1b', 'cong-2']) say(alert('left-open', gate))
  expect(kinds(alerts)).toEqual(heard)
  expect(told).toHaveBeenCalledTimes(heard.length)
})

test('a gate out of reach is news until it is heard again', async () => {
  const { alerts, say, report, world } = stage()
  alerts.listen(() => {})
  await vi.waitFor(() => expect(world.listening).toBe(1))
  say(alert('offline'))
  report('cong-1b', 'open', { deviceOnline: false })
  expect(kinds(alerts)).toEqual(['cong-1b offline'])
  report('cong-1b', 'open')
  await vi.waitFor(() => expect(alerts.standing).toEqual([]))
})

test('an agent that hears no commands is news until it says that it hears', async () => {
  const { alerts, say, report, world } = stage()
  alerts.listen(() => {})
  await vi.waitFor(() => expect(world.listening).toBe(1))
  say(alert('deaf'))
  report('cong-1b', 'open', { agentTime: 1, deaf: true })
  expect(kinds(alerts)).toEqual(['cong-1b deaf'])
  report('cong-1b', 'open', { agentTime: 2 })
  await vi.waitFor(() => expect(alerts.standing).toEqual([]))
})

test('who has looked at a gate has seen what it told; the others stay', async () => {
  const { alerts, say, world } = stage()
  alerts.listen(() => {})
  await vi.waitFor(() => expect(world.listening).toBe(1))
  say(alert('offline'))
  say(alert('offline', 'cong-2'))
  alerts.seen('cong-3')
  expect(alerts.standing).toHaveLength(2)
  alerts.seen('cong-1b')
  expect(kinds(alerts)).toEqual(['cong-2 offline'])
  alerts.seen()
  expect(alerts.standing).toEqual([])
})

test('a line that cannot be had is tried again; who has stopped hears nothing', async () => {
  vi.useFakeTimers()
  const { alerts, world } = stage({ fails: 2 })
  const stop = alerts.listen(() => {})
  await vi.advanceTimersByTimeAsync(29_000)
  expect(world.listening).toBe(0)
  await vi.advanceTimersByTimeAsync(31_000)
  expect(world.listening).toBe(1)
  stop()
  expect(world.listening).toBe(0)
  const early = stage()
  early.alerts.listen(() => {})()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(early.world.listening).toBe(0)
  vi.useRealTimers()
})

test('it sounds only where its owner wants that', async () => {
  const { alerts, world } = stage()
  await alerts.call(false)
  await alerts.call(true)
  await alerts.badge(3)
  expect(world.called).toEqual(['vibrate', 'vibrate', 'sound', 'badge 3'])
})
