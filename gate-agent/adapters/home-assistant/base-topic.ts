import { isObject, type JsonObject } from '../json.ts'

/** Expands `~` in a config: only in keys ending in `topic`, only as first or last character; in availability too. */
export function withBase({ '~': base, ...config }: JsonObject): JsonObject {
  return base === undefined ? config : expanded(config, String(base))
}

function expanded(config: JsonObject, base: string): JsonObject {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (key === 'availability') return [key, inAvailability(value, base)]
      return [key, key.endsWith('topic') && typeof value === 'string' ? joined(value, base) : value]
    })
  )
}

function inAvailability(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => inAvailability(entry, base))
  return isObject(value) ? expanded(value, base) : value
}

function joined(topic: string, base: string): string {
  if (topic.startsWith('~')) return base + topic.slice(1)
  return topic.endsWith('~') ? topic.slice(0, -1) + base : topic
}
