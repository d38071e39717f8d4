import { toBase64Url } from './base64.ts'

/** A name for what belongs to an account that does not tell whose it is: lower case, for databases and keys. */
export async function opaqueName(account: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`notebook ${account}`))
  return toBase64Url(new Uint8Array(digest, 0, 12))
    .toLowerCase()
    .replaceAll('-', '_')
}
