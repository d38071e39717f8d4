import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AlarmStore } from '#lib/app/alarms/alarm-store.svelte.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { gateWords as t } from '#lib/i18n/gates/gates.ts'
import { gateState } from '../../../../tests/faulty-connection.ts'
import { stored, unitWith } from '../../../../tests/components/facts.ts'
import { stopTime } from '../../../../tests/components/fingers.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import CoveredGate from './CoveredGate.svelte'

const { states, kinds } = t.gates
const now = Date.UTC(2026, 10, 24, 2)
const motor = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' } as const
const hand = { gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' } as const

let notebook: TestNotebook
beforeEach(async () => {
  stopTime(now)
  notebook = await TestNotebook.open()
  notebook.directory = unitWith(motor, hand)
})
afterEach(() => void vi.useRealTimers())

/** A gate as the picker of an alarm shows it, after what it says has come. */
async function told(gate: Gate) {
  const { container } = await renderIn(notebook, CoveredGate, { gate, store: notebook.open(AlarmStore) })
  await vi.advanceTimersByTimeAsync(0)
  const stand = container.querySelector<HTMLElement>('.stand')!
  return { stand: stand.innerText, tone: stand.dataset['tone'], all: container.innerText }
}

test('before an alarm a motor gate stands as it reports itself, with the age of the report, beside its type', async () => {
  notebook.line.tell({ state: gateState({ motion: 'open' }) })
  const { stand, tone, all } = await told(motor)
  expect([stand, tone]).toEqual([`${states.open} · ${t.live.seconds(0)}`, 'blue'])
  expect(all).toContain(kinds.motor)
})

test('a hand gate stands by a person’s word with its age, and without one is not known', async () => {
  expect((await told(hand)).stand).toBe(`${states.unknown} · ${t.gates.quiet}`)
  const at = now - 600_000
  notebook.arrive(
    stored('gates.note-written', 'gate/cong-chua', { what: 'closed', reason: 'Đóng', who: 'Năm Rương' }, at)
  )
  const { stand, tone, all } = await told(hand)
  expect(stand).toContain(`${states.closed} · ${t.log.saysSo('Năm Rương')}`)
  expect(tone).toBe('green')
  expect(all).toContain(kinds.hand)
  notebook.arrive(
    stored(
      'gates.note-written',
      'gate/cong-chua',
      { what: 'fault', reason: 'Gãy chốt', who: 'Năm Rương' },
      now
    )
  )
  const damaged = await told(hand)
  expect(damaged.stand).toContain(t.happenings.fault)
  expect(damaged.stand).not.toContain(states.closed)
})
