import { toBase64Url } from './base64.ts'

/** Returns a name for an account's databases and keys that does not reveal the account; lower case. */
export async function opaqueName(account: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`notebook ${account}`))
  return toBase64Url(new Uint8Array(digest, 0, 12))
    .toLowerCase()
    .replaceAll('-', '_')
}
