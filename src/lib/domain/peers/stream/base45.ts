/** The letters that a QR code has a short form for, in the order of RFC 9285. */
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const base = letters.length
const valueOf = new Map([...letters].map((letter, value) => [letter, value]))

/** Spells bytes in 45 letters, three for two bytes (RFC 9285): a camera that gives texts alone reads them too. */
export function base45Of(bytes: Uint8Array): string {
  let spelled = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const isPair = i + 1 < bytes.length
    let value = isPair ? bytes[i]! * 256 + bytes[i + 1]! : bytes[i]!
    for (let left = isPair ? 3 : 2; left > 0; left--) {
      spelled += letters[value % base]
      value = Math.floor(value / base)
    }
  }
  return spelled
}

/** Returns the bytes that a text spells; null when it spells none. */
export function bytesOfBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3))
  let at = 0
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c = 0] = Array.from(text.slice(i, i + 3), (letter) => valueOf.get(letter))
    if (a === undefined || b === undefined || c === undefined) return null
    const value = a + base * b + base * base * c
    const isPair = i + 2 < text.length
    if (value >= (isPair ? 65_536 : 256)) return null
    if (isPair) bytes[at++] = value >> 8
    bytes[at++] = value & 255
  }
  return bytes
}
