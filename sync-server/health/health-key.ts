import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { readOrCreateText } from '../files/json-file.ts'

/**
 * Returns the key by which an administrator asks for a server's health, from `health-key` in its data folder; creates it
 * the first time. It opens nothing else, so a monitor may have it, unlike the password of CouchDB.
 * @throws OperatorError when the folder cannot be used
 */
export const healthKey = (dataDir: string): string =>
  readOrCreateText(join(dataDir, 'health-key'), () => randomBytes(24).toString('base64url')).trim()

/** Compares the value of an `Authorization` header with the key, in a time that tells nothing of it. */
export function isHealthKey(authorization: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(authorization), digest(`Bearer ${key}`))
}
