import { canonicalString, maxDepth, type Unsigned } from './canonical.ts'
import { isWellFormed } from './shapes.ts'

/** The largest fact, in bytes of its canonical UTF-8 form. */
export const maxFactBytes = 64 * 1024

export type FactLimit =
  { code: 'not-nfc' | 'not-well-formed' | 'not-integer'; at: string } | { code: 'too-large' }

/**
 * Checks the limits of every new fact before it is signed, whatever its type: well-formed Unicode in NFC, safe integers
 * only, at most 64 KB and `maxDepth` levels.
 * @returns the first limit that is not met, with its dotted path, or null
 */
export function unmetLimit(fact: Unsigned): FactLimit | null {
  const unmet = walk(fact.body, 'body')
  if (unmet) return unmet
  return new TextEncoder().encode(canonicalString(fact)).length > maxFactBytes ? { code: 'too-large' } : null
}

function walk(value: unknown, at: string, depth = 0): FactLimit | null {
  if (typeof value === 'string') return text(value, at)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? null : { code: 'not-integer', at }
  if (value === null || typeof value !== 'object') return null
  if (depth >= maxDepth) return { code: 'too-large' }
  for (const [key, member] of Object.entries(value)) {
    const unmet = text(key, at) ?? walk(member, `${at}.${key}`, depth + 1)
    if (unmet) return unmet
  }
  return null
}

function text(value: string, at: string): FactLimit | null {
  if (!isWellFormed(value)) return { code: 'not-well-formed', at }
  return value === value.normalize('NFC') ? null : { code: 'not-nfc', at }
}
