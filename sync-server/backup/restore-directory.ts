import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerScope } from 'nano'
import { databaseName } from '#lib/domain/database-names.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { sealsFolder, type Seals } from '../admission/seals.ts'
import type { Anchors } from '../directory/roots.ts'
import { nullIfMissing } from '../provision/apply.ts'

type Documents = ReturnType<ServerScope['use']>

/** Tells whether the seal key of a unit lies in a data folder; whoever uses it makes a missing one. */
export const hasSeals = (dataDir: string, unit: string): boolean =>
  existsSync(join(dataDir, sealsFolder, `${unit}.json`))

/**
 * Seals a unit's directory as it lies there, with a key that is new: what the old one had sealed counts no more. Whoever
 * restores a backup without its seal keys takes its word for when the server took each record.
 */
export async function resealDirectory(
  server: ServerScope,
  unit: string,
  seals: Seals,
  now: number
): Promise<void> {
  const documents = server.use(databaseName(unit, 'directory', ''))
  const read = await nullIfMissing(documents.list({ include_docs: true }))
  const docs = (read?.rows ?? []).flatMap(({ doc }) => {
    const fact = factIn(doc)
    if (fact?.unit !== unit) return []
    const took = fact.took ?? now
    return [{ ...doc, took, seal: seals.of(fact, took) }]
  })
  await write(documents, docs)
}

/** Writes back what this server remembers of a unit's directory and a backup from before does not hold. */
export async function bringBack(
  server: ServerScope,
  unit: string,
  memoryOf: Anchors['memoryOf']
): Promise<void> {
  const { facts } = memoryOf(unit)
  if (facts.length === 0) return
  const documents = server.use(databaseName(unit, 'directory', ''))
  const there = await nullIfMissing(documents.fetchRevs({ keys: facts.map(({ id }) => id) }))
  if (!there) return
  // Deleted facts stay deleted.
  const lost = facts.filter((_, i) => 'error' in there.rows[i]!)
  await write(
    documents,
    lost.map(({ id, ...fact }) => ({ _id: id, ...fact }))
  )
}

async function write(documents: Documents, docs: object[]): Promise<void> {
  if (docs.length === 0) return
  const rows = (await documents.bulk({ docs })) as { error?: string; reason?: string }[]
  const refused = rows.find(({ error }) => error)
  if (refused) throw new Error(`directory: ${refused.error} ${refused.reason}`)
}
