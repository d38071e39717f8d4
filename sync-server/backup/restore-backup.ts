import { unitOfDatabase } from '#lib/domain/database-names.ts'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { loadServerDevice } from '../server-device.ts'
import type { ProvisionDeps } from '../provision/provision.ts'
import { certifyServer, updateDatabases, provisionDatabases } from '../provision/provision.ts'
import { missingEnrolment } from '../provision/certificates.ts'
import { rootsIn } from '../directory/roots.ts'
import { directoryIn } from '../directory/unit-directory.ts'
import { carryOutErasures } from '../retention/carry-out-erasures.ts'
import { repeatRemovals, type Quarter } from '../retention/remove-quarter.ts'
import { factWriter, serverAccount } from '../fact-writer.ts'
import { endSessionsIn, SessionStore, sessionTrustIn } from '../sessions/session-store.ts'
import { readBackupFile } from './backup-file.ts'
import { adoptResets } from './adopt-resets.ts'
import { fileOf, type Manifest } from './manifest.ts'
import { restoreRoots } from './sealed-roots.ts'
import { bringBack, hasSeals, resealDirectory } from './restore-directory.ts'
import { restoreDatabase, type Restored } from './restore-database.ts'
import { belongsTo } from './scope.ts'
import { sealsIn } from '../admission/seals.ts'

/** The result of a restore. Quarters that were removed again are listed apart, not among the databases. */
export interface Restoration {
  databases: Restored[]
  removedAgain: Quarter[]
  /** Units whose root key was in neither the backup nor the data folder, and was made anew. */
  newRoots: string[]
}

interface RestoreDeps extends Omit<ProvisionDeps, 'writer' | 'roots' | 'seals' | 'sealing' | 'marks'> {
  dataDir: string
  /** Opens the sealed keys that the data folder lacks. */
  passphrase?: string | undefined
}

/**
 * Restores a verified backup, or one unit's part of it, into CouchDB. Safe to repeat after an interruption. Afterwards the
 * validators are those of this version, and the server signs with a new key: with the old one it would number new facts
 * like lost ones that phones still hold.
 */
export async function restoreBackup(
  folder: string,
  { databases, unit: kept, roots: sealed }: Pick<Manifest, 'databases' | 'unit' | 'roots'>,
  unit: string | null,
  { dataDir, passphrase, ...tools }: RestoreDeps
): Promise<Restoration> {
  const { nano: server } = tools.couch
  const meant = databases.filter(({ name }) => belongsTo(name, unit))
  restoreRoots(sealed, passphrase, unitsIn(meant), dataDir)
  const unsealed = unitsIn(meant).filter((unit) => !hasSeals(dataDir, unit))
  await provisionDatabases([], tools)
  const restored: Restored[] = []
  for (const database of meant) {
    const lines = readBackupFile(fileOf(folder, database))
    restored.push(await restoreDatabase(server, database.name, lines, unit ?? kept, tools.now()))
  }
  const units = unitsIn(restored)
  await updateDatabases(units, tools, 'all')
  const roots = rootsIn(dataDir)
  const newRoots = units.filter((unit) => roots.rootOf(unit) === null)
  const seals = sealsIn(dataDir)
  // Under a new root nobody is approved yet, and each phone introduces itself with the password.
  for (const unit of unsealed.filter((unit) => !newRoots.includes(unit)))
    await resealDirectory(server, unit, seals, tools.now())
  for (const unit of units) await bringBack(server, unit, roots.memoryOf)
  const writer = await introduceAnew(units, { ...tools, roots, seals }, dataDir)
  // Removals and erasures that were made after the backup are repeated.
  const removedAgain = await repeatRemovals(units, { couch: tools.couch, roots }, tools.now())
  await carryOutErasures(units, { couch: tools.couch, roots, writer })
  const sessions = new SessionStore(server, sessionTrustIn(dataDir), tools.now)
  await sessions.adopt()
  await adoptResets(server, sessions, tools.now())
  await endSessionsIn(server, sessions, units)
  const standing = await server.db.list()
  return { databases: restored.filter(({ name }) => standing.includes(name)), removedAgain, newRoots }
}

const unitsIn = (databases: readonly { name: string }[]) => [
  ...new Set(databases.flatMap(({ name }) => unitOfDatabase(name) ?? []))
]

async function introduceAnew(
  units: readonly string[],
  { couch, roots, seals, now }: Pick<ProvisionDeps, 'couch' | 'roots' | 'seals' | 'now'>,
  dataDir: string
) {
  const file = join(dataDir, 'server-key.json')
  const at = new Date(now()).toISOString().replace(/[:.]/g, '-')
  if (existsSync(file)) renameSync(file, `${file}.until-${at}`)
  const device = loadServerDevice(file)
  const writer = factWriter(couch.nano, device, serverAccount, now, seals)
  for (const unit of units) {
    await certifyServer(unit, { couch, roots, writer, seals, now })
    await writer.write(unit, 'directory', async (known) =>
      missingEnrolment(await directoryIn(known, unit, roots), device, 'Máy chủ')
    )
  }
  return writer
}
