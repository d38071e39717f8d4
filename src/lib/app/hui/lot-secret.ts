/** Has no letter or digit that is mistaken for another one; 32 of them, so that five bits choose one evenly. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * Makes the secret of a lot from afar, `k7fdm-2qxrt-9uhbw-4cnzs`: 100 bits, so that nobody finds it from its lock code.
 * @param random returns so many random bytes
 */
export function lotSecret(random: (bytes: number) => Uint8Array): string {
  const text = [...random(20)].map((byte) => letters[byte % letters.length]!).join('')
  return text.match(/.{5}/g)!.join('-')
}
