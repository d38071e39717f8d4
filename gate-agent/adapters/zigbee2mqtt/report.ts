import { isMoving, type Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { withReport } from '../presence.ts'
import type { Evidence } from '../evidence.ts'
import { measured, withMeasured } from '../measured.ts'
import { isObject, json } from '../json.ts'
import { percentIn } from '../percent.ts'
import type { LastWords, Zigbee2mqttState } from './state.ts'
import { isBlocked, movingOf } from './words.ts'

/**
 * Applies a gate's JSON, in which an unchanged value may be missing or a cached copy; returns the same object when it
 * says nothing about the gate.
 */
export function withJson(state: Zigbee2mqttState, message: Message): Zigbee2mqttState {
  const { keys } = state
  const told = json(message.payload)
  if (!isObject(told)) return state
  const has = (key: string | null): key is string => key !== null && Object.hasOwn(told, key)
  if (![keys.state, keys.position, ...keys.moving, keys.running].some(has)) return state
  const motions = keys.moving.filter(has).map((key) => told[key])
  const running = has(keys.running) ? told[keys.running] : state.said.running
  const said: LastWords = {
    state: has(keys.state) ? wordIn(told[keys.state]) : state.said.state,
    moving: motions.length > 0 ? movingOf(motions) : state.said.moving,
    running: typeof running === 'boolean' ? running : null
  }
  const heard = has(keys.position) ? percentIn(told[keys.position]) : null
  // An opening gate is not at 0: that number is a cached one from before.
  const current = heard === 0 && state.said.moving === 'opening' ? null : heard
  const proof = measured(state.evidence, {
    word: isMovingBy(said) ? (said.moving ?? 'unknown') : 'stopped',
    own: false,
    position: current,
    runs: isMovingBy(said),
    isAnswer: current !== null && isDue(state.askedAt, message.at),
    isStill: !tellsMotion(keys),
    at: message.at
  })
  const word = wordFor(state, said, proof)
  // Contradicted in the same message, the closed end is no evidence.
  const isDenied = word === 'closed' && has(keys.state) && said.state === 'OPEN'
  const evidence = withMeasured(state.evidence, isDenied ? 'unknown' : word, proof)
  const obstructed = motions.length === 0 ? state.obstructed : isBlocked(motions) ? true : null
  const askedAt = current === null ? state.askedAt : null
  return withReport({ ...state, said, askedAt, obstructed }, evidence, message)
}

/** How long after a query its answer may come, ms; zigbee2mqtt answers none from what it has kept. */
const answerMs = 2_000

const isDue = (askedAt: number | null, at: number) =>
  askedAt !== null && at >= askedAt && at - askedAt <= answerMs

const isMovingBy = ({ moving, running }: LastWords) =>
  running === true || (moving !== null && isMoving({ motion: moving }))

function wordIn(told: unknown): string | null {
  return told === null || typeof told === 'string' ? told : JSON.stringify(told)
}

/** Combines all keys into one word: the direction, otherwise the position, otherwise the state word. */
function wordFor(
  { keys, evidence }: Zigbee2mqttState,
  said: LastWords,
  { position: heard, claimed }: Pick<Evidence, 'position' | 'claimed'>
): Motion | null {
  const { moving, running, state } = said
  if (moving !== null && isMoving({ motion: moving })) return moving
  if (moving === 'unknown' || running === true) return 'unknown'
  if (claimed !== null) return 'unknown'
  const stopped = moving === 'stopped' || running === false || state === 'STOP'
  const position = heard ?? (evidence.fresh ? evidence.position : null)
  if (position !== null) return atRest(position, { state, stopped, tellsMotion: tellsMotion(keys) })
  if (stopped && (keys.position !== null || state === null)) return 'stopped'
  return alone(state, keys.position === null)
}

function tellsMotion({ moving, running }: Zigbee2mqttState['keys']): boolean {
  return moving.length > 0 || running !== null
}

/** The state word is often just the last command: when it contradicts an end position, the result is `unknown`. */
function atRest(
  position: number,
  { state, stopped, tellsMotion }: { state: string | null; stopped: boolean; tellsMotion: boolean }
): Motion | null {
  if (position === 100) return state === 'CLOSE' ? 'unknown' : 'open'
  if (position > 0) return stopped || state !== null ? 'stopped' : null
  if (stopped || state === 'CLOSE') return 'closed'
  return state === null && !tellsMotion ? 'closed' : 'unknown'
}

/** Interprets the state word on its own: trusts CLOSE only from a gate that cannot report a position. */
function alone(state: string | null, isAllThereIs: boolean): Motion {
  if (state === 'OPEN') return 'open'
  if (state === 'STOP') return 'stopped'
  return state === 'CLOSE' && isAllThereIs ? 'closed' : 'unknown'
}
