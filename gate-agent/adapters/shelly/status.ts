import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { withReport } from '../presence.ts'
import { noEvidence, withHeard } from '../evidence.ts'
import { isObject } from '../json.ts'
import { percentIn } from '../percent.ts'
import { judged, type ShellyState } from './state.ts'

const words: Readonly<Record<string, Motion>> = {
  open: 'open',
  closed: 'closed',
  opening: 'opening',
  closing: 'closing',
  stopped: 'stopped'
}

/** The gate after a full status, which replaces all: what is absent from it is over. */
export function withFull(state: ShellyState, told: unknown, message: Message): ShellyState {
  if (!isStatus(told, state.cover) || typeof told['state'] !== 'string') return state
  const calibrated = told['pos_control'] === true
  const word = wordOf(told['state'])
  const position = calibrated ? percentIn(told['current_pos']) : null
  const now = withReport(state, withHeard(noEvidence, word, position), message)
  return judged({ ...now, calibrated, errors: errorsOf(told['errors']) })
}

/** The gate after a delta, which is laid over what was told before; one of power or temperature alone says nothing. */
export function withDelta(state: ShellyState, told: unknown, message: Message): ShellyState {
  if (!isStatus(told, state.cover)) return state
  const calibrated = typeof told['pos_control'] === 'boolean' ? told['pos_control'] : state.calibrated
  const word = 'state' in told ? wordOf(told['state']) : null
  const errors = 'errors' in told ? errorsOf(told['errors']) : state.errors
  const standing = word ?? state.evidence.word
  // Over nothing, or while it calibrates, a position is no report of how the gate stands.
  const usable = calibrated === true && standing !== null && standing !== 'unknown'
  const position = usable ? percentIn(told['current_pos']) : null
  if (word === null && position === null && calibrated === state.calibrated && errors === state.errors)
    return state
  const before = calibrated === true ? state.evidence : { ...state.evidence, position: null, fresh: false }
  const evidence = word === null && position === null ? before : withHeard(before, word, position)
  return judged({ ...withReport(state, evidence, message), calibrated, errors })
}

function isStatus(told: unknown, cover: number): told is Record<string, unknown> {
  return isObject(told) && (told['id'] === undefined || told['id'] === cover)
}

/** While it calibrates it moves to and fro: nobody can say. */
function wordOf(state: unknown): Motion {
  return typeof state === 'string' && Object.hasOwn(words, state) ? words[state]! : 'unknown'
}

function errorsOf(told: unknown): string[] {
  return Array.isArray(told) ? told.filter((error) => typeof error === 'string') : []
}
