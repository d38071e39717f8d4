import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import webPush from 'web-push'
import { readOrCreateJson, readOrCreateText } from '../files/json-file.ts'
import type { PushConfig, PushKeys } from './push-service.ts'

/** The files of a data folder that hold the pair, and who answers for the server. */
export const pushKeysFile = 'push-keys.json'
const contactFile = 'push-contact'

/** Stands in until somebody answers for the server: push services want an address, and write to it only when in trouble. */
const nobody = 'mailto:quan-tri@example.vn'

/**
 * Returns a server's identity at push services: as configured, else as kept in its data folder. Makes the pair the first
 * time and never again, since another one silences every phone until its notebook is next opened.
 * @throws OperatorError when the folder cannot be used
 */
export function pushKeysIn(dataDir: string, { publicKey, privateKey, subject }: Partial<PushKeys>): PushKeys {
  const pair =
    publicKey && privateKey
      ? { publicKey, privateKey }
      : readOrCreateJson(join(dataDir, pushKeysFile), () => webPush.generateVAPIDKeys())
  return { ...pair, subject: subject ?? keptContact(dataDir) ?? nobody }
}

/** Keeps who answers for the server; one that is kept already stays. @throws OperatorError when the folder cannot be used */
export function keepContact(dataDir: string, contact: string): void {
  readOrCreateText(join(dataDir, contactFile), () => contact)
}

/** Returns who answers for the server, as configured or kept; null when nobody does. */
export function contactIn(dataDir: string, push: PushConfig | null): string | null {
  return push?.subject ?? keptContact(dataDir)
}

function keptContact(dataDir: string): string | null {
  const file = join(dataDir, contactFile)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}
