import { pbkdf2Sync } from 'node:crypto'
import { demoState } from '../demo/demo.ts'
import { readBackupFile, type BackupDocument } from './backup-file.ts'
import { fileOf, type Manifest } from './manifest.ts'
import { accountsDatabase, isKept } from './scope.ts'

/**
 * The accounts of a backup, or of one unit in it, that the demo's password opens: everybody can read it in the demo's lists.
 * @param now Unix ms
 */
export async function demoAccountsIn(
  folder: string,
  { databases }: Pick<Manifest, 'databases'>,
  unit: string | null,
  now: number
): Promise<string[]> {
  const kept = databases.find(({ name }) => name === accountsDatabase)
  if (!kept) return []
  const passwords = new Map(demoState(now).accounts.map(({ account, password }) => [account, password]))
  const open: string[] = []
  for await (const line of readBackupFile(fileOf(folder, kept))) {
    if (!('doc' in line) || !isKept(accountsDatabase, line.doc, unit)) continue
    const name = String(line.doc['name'])
    const password = passwords.get(name)
    if (password && opens(line.doc, password)) open.push(name)
  }
  return open
}

function opens(account: BackupDocument, password: string): boolean {
  const { salt, iterations, derived_key: hash, pbkdf2_prf: digest = 'sha' } = account
  if (typeof salt !== 'string' || typeof hash !== 'string' || typeof iterations !== 'number') return false
  const name = digest === 'sha' ? 'sha1' : String(digest)
  return pbkdf2Sync(password, salt, iterations, hash.length / 2, name).toString('hex') === hash
}
