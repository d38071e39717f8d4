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

/** Applies a full status, which replaces everything: whatever it omits is over. */
export function withFull(state: ShellyState, told: unknown, message: Message): ShellyState {
  if (!isStatus(told, state.cover) || typeof told['state'] !== 'string') return state
  const calibrated = told['pos_control'] === true
  const word = wordOf(told['state'])
  const position = calibrated ? percentIn(told['current_pos']) : null
  const now = withReport(state, withHeard(noEvidence, word, position), message)
  return judged({ ...now, calibrated, errors: errorsOf(told['errors']) })
}

/** Merges a delta into the last status; one about power or temperature alone changes nothing. */
export function withDelta(state: ShellyState, told: unknown, message: Message): ShellyState {
  if (!isStatus(told, state.cover)) return state
  const calibrated = typeof told['pos_control'] === 'boolean' ? told['pos_control'] : state.calibrated
  const word = 'state' in told ? wordOf(told['state']) : null
  const errors = 'errors' in told ? errorsOf(told['errors']) : state.errors
  const standing = word ?? state.evidence.word
  // Without an earlier status, or during calibration, a position does not say how the gate stands.
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

/** During calibration the cover moves to and fro, so its motion is unknown. */
function wordOf(state: unknown): Motion {
  return typeof state === 'string' && Object.hasOwn(words, state) ? words[state]! : 'unknown'
}

function errorsOf(told: unknown): string[] {
  return Array.isArray(told) ? told.filter((error) => typeof error === 'string') : []
}
