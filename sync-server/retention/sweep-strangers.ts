import type { ServerScope } from 'nano'
import { maxTaken } from '#lib/domain/strangers/facts.ts'
import { overdue } from '#lib/domain/strangers/strangers.ts'
import { photosIn, unneededParts } from '#lib/domain/photos/named.ts'
import { partId } from '#lib/domain/photos/parts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isShaped, type FactOf } from '#lib/domain/facts.ts'
import { databasesOf, photoDatabasesToRead } from '#lib/domain/database-names.ts'
import type { ProvisionDeps } from '../provision/provision.ts'
import { unitsIn } from '../daily.ts'
import { factsIn, type NewFact } from '../fact-writer.ts'
import { deleteDocuments } from './delete-documents.ts'

type SweepDeps = Pick<ProvisionDeps, 'couch' | 'writer' | 'now'>
type Taken = FactOf<'duty.strangers-removed'>['body']['taken'][number]

/** Sweeps these units, or all units in CouchDB when null. @returns the number of strangers removed */
export async function sweepStrangers(units: readonly string[] | null, tools: SweepDeps): Promise<number> {
  let removed = 0
  const problems: unknown[] = []
  for (const unit of units ?? unitsIn(await tools.couch.nano.db.list()))
    // Goes on with the others where something is wrong in one unit.
    removed += await sweep(unit, tools).catch((problem) => (problems.push(problem), 0))
  if (problems.length > 0) throw problems[0]
  return removed
}

/**
 * Removes a unit's strangers that are overdue and linked to no incident. Records the numbers first, then deletes the
 * pictures, then the records, so that the next sweep completes an interrupted one.
 */
async function sweep(unit: string, { couch: { nano: server }, writer, now }: SweepDeps): Promise<number> {
  let gone: Envelope[][] = []
  let kept: Envelope[] = []
  await writer.write(unit, 'duty', (facts) => {
    gone = overdue(facts, now())
    const ids = new Set(gone.flat().map(({ id }) => id))
    kept = facts.filter(({ id }) => !ids.has(id))
    return entriesFor(unit, gone, kept)
  })
  if (gone.length === 0) return 0
  const existing = await server.db.list()
  await removePictures(server, gone.flat(), kept, existing, now())
  const ids = gone.flat().map(({ id }) => id)
  for (const database of databasesOf(unit, 'duty', existing)) await deleteDocuments(server, database, ids)
  return gone.length
}

/** Returns the facts about what goes now, except what an interrupted sweep has recorded already. */
function entriesFor(unit: string, gone: readonly Envelope[][], kept: readonly Envelope[]): NewFact[] {
  const told = new Set(
    kept
      .filter(isShaped)
      .flatMap((fact) => (fact.type === 'duty.strangers-removed' ? fact.body.taken : []))
      .map(({ device, n }) => `${device} ${n}`)
  )
  const untold = gone
    .map((facts) => facts.filter(({ device, n }) => !told.has(`${device} ${n}`)))
    .filter((facts) => facts.length > 0)
  const entries: { strangers: number; taken: Taken[] }[] = []
  for (const facts of untold) {
    let last = entries.at(-1)
    if (!last || last.taken.length + facts.length > maxTaken)
      entries.push((last = { strangers: 0, taken: [] }))
    last.strangers++
    const taken = facts.map(({ device, n }) => ({ device, n }))
    last.taken.push(...taken.splice(0, maxTaken))
    // A member may write any number of records about one stranger.
    while (taken.length > 0) entries.push({ strangers: 1, taken: taken.splice(0, maxTaken) })
  }
  return entries.map((body) => ({ stream: `unit/${unit}`, type: 'duty.strangers-removed', body }))
}

/** Deletes the parts of their pictures, except those that another record of duty or gates needs. */
async function removePictures(
  server: ServerScope,
  gone: readonly Envelope[],
  kept: readonly Envelope[],
  existing: readonly string[],
  now: number
) {
  const seen = gone.filter((fact) => photosIn([fact]).length > 0)
  if (seen.length === 0) return
  const gates = databasesOf(seen[0]!.unit, 'gates', existing)
  const others = (await Promise.all(gates.map((name) => factsIn(server, name)))).flat()
  const staying = photosIn([...kept, ...others])
  for (const fact of seen) {
    const parts = unneededParts(
      photosIn([fact]).flatMap((photo) => photo.parts),
      staying
    )
    const home = { unit: fact.unit, place: 'pictures', at: Date.parse(fact.at) } as const
    for (const database of photoDatabasesToRead(home, now))
      if (existing.includes(database)) await deleteDocuments(server, database, parts.map(partId))
  }
}
