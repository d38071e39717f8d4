import { isObject, json } from '../json.ts'
import { rendered } from '../home-assistant/render.ts'
import { compiled, isReadable, type Template } from '../home-assistant/template.ts'

/** Says where a topic's messages hold the word that counts: the whole payload, a JSON pointer or a template. */
export interface Reader {
  topic: string
  /** RFC 6901, such as `/StatusSNS/Switch1`. */
  pointer?: string | undefined
  /** A template of the safe subset, such as `{{ value_json.door }}`. */
  template?: string | undefined
}

/** Returns the template as it is read; null when it is outside the subset. */
export function readTemplate(text: string): Template | null {
  const template = compiled(text)
  return template && isReadable(template) ? template : null
}

/** Tells whether the text is a JSON pointer to a value inside the message. */
export const isPointer = (text: string) => /^(?:\/(?:[^~/]|~[01])+)+$/.test(text)

/** Returns the word in a payload; null when it says nothing, for example because a key is absent or the JSON is invalid. */
export function wordIn({ pointer, template }: Reader, payload: string): string | null {
  if (template !== undefined) return rendered(readTemplate(template), payload)
  if (pointer === undefined) return payload.trim() || null
  const value = keysOf(pointer).reduce<unknown>(inside, json(payload))
  return value === undefined ? null : wordOf(value)
}

/** Writes a value of JSON as a word, as the operator's configuration does too. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const keysOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

function inside(value: unknown, key: string): unknown {
  const holds = Array.isArray(value) ? /^(?:0|[1-9]\d*)$/.test(key) : isObject(value)
  return holds && Object.hasOwn(value as object, key) ? (value as Record<string, unknown>)[key] : undefined
}
