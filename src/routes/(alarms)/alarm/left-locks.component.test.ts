import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { AlarmStore, type StoredAlarm } from '#lib/app/alarms/alarm-store.svelte.ts'
import { LocalNetworkAccess } from '#lib/app/gates/local-network-access.svelte.ts'
import { GateControls } from '#lib/app/gates/gate-controls.ts'
import { alarmWords as a } from '#lib/i18n/alarms/alarm.ts'
import { gateWords as t } from '#lib/i18n/gates/gates.ts'
import { gateState } from '../../../../tests/faulty-connection.ts'
import { stored, unitWith } from '../../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import Motor from '../../(gates)/gate/[id]/Motor.svelte'
import AlarmLocks from './AlarmLocks.svelte'
import ReopenItem from './[id]/ReopenItem.svelte'

const now = Date.UTC(2026, 10, 24, 2)
const hour = 3_600_000
const id = '01936a1c-8f2f-7abc-8def-000000000001'
const alarm = `alarm/${id}`
const gates = ['cong-1b', 'cong-2']
const motor = (gate: string) => ({ gate, name: `Cổng ${gate}`, kind: 'motor' }) as const
const [first] = gates.map(motor)
const lock = { kind: 'alarm', by: 'truong', since: now - 7 * hour } as const

const story = [
  stored('duty.alarm-started', alarm, { gates, from: 'app' }, now - 8 * hour, 'truong'),
  stored('duty.alarm-ended', alarm, {}, now - 6 * hour, 'truong')
]

let notebook: TestNotebook
beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  notebook = await TestNotebook.open()
  notebook.directory = unitWith(...gates.map(motor))
  notebook.put(LocalNetworkAccess, { allowed: null })
  notebook.arrive(...story)
})
afterEach(() => void vi.useRealTimers())

/** The gate's own entry in its log, which this phone got while it had a signal. */
const logged = (gate: string, action: 'LOCK' | 'UNLOCK', at: number) =>
  stored(
    'gates.event-reported',
    `gate/${gate}`,
    {
      kind: 'completed',
      source: 'app',
      action,
      actor: 'truong',
      command: `01936a1c-8f2f-7abc-8def-${String(at % 1e12).padStart(12, '0')}`,
      ...(action === 'LOCK' && { lock: 'alarm' })
    },
    at,
    'may-1b'
  )
const left = (count = 1) => page.getByRole('link', { name: a.stillLocked(count) })
const unlock = () => page.getByRole('link', { name: t.orders.lock.release, exact: true })
const control = () => notebook.open(GateControls).gate('cong-1b')

test('a lock that an alarm left stays a task after a cold start without a signal, until the log tells that it is off', async () => {
  notebook.line.state = 'lost'
  notebook.line.tell({ state: null })
  notebook.arrive(logged('cong-1b', 'LOCK', now - 7 * hour))
  await renderIn(notebook, AlarmLocks, {})
  await expect.element(left()).toHaveAttribute('href', '/gate/cong-1b')
  notebook.arrive(logged('cong-1b', 'UNLOCK', now - hour))
  await expect.element(left()).not.toBeInTheDocument()
})

test('what the gate itself reports comes before the log', async () => {
  notebook.line.tell({ state: gateState({ lock: null }) })
  notebook.arrive(logged('cong-1b', 'LOCK', now - 7 * hour))
  await renderIn(notebook, AlarmLocks, {})
  await expect.poll(() => control().state?.lock).toBeNull()
  await expect.element(left()).not.toBeInTheDocument()
})

test('one gate leads to its own page, several to the alarm where they are unlocked one by one', async () => {
  notebook.line.state = 'lost'
  notebook.line.tell({ state: null })
  notebook.arrive(...gates.map((gate) => logged(gate, 'LOCK', now - 7 * hour)))
  await renderIn(notebook, AlarmLocks, {})
  await expect.element(left(2)).toHaveAttribute('href', `/${alarm}#reopen`)
})

test.each(['open', 'closed'] as const)(
  'a locked gate that stands %s is unlocked from its page',
  async (motion) => {
    notebook.line.tell({ state: gateState({ motion, position: motion === 'open' ? 100 : 0, lock }) })
    await renderIn(notebook, Motor, { gate: first!, control: control() })
    await expect.element(unlock()).toHaveAttribute('href', '/gate/cong-1b/lock')
  }
)

test('the page offers the same without a signal, and nothing to those who may not unlock', async () => {
  notebook.line.state = 'lost'
  notebook.line.tell({ state: null })
  notebook.arrive(logged('cong-1b', 'LOCK', now - 7 * hour))
  const officer = await renderIn(notebook, Motor, { gate: first!, control: control() })
  await expect.element(unlock()).toBeVisible()
  await officer.unmount()
  vi.spyOn(control(), 'may').mockReturnValue(false)
  await renderIn(notebook, Motor, { gate: first!, control: control() })
  await expect.element(page.getByText(t.live.lock.alarm('truong', '02:00'))).toBeVisible()
  await expect.element(unlock()).not.toBeInTheDocument()
})

test('in the list after an alarm a gate that stands open is unlocked too', async () => {
  notebook.line.tell({ state: gateState({ motion: 'open', lock }) })
  const its = notebook.open(AlarmStore).page(id)
  const over = { id, gates, drill: false, reopened: new Set<string>() } as unknown as StoredAlarm
  await renderIn(notebook, ReopenItem, { its, alarm: over, gate: first! })
  await expect.element(page.getByRole('button', { name: a.unlock })).toBeVisible()
})
