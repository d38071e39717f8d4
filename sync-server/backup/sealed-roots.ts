import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sealsFolder } from '../admission/seals.ts'
import { rootsFolder } from '../directory/roots.ts'
import { marksFolder } from '../marks/mark-keys.ts'
import { pushKeysFile } from '../push/push-keys.ts'
import { sealingFolder } from '../transit/sealing-keys.ts'
import { OperatorError } from '../server-config.ts'

/** Cost of a guess at the passphrase: 64 MB and a fifth of a second. */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 2 ** 20 }
const cipher = 'aes-256-gcm'
const [saltBytes, ivBytes, tagBytes] = [16, 12, 16]

/** The folders of the units' keys, each with one file a unit. */
const folders = [rootsFolder, sealsFolder, sealingFolder, marksFolder]
/** The whole server's: another pair would silence every phone until its notebook is next opened. */
const ownFiles = [pushKeysFile]

/**
 * Seals the keys of units in a data folder, of one unit or all with those of the server, under the operator's passphrase: scrypt and AES-256-GCM
 * over JSON of the files by path, base64url. Undefined when there are none.
 */
export function sealRoots(dataDir: string, unit: string | null, passphrase: string): string | undefined {
  const files = folders
    .flatMap((folder) => namesIn(join(dataDir, folder)).map((name) => `${folder}/${name}`))
    .concat(ownFiles.filter((file) => existsSync(join(dataDir, file))))
    .filter((path) => unit === null || path.endsWith(`/${unit}.json`))
    .map((path) => [path, readFileSync(join(dataDir, path), 'utf8')] as const)
  if (files.length === 0) return undefined
  const [salt, iv] = [randomBytes(saltBytes), randomBytes(ivBytes)]
  const sealing = createCipheriv(cipher, scryptSync(passphrase.normalize('NFC'), salt, 32, cost), iv)
  const sealed = [sealing.update(JSON.stringify(Object.fromEntries(files)), 'utf8'), sealing.final()]
  return Buffer.concat([salt, iv, sealing.getAuthTag(), ...sealed]).toString('base64url')
}

const namesIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.json'))

/**
 * Puts back the keys of these units that the data folder lacks; one that is there stays.
 * @throws OperatorError when a key is missing and the passphrase is, or is wrong
 */
export function restoreRoots(
  sealed: string | undefined,
  passphrase: string | undefined,
  units: readonly string[],
  dataDir: string
): void {
  const paths = folders.flatMap((folder) => units.map((unit) => `${folder}/${unit}.json`)).concat(ownFiles)
  const missing = paths.filter((path) => !existsSync(join(dataDir, path)))
  if (!sealed || missing.length === 0) return
  const needed = missing.some((path) => path.startsWith(`${rootsFolder}/`))
  if (!passphrase && !needed) return
  if (!passphrase)
    throw new OperatorError(
      'Bản sao lưu có khóa gốc đã niêm phong. Hãy đặt BACKUP_PASSPHRASE rồi chạy lại. Chưa thay đổi gì.'
    )
  const files = opened(sealed, passphrase)
  for (const folder of folders) mkdirSync(join(dataDir, folder), { recursive: true, mode: 0o700 })
  for (const path of missing)
    if (files[path] !== undefined)
      writeFileSync(join(dataDir, path), files[path], { mode: 0o600, flush: true })
}

function opened(sealed: string, passphrase: string): Record<string, string> {
  const bytes = Buffer.from(sealed, 'base64url')
  const [salt, iv] = [bytes.subarray(0, saltBytes), bytes.subarray(saltBytes, saltBytes + ivBytes)]
  const rest = bytes.subarray(saltBytes + ivBytes)
  try {
    const opening = createDecipheriv(cipher, scryptSync(passphrase.normalize('NFC'), salt, 32, cost), iv)
    opening.setAuthTag(rest.subarray(0, tagBytes))
    const text = Buffer.concat([opening.update(rest.subarray(tagBytes)), opening.final()])
    return JSON.parse(text.toString('utf8')) as Record<string, string>
  } catch (problem) {
    throw new OperatorError('BACKUP_PASSPHRASE không mở được khóa gốc trong bản sao lưu. Chưa thay đổi gì.', {
      cause: problem
    })
  }
}
