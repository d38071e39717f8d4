import { readdirSync, readFileSync } from 'node:fs'
import type { Action, Dialect, DialectState, KnownGates, Message, Publish } from '../dialect.ts'
import { withDiscovered, nothingKnown } from '../known-gates.ts'

/** Expected state in short form: motion, position, presence, then any further flags. */
type ExpectedState = readonly [motion: string, position: number | null, ...rest: string[]]

interface StoryStep {
  on: string
  /** A string is sent as it is; anything else as JSON. */
  say: unknown
  retained?: boolean
  refused?: string
  /** Expected state after the step; null when no such gate is known. */
  stands: ExpectedState | null
}

/** A sequence of MQTT messages for one gate, with the expected state after each. */
export interface Story {
  story: string
  prefix?: string
  gate: string
  steps: readonly StoryStep[]
  warnings: readonly string[] | null
  /** Expected messages by action or percentage: topic, payload, QoS. */
  commands: Readonly<Record<string, readonly [topic: string, payload: string, qos: number] | null>>
  later?: readonly StoryStep[]
}

/** Reads the stories in a dialect's golden files. */
export function stories(dialect: string): Story[] {
  const folder = new URL(`${dialect}/`, import.meta.url)
  return readdirSync(folder).flatMap((file) =>
    (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Story[]).map((story) => ({
      ...story,
      story: `${file.replace('.json', '')}: ${story.story}`
    }))
  )
}

/** Runs discovery first, then passes the message to every known gate, which was asked long before. */
export function play<State extends DialectState>(
  dialect: Dialect<State>,
  known: KnownGates<State>,
  message: Message
): { known: KnownGates<State>; refused: string | undefined } {
  const found = dialect.discover(message, known)
  const { gates, parts } = withDiscovered(known, found)
  const heard = Object.entries(gates).map(
    ([id, gate]) => [id, dialect.normalise(dialect.asked?.(gate, 0) ?? gate, message)] as const
  )
  const refused = found.flatMap((one) => ('refused' in one ? [one.refused] : []))[0]
  return { known: { gates: Object.fromEntries(heard), parts }, refused }
}

/** Plays a story and returns the expected and the actual result of each step, in the same shape. */
export function playStory<State extends DialectState>(dialect: Dialect<State>, story: Story) {
  let known: KnownGates<State> = nothingKnown
  let at = 1_795_528_000_000
  const run = (steps: readonly StoryStep[]) =>
    steps.map(({ on, say, retained = false }) => {
      const payload = typeof say === 'string' ? say : JSON.stringify(say)
      const played = play(dialect, known, { topic: on, payload, retain: retained, at: (at += 1000) })
      // Proves that the state survives the agent's disk as JSON.
      known = JSON.parse(JSON.stringify(played.known)) as KnownGates<State>
      return { on, say, refused: played.refused, stands: standing(known.gates[story.gate]) }
    })
  const wanted = (steps: readonly StoryStep[]) =>
    steps.map(({ on, say, refused, stands }) => ({ on, say, refused, stands }))
  const steps = run(story.steps)
  const gate = known.gates[story.gate]
  const commands = Object.keys(story.commands).map((action) => [
    action,
    gate ? brief(dialect.command(gate, actionOf(action))) : 'no such gate'
  ])
  const shown = {
    steps,
    warnings: gate?.warnings ?? null,
    commands: Object.fromEntries(commands),
    later: run(story.later ?? [])
  }
  const expected = {
    steps: wanted(story.steps),
    warnings: story.warnings,
    commands: story.commands,
    later: wanted(story.later ?? [])
  }
  return { shown, expected }
}

function standing(state: DialectState | undefined) {
  if (!state) return null
  const { motion, position, deviceOnline, obstructed, assumed } = state
  return [
    motion,
    position,
    deviceOnline ? 'online' : 'offline',
    ...(obstructed === null ? [] : [obstructed ? 'obstructed' : 'clear']),
    ...(assumed ? ['assumed'] : [])
  ]
}

function actionOf(action: string): Action {
  return /^\d/.test(action) ? { position: Number(action) } : (action as Action)
}

function brief(publishes: readonly Publish[] | null) {
  return publishes && publishes.flatMap(({ topic, payload, qos }) => [topic, payload, qos])
}
