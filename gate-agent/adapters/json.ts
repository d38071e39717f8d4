export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// No controller nests deeper, and very deep nesting would overflow the stack of any recursive reader.
const deepest = 32

// The list of all devices of a large site is shorter.
const longest = 2_000_000

/** Parses JSON; undefined when it is invalid, too long or nested too deeply. */
export function json(text: string): unknown {
  if (text.length > longest || isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Tells whether brackets nest too deeply; looks no further than there, for anybody may send millions of them. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') depth--
    if (depth > deepest) return true
  }
  return false
}
