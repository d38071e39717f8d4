import { toBase64Url } from '../keys/base64.ts'

/** Returns the SHA-256, base64url: the name of a photo or of a part. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
