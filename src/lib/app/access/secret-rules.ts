import type { Secret } from '#lib/ports/keys.ts'

/** Fewest characters of a passphrase. */
const leastPassphrase = 12

/** Tells why a secret is too easy to guess; null when it is not. */
export function secretWeakness({ kind, text }: Secret): 'weak' | 'short' | null {
  if (kind === 'pin') return isSimple(text) ? 'weak' : null
  if ([...text.trim()].length < leastPassphrase) return 'short'
  return new Set(text).size < 5 ? 'weak' : null
}

/** Checks for PINs that a finder tries first: one digit six times, a run up or down, one or two or three digits over and over. */
function isSimple(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])))
  if (steps.size === 1 && [-1, 0, 1].includes([...steps][0]!)) return true
  return [2, 3].some((length) => pin === pin.slice(0, length).repeat(pin.length / length))
}
