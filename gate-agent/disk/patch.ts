/** Plain JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue }

/**
 * Returns the merge patch (RFC 7396) from one JSON value to another, undefined when they are equal. In a patch null
 * removes a member, and lists are replaced whole. A member that is null is therefore not kept.
 */
export function patchBetween(before: JsonValue | undefined, after: JsonValue): JsonValue | undefined {
  if (before === after) return undefined
  if (!isObject(before) || !isObject(after))
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : after
  const patch: Record<string, JsonValue> = {}
  let shared = 0
  for (const name of Object.keys(after)) {
    const value = after[name]!
    // A plain JSON value never equals an inherited property.
    const known = before[name] === value || Object.hasOwn(before, name)
    if (known) shared++
    const change = known ? patchBetween(before[name], value) : value
    if (change !== undefined) set(patch, name, change)
  }
  if (shared < Object.keys(before).length)
    for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) set(patch, name, null)
  return Object.keys(patch).length > 0 ? patch : undefined
}

/** Applies a merge patch to a JSON value. */
export function patched(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch
  const result: Record<string, JsonValue> = isObject(target) ? { ...target } : {}
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) delete result[name]
    else set(result, name, patched(Object.hasOwn(result, name) ? result[name] : undefined, change))
  }
  return result
}

/** Defines the property, since an account may be called `__proto__`. */
function set(object: Record<string, JsonValue>, name: string, value: JsonValue) {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}

function isObject(json: JsonValue | undefined): json is Record<string, JsonValue> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
