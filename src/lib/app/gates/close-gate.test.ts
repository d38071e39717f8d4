import { expect, test } from 'vitest'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import { stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import { FaultyLine, gateState } from '../../../../tests/faulty-connection.ts'
import { closeGate, isUnlocked } from './close-gate.ts'
import type { OwnCommand } from './command-request.ts'

const lockedFor = (kind: 'alarm' | 'maintenance') =>
  gateState({ motion: 'closed', lock: { kind, by: 'truc', since: 0 } })
const closed = {
  saysClosed: true,
  moved: null,
  state: gateState({ motion: 'closed' }),
  may: (action: GateAction) => action === 'CLOSE' || action === 'LOCK'
}

test('a gate that is closed and not locked is locked in an alarm by whoever may', () => {
  expect(isUnlocked(closed)).toBe(true)
  expect(isUnlocked({ ...closed, may: (action: GateAction) => action === 'CLOSE' })).toBe(false)
  expect(isUnlocked({ ...closed, saysClosed: false })).toBe(false)
  expect(isUnlocked({ ...closed, state: null })).toBe(false)
  expect(isUnlocked({ ...closed, state: lockedFor('alarm') })).toBe(false)
  expect(isUnlocked({ ...closed, state: lockedFor('maintenance') })).toBe(false)
  expect(isUnlocked({ ...closed, moved: { errand: { ordered: 'sent' } } as OwnCommand })).toBe(false)
})

test.each([
  ['its last state has expired', { state: gateState({ agentTime: Date.now() - stateExpiryMs - 60_000 }) }],
  ['its agent had left', { agentGone: true }],
  ['nothing was heard of it', { state: null }]
])('an alarm’s CLOSE waits until the gate is heard where %s', async (_, known) => {
  const line = new FaultyLine()
  line.tell(known)
  let asked = 0
  const control = { ...closed, id: line.gate, ask: async () => void asked++ }
  const closing = closeGate(control, { gateConnection: async () => line }, {})
  for (let turn = 0; turn < 9; turn++) await Promise.resolve()
  expect([asked, line.listeners]).toEqual([0, 1])
  line.tell({ state: gateState(), agentGone: false })
  await closing
  expect([asked, line.listeners]).toEqual([1, 0])
})
