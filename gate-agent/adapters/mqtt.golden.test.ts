import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mapping } from '../../tests/gates/mapped/mapped-makes.ts'
import type { Action } from './dialect.ts'
import { mqtt } from './mqtt.ts'

interface Step {
  on?: string
  say?: unknown
  retained?: true
  /** A command, as it is carried out. */
  told?: Action
  /** Time that passes before, ms. */
  after?: number
  /** Motion, then `online` or `offline`, then further flags. */
  stands: string[]
  /** Messages published for the command: topic, payload, and the delay where there is one, ms; null: refused. */
  sent?: (string | number)[][] | null
}

interface MappedStory {
  story: string
  mapping: object
  travelMs: number | null
  steps: Step[]
  warnings: string[]
}

const folder = new URL('golden/mqtt/', import.meta.url)
const files = ['relays', 'button', 'words', 'faults']
const stories = files.flatMap((name) =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as MappedStory[]).map(
    (story) => [`${name}: ${story.story}`, story] as const
  )
)

test.each(stories)('%s', (_, { mapping: given, travelMs, steps, warnings }) => {
  const dialect = mqtt(mapping(given), travelMs)
  let state = dialect.given!
  let at = 1_795_528_000_000
  const played = steps.map((step) => {
    at += step.after ?? 1_000
    state = dialect.passed!(state, at)
    let sent: Step['sent']
    if (step.on !== undefined) {
      const payload = typeof step.say === 'string' ? step.say : JSON.stringify(step.say)
      state = dialect.normalise(state, { topic: step.on, payload, retain: step.retained === true, at })
    }
    if (step.told !== undefined) {
      const published = dialect.command(state, step.told, at)
      sent =
        published?.map(({ topic, payload, afterMs }) => [topic, payload, ...(afterMs ? [afterMs] : [])]) ??
        null
      if (published && published.length > 0) state = dialect.told!(state, step.told, at)
    }
    // Proves that the state is plain JSON.
    state = JSON.parse(JSON.stringify(state)) as typeof state
    const { motion, deviceOnline, obstructed, assumed } = state
    const flags = [obstructed && 'obstructed', assumed && 'assumed'].filter(
      (flag) => flag !== false && flag !== null
    )
    const stands = [motion, deviceOnline ? 'online' : 'offline', ...(flags as string[])]
    return { ...step, stands, ...(step.told !== undefined && { sent }) }
  })
  expect(played).toEqual(steps)
  expect(state.warnings).toEqual(warnings)
})
