const group = 5

/** Bytes of the secret that a code spells: 80 bits are beyond guessing, with a computer too. */
export const codeBytes = 10

/** Digits of a code: as many as the greatest secret needs. */
const codeDigits = 25

/**
 * Spells a secret as digits in groups of five, for people to read out and type. Digits alone: a keyboard that writes Vietnamese
 * changes letters, and some digits after letters, while they are typed.
 */
export function codeOf(secret: Uint8Array): string {
  const number = secret.reduce((number, byte) => number * 256n + BigInt(byte), 0n)
  const digits = number.toString().padStart(codeDigits, '0')
  return digits.replaceAll(new RegExp(`.{${group}}(?=.)`, 'g'), '$& ')
}

/** Returns the secret that a typed code spells, whatever its gaps; null when it spells none. */
export function secretIn(typed: string): Uint8Array<ArrayBuffer> | null {
  const digits = typed.replaceAll(/[\s.-]/g, '')
  if (!/^\d+$/.test(digits) || digits.length !== codeDigits) return null
  let number = BigInt(digits)
  if (number >= 1n << BigInt(codeBytes * 8)) return null
  const secret = new Uint8Array(codeBytes)
  for (let i = codeBytes - 1; i >= 0; i--, number /= 256n) secret[i] = Number(number % 256n)
  return secret
}
