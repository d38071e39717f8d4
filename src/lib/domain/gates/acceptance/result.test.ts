import { expect, test } from 'vitest'
import * as v from 'valibot'
import { AcceptanceRecorded } from '../../directory/facts.ts'
import type { Envelope } from '../../fact.ts'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { passes, acceptanceResult, travelSecondsOf } from './result.ts'
import { acceptanceSteps, type AcceptanceStep } from './steps.ts'

const step = (step: AcceptanceStep, more: object = {}) =>
  ({ step, observed: 'seen', answer: 'yes', ...more }) as const

test('a step is passed by the tester’s yes and what the gate itself said, never by one of them alone', () => {
  expect(passes('stop', 'yes', 'seen')).toBe(true)
  expect(passes('stop', 'yes', 'unseen')).toBe(false)
  expect(passes('stop', 'yes', 'contrary')).toBe(false)
  expect(passes('stop', 'no', 'seen')).toBe(false)
  expect(passes('warning', 'yes', 'unseen')).toBe(true)
  expect(passes('warning', 'not-here', 'unseen')).toBe(false)
})

test('what is not here is not counted, what was not done is', () => {
  const all = acceptanceSteps.map((name) => step(name))
  expect(acceptanceResult({ steps: all })).toEqual({ passed: 9, of: 9 })
  expect(acceptanceResult({ steps: all.slice(0, 8) })).toEqual({ passed: 8, of: 9 })
  const camera = step('camera-clock', { observed: 'unseen', answer: 'not-here' })
  expect(acceptanceResult({ steps: [...all.slice(0, 7), camera] })).toEqual({ passed: 7, of: 8 })
})

test('the longer way, upwards, is what the agent is told', () => {
  expect(travelSecondsOf([17_001, 16_000])).toBe(18)
  expect(travelSecondsOf([undefined, 900])).toBe(1)
  expect(travelSecondsOf([undefined])).toBeNull()
})

test('a step stands once in a record, and a gate’s tests are told with the latest first', () => {
  const world = new DirectoryWorld()
  const device = world.commander
  const record = (startedAt: string, steps: object[]): Envelope =>
    device.fact('xa-thu', 'directory', 'directory.acceptance-recorded', 'gate/cong-1b', { startedAt, steps })
  const [first, second] = ['2026-11-24T02:00:00.000Z', '2026-11-25T02:00:00.000Z']
  const facts = [record(first!, [step('stop')]), record(second!, [step('stop'), step('travel')])]
  for (const fact of facts) expect(v.is(AcceptanceRecorded, fact)).toBe(true)
  for (const steps of [[], [step('stop'), step('stop')], [{ ...step('stop'), note: '' }]])
    expect(v.is(AcceptanceRecorded, record(first!, steps))).toBe(false)
  const told = world.known(...facts).acceptances.get('cong-1b')!
  expect(told.map(({ body }) => body.startedAt)).toEqual([second, first])
})
