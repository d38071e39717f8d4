import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { warnings as en } from '#lib/i18n/gates/warnings-en.ts'
import { warnings as vi } from '#lib/i18n/gates/warnings-vi.ts'
import { EventReported } from '#lib/domain/gates/facts.ts'
import { GateStage } from '../../tests/gate-stage.ts'
import { onWarnings } from '../core/on-warnings.ts'
import { noAnswer } from '../shell/controller/controller-reports.ts'
import { announcementWarnings } from './description.ts'
import { coverWarnings as homeAssistant } from './home-assistant/cover.ts'
import { unsafeIn } from './shelly/config.ts'
import { faults } from './shelly/state.ts'

const golden = fileURLToPath(new URL('golden', import.meta.url))

/** The final warnings in the stories of all dialects. */
const told = readdirSync(golden, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const file = JSON.parse(readFileSync(`${golden}/${name}`, 'utf8')) as object
    return JSON.stringify(file).match(/"warnings":\[[^\]]*\]/g) ?? []
  })
  .flatMap((found) => JSON.parse(found.slice('"warnings":'.length)) as string[])

const codes = new Set([
  ...told,
  ...homeAssistant,
  ...faults,
  ...unsafeIn({}),
  ...announcementWarnings,
  noAnswer
])

test('every warning of every dialect is logged as the server takes it', () => {
  const { gate } = onWarnings(new GateStage().gate, [], 0)
  const { effects } = onWarnings(gate, [...codes], 0)
  const bodies = effects.flatMap((effect) => (effect.do === 'log' ? [effect.body] : []))
  expect(bodies).toHaveLength(codes.size)
  expect(bodies.filter((body) => !v.is(EventReported.entries.body, body))).toEqual([])
})

test('every warning of every dialect has a sentence on the phone, in both languages', () => {
  expect(codes.size).toBeGreaterThan(20)
  for (const words of [vi, en])
    expect([...codes].filter((code) => !Object.hasOwn(words, code)).sort()).toEqual([])
  expect(Object.keys(en)).toEqual(Object.keys(vi))
})
