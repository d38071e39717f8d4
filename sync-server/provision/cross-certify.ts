import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { serverAccount, type Role } from '#lib/domain/roles.ts'
import { directoryIn, directoryOf } from '../directory/unit-directory.ts'
import type { Anchors } from '../directory/roots.ts'
import type { Couch } from '../couch.ts'
import type { FactWriter, NewFact } from '../fact-writer.ts'
import { nullIfMissing } from './apply.ts'
import { crossCertificates } from './cross-certificates.ts'

export interface CrossCertifyDeps {
  couch: Pick<Couch, 'nano'>
  writer: FactWriter
  roots: Anchors
  /** Unix ms. */
  now(): number
  /** Reads a unit's directory, null where there is none; absent: anew each time. */
  read?: (unit: string) => Promise<Directory | null>
  /** Writes only what takes rights away. */
  onlyBars?: boolean
}

/**
 * Writes into a unit what it lacks of an account's phones, as another unit approves them; nothing where either directory
 * is missing. Two servers at once write the same twice, which changes nothing.
 * @param from the account's home unit
 * @param held its roles in the other unit, by its document
 * @returns the number of facts written
 */
export async function crossCertify(
  account: string,
  [from, to]: readonly [from: string, to: string],
  held: readonly Role[],
  deps: CrossCertifyDeps
): Promise<number> {
  const home = await readDirectory(from, deps)
  if (!home || account === serverAccount) return 0
  return writeMissing(to, deps, (there) => {
    const missing = crossCertificates({ account, home, there, held, now: deps.now() })
    return deps.onlyBars ? missing.filter(isBar) : missing
  })
}

const isBar = ({ type }: NewFact) =>
  type === 'directory.device-revoked' || type === 'directory.account-suspended'

/** Writes what a unit's directory lacks, if this server is certified in it: what it says counts for nothing elsewhere. */
export async function writeMissing(
  unit: string,
  deps: CrossCertifyDeps,
  missing: (there: Directory) => NewFact[]
): Promise<number> {
  const { writer, roots } = deps
  const there = await readDirectory(unit, deps)
  if (!there || !deviceOf(there, serverAccount, writer.device.id)?.approved) return 0
  // Reads the whole directory only where something is to be written.
  if (missing(there).length === 0) return 0
  return writer.write(unit, 'directory', async (facts) => missing(await directoryIn(facts, unit, roots)))
}

const readDirectory = (unit: string, { couch, roots, read }: CrossCertifyDeps) =>
  read ? read(unit) : nullIfMissing(directoryOf(couch.nano, unit, roots))
