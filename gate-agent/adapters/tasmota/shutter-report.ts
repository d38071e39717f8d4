import { isMoving, type Motion } from '#lib/domain/gates/motion.ts'
import { isObject, json } from '../json.ts'
import { percentIn } from '../percent.ts'

/** A controller's report of one shutter; the position in its own counting. */
export interface ShutterReport {
  word: Motion | null
  position: number | null
}

/** Direction has the same sign whether or not the percentages are inverted. */
const words: Readonly<Record<string, Motion>> = { '-1': 'closing', '0': 'stopped', '1': 'opening' }

/**
 * Reads a shutter's report from a payload, under the key `inside`; null when there is none. An echo such as
 * `{"ShutterOpen1":100}` is not a report. Some builds write invalid JSON for several shutters: of a shutter whose own
 * part is intact a motion is still read, but nothing in it says how a gate stands that rests.
 */
export function shutterReportIn(payload: string, inside: string, shutter: number): ShutterReport | null {
  const value = json(payload)
  const name = `Shutter${shutter}`
  if (value === undefined) return payload.includes(`"${name}"`) ? torn(payload, name) : null
  const all = inside !== '' && isObject(value) ? own(value, inside) : value
  const told = isObject(all) ? own(all, name) : undefined
  return isObject(told) ? shutterReportOf(told) : null
}

function torn(payload: string, name: string): ShutterReport {
  const parts = [...payload.matchAll(new RegExp(`"${name}" ?: ?(\\{[^{}]*\\})`, 'g'))]
  const value = parts.length === 1 ? json(parts[0]![1]!) : undefined
  const word = isObject(value) ? shutterReportOf(value)?.word : null
  return { word: word && isMoving({ motion: word }) ? word : 'unknown', position: null }
}

function shutterReportOf(told: Record<string, unknown>): ShutterReport | null {
  const direction = own(told, 'Direction')
  const position = percentIn(own(told, 'Position'))
  if (direction === undefined) return position === null ? null : { word: null, position }
  const word = typeof direction === 'number' ? (words[String(direction)] ?? 'unknown') : 'unknown'
  return { word, position }
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
