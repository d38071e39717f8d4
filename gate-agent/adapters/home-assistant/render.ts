import { isObject, json } from '../json.ts'
import { numberOf } from '../percent.ts'
import type { Expression, Path, Template } from './template.ts'

/** Word for a motion without a direction; no controller has it, so that it maps to `unknown`. */
export const running = '(running)'

/** Renders a payload through its template, trimmed; null when nothing comes out, for example because a key is absent. */
export function rendered(template: Template | null, payload: string): string | null {
  if (!template) return payload === '' ? null : payload
  const text = template.kind === 'text' ? filled(template.parts, payload) : ofPreset(template, json(payload))
  return text?.trim() || null
}

/**
 * Renders the payload that requests a position: `percent` for `{{ position }}`, the controller's own number for
 * `{{ value }}`.
 */
export function positionPayload(template: Template | null, percent: number, raw: number): string {
  if (template?.kind !== 'text') return String(raw)
  return template.parts
    .map((part) => (typeof part === 'string' ? part : String(part.from === 'position' ? percent : raw)))
    .join('')
}

function filled(parts: readonly (string | Expression)[], payload: string): string | null {
  const texts = parts.map((part) => (typeof part === 'string' ? part : valueOf(part, payload)))
  return texts.includes(null) ? null : texts.join('')
}

function valueOf({ from, path, filters }: Expression, payload: string): string | null {
  const value = from === 'value' ? payload : at(json(payload), path)
  if (value === undefined) return null
  const text = templateText(value)
  return filters.length === 0 ? text : plainNumber(text)
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value) ? typeof key === 'number' : isObject(value)) {
      return Object.hasOwn(value as object, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined
    }
    return undefined
  }, value)
}

/**
 * Applies the filters `int`, `float` and `round`: reads the number, and rounds nothing. Rounding would bring a gate that
 * is almost closed to its closed end.
 */
function plainNumber(text: string): string | null {
  const number = numberOf(text)
  return number === null ? null : String(number + 0)
}

function ofPreset(
  { kind, key, otherwise }: Exclude<Template, { kind: 'text' }>,
  value: unknown
): string | null {
  if (!isObject(value)) return null
  const told = Object.hasOwn(value, key) ? value[key] : null
  const empty = !told || (typeof told === 'object' && Object.keys(told).length === 0)
  if (empty) return otherwise
  return kind === 'running' ? running : templateText(told)
}

/** Formats a value as templates do: `None`, `True`, `False`. */
export function templateText(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
