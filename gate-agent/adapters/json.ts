export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// No controller nests deeper, and very deep nesting would overflow the stack of any recursive reader.
const deepest = 32

/** Parses JSON; undefined when it is invalid or nested too deeply. */
export function json(text: string): unknown {
  if (depth(text) > deepest) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function depth(text: string): number {
  let now = 0
  let most = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    now += bracket === '[' || bracket === '{' ? 1 : -1
    most = Math.max(most, now)
  }
  return most
}
