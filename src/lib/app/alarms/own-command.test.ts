import { expect, test } from 'vitest'
import type { OwnCommand } from '../gates/command-request.ts'
import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import { ownCommand } from './own-command.ts'

const beganAt = '2026-11-24T15:00:00.000Z'
const asked = (action: OwnCommand['action'], seconds: number): OwnCommand => {
  const askedAt = Date.parse(beganAt) + seconds * 1000
  // The gate's own clock is two minutes ahead.
  return { command: 'c', action, askedAt, at: askedAt + 120_000, errand: null, endsHold: false }
}
const commanded = (action: OwnCommand['action'], seconds: number) =>
  ({
    commanded: {
      fact: { at: new Date(Date.parse(beganAt) + seconds * 1000).toISOString() },
      attempt: { action }
    }
  }) as Pick<GateInAlarm, 'commanded'>
const nothing = { commanded: null }

test('what this phone asked before the alarm is not the alarm’s order', () => {
  expect(ownCommand({ beganAt }, nothing, asked('OPEN', -60))).toBe(null)
  expect(ownCommand({ beganAt }, commanded('CLOSE', 2), asked('OPEN', -60))).toBe(null)
  const own = asked('CLOSE', 1)
  expect(ownCommand({ beganAt }, nothing, own)).toBe(own)
  expect(ownCommand({ beganAt }, nothing, null)).toBe(null)
})

test('its own order stands before its entry of it; what somebody else ordered later counts', () => {
  const own = asked('CLOSE', 1)
  expect(ownCommand({ beganAt }, commanded('CLOSE', 3), own)).toBe(own)
  expect(ownCommand({ beganAt }, commanded('STOP', 30), own)).toBe(null)
  expect(ownCommand({ beganAt }, commanded('CLOSE', 0), asked('STOP', 30))?.action).toBe('STOP')
})
