import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { directory } from '#lib/domain/directory/directory.ts'
import { loadServerDevice } from '../server-device.ts'
import type { ProvisionDeps } from '../provision/provision.ts'
import { updateDatabases, provisionDatabases } from '../provision/provision.ts'
import { deviceFacts } from '../provision/directory-facts.ts'
import { carryOutErasures } from '../retention/carry-out-erasures.ts'
import { repeatRemovals, type Quarter } from '../retention/remove-quarter.ts'
import { factWriter, serverAccount } from '../fact-writer.ts'
import { readBackupFile } from './backup-file.ts'
import { fileOf, type Manifest } from './manifest.ts'
import { restoreDatabase, type Restored } from './restore-database.ts'
import { belongsTo, unitOfDatabase } from './scope.ts'

/** The result of a restore. Quarters that were removed again are listed apart, not among the databases. */
export interface Restoration {
  databases: Restored[]
  removedAgain: Quarter[]
}

/**
 * Restores a verified backup, or one unit's part of it, into CouchDB. Safe to repeat after an interruption. Afterwards the
 * validators are those of this version, and the server signs with a new key: with the old one it would number new facts
 * like lost ones that phones still hold.
 */
export async function restoreBackup(
  folder: string,
  { databases, unit: kept }: Pick<Manifest, 'databases' | 'unit'>,
  unit: string | null,
  { dataDir, ...tools }: Omit<ProvisionDeps, 'writer'> & { dataDir: string }
): Promise<Restoration> {
  const { nano: server } = tools.couch
  await provisionDatabases([], tools)
  const restored: Restored[] = []
  for (const database of databases.filter(({ name }) => belongsTo(name, unit))) {
    const lines = readBackupFile(fileOf(folder, database))
    restored.push(await restoreDatabase(server, database.name, lines, unit ?? kept, tools.now()))
  }
  const units = [...new Set(restored.flatMap(({ name }) => unitOfDatabase(name) ?? []))]
  await updateDatabases(units, tools, 'all')
  const writer = await introduceAnew(units, tools, dataDir)
  // Removals and erasures that were made after the backup are repeated.
  const removedAgain = await repeatRemovals(units, tools.couch, tools.now())
  await carryOutErasures(units, { couch: tools.couch, writer })
  const standing = await server.db.list()
  return { databases: restored.filter(({ name }) => standing.includes(name)), removedAgain }
}

async function introduceAnew(
  units: readonly string[],
  { couch, now }: Omit<ProvisionDeps, 'writer'>,
  dataDir: string
) {
  const file = join(dataDir, 'server-key.json')
  const at = new Date(now()).toISOString().replace(/[:.]/g, '-')
  if (existsSync(file)) renameSync(file, `${file}.until-${at}`)
  const device = loadServerDevice(file)
  const writer = factWriter(couch.nano, device, serverAccount, now)
  for (const unit of units)
    await writer.write(unit, 'directory', (known) => deviceFacts(directory(known), device, 'Máy chủ'))
  return writer
}
