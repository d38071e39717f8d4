import { expect, test } from 'vitest'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import { gateState } from '../../../../tests/faulty-connection.ts'
import { isUnlocked } from './close-gate.ts'
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
