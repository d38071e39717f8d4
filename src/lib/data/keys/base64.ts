interface Base64Bytes {
  toBase64?(): string
}
interface Base64Maker {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>
}

/** Characters per `String.fromCharCode` call: more overflows the stack of cheap phones. */
const slice = 0x2000

/** Encodes as base64 (RFC 4648 §4): natively if the browser can, otherwise by slices. */
export function toBase64(bytes: Uint8Array): string {
  const native = (bytes as Base64Bytes).toBase64
  return native ? native.call(bytes) : slowToBase64(bytes)
}

/** @throws when the text is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as Base64Maker).fromBase64
  return native ? native.call(Uint8Array, text) : slowFromBase64(text)
}

/** Encodes as base64url without padding (RFC 4648 §5), the form of signatures and thumbprints. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export function slowToBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += slice)
    binary += String.fromCharCode.apply(null, bytes.subarray(i, i + slice) as unknown as number[])
  return btoa(binary)
}

export function slowFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
