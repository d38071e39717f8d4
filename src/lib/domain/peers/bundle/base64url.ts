/** Letters per call: more of them overflow the stack of cheap phones. */
const slice = 0x2000

/** Encodes as base64url without padding (RFC 4648 §5). */
export function base64UrlOf(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += slice) binary += String.fromCharCode(...bytes.subarray(i, i + slice))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Decodes a well-formed base64 text of either alphabet. */
export const bytesOfBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
