import type { Motion } from '#lib/domain/gates/motion.ts'
import { isObject, json } from '../json.ts'
import { percentIn } from '../percent.ts'

/** What a controller said of one shutter; the position as it counts it. */
export interface ShutterReport {
  word: Motion | null
  position: number | null
}

/** Direction is the same whether the percentages are inverted or not. */
const words: Readonly<Record<string, Motion>> = { '-1': 'closing', '0': 'stopped', '1': 'opening' }

/**
 * What a payload says of a shutter, `inside` this key of it; null: nothing. An echo as `{"ShutterOpen1":100}` says
 * nothing. Some builds write invalid JSON for several shutters: a shutter whose own part is whole is read all the
 * same, and of one that is named but cannot be read nobody knows how it stands.
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
  return (isObject(value) ? shutterReportOf(value) : null) ?? { word: 'unknown', position: null }
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
