/** The letters of a device's id, base64url, by their value. */
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Letters that neither look like a digit or each other, nor sound alike over the telephone in Vietnamese. */
export const codeLetters = 'AHKLMQRTUX'

const codes = 1_000_000

/**
 * Returns the short code by which people tell phones apart, `4827HK`: four digits and two letters, made of the device's
 * id alone, so that a phone bears the same one on itself, in every list and on the server. It proves nothing: a key with
 * a given code is found in seconds. Two of a unit's hundred phones share one in less than one unit of a hundred.
 * @param id RFC 7638 thumbprint of the device's key, base64url
 */
export function deviceCode(id: string): string {
  // 48 bits of a hash, the most that a number holds exactly.
  let beginning = 0
  for (const letter of id.slice(0, 8)) beginning = beginning * 64 + base64url.indexOf(letter)
  const number = String(Math.abs(beginning) % codes).padStart(6, '0')
  return `${number.slice(0, 4)}${codeLetters[Number(number[4])]}${codeLetters[Number(number[5])]}`
}
