import type { ServerScope } from 'nano'
import { maxRuns } from '#lib/domain/retention/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { photosIn, unnamedPhotos } from '#lib/domain/photos/named.ts'
import { databaseName, databasesOf, photoDatabaseName, quarterOf } from '#lib/domain/database-names.ts'
import {
  gapsIn,
  gapsOfQuarter,
  hasTaken,
  removedQuarters,
  numberRuns,
  whyNotRemoved
} from '#lib/domain/retention/retention.ts'
import { removalsIn } from '#lib/domain/retention/removals.ts'
import type { UnexplainedGap, RemovedQuarter, WhyKept } from '#lib/domain/retention/retention.ts'
import type { Removal } from '#lib/domain/retention/removals.ts'
import type { BusyBook } from '#lib/domain/roles.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { ProvisionDeps } from '../provision/provision.ts'
import { unitsIn } from '../daily.ts'
import { ReportStore } from '../devices/report-store.ts'
import { countingFactsOf } from '../directory/unit-directory.ts'
import { factsIn, type NewFact } from '../fact-writer.ts'
import { photosNamedInBusyBooks, removePictures } from './photos.ts'

type Couch = Pick<ProvisionDeps['couch'], 'nano'>
/** Tells which removals in a directory are the server's own word. */
type ProofDeps = { couch: Couch } & Pick<ProvisionDeps, 'roots'>

export interface Quarter {
  unit: string
  book: BusyBook
  quarter: string
}

/** Contents that a removal would delete, and the reasons against it. */
export interface QuarterSurvey {
  records: number
  /** Photos that only these records name. */
  photos: number
  why: WhyKept | null
  /** Sequence numbers that may still be unsent on a phone. */
  gaps: UnexplainedGap[]
  /** Strangers kept because they are linked to an incident. */
  linked: number
}

/** Surveys a quarter before its removal. @returns null when it does not exist */
export async function surveyQuarter(
  which: Quarter,
  { couch: { nano }, roots, seals }: ProofDeps & Pick<ProvisionDeps, 'seals'>,
  now: number
): Promise<QuarterSurvey | null> {
  const { unit, book, quarter } = which
  const existing = await nano.db.list()
  const database = databaseName(unit, book, quarter)
  if (!existing.includes(database)) return null
  const names = databasesOf(unit, book, existing)
  const facts = (await Promise.all(names.map((name) => factsIn(nano, name)))).flat()
  const told = [...(await countingFactsOf(nano, unit, roots)), ...facts.filter((fact) => seals.isRight(fact))]
  const gaps = gapsIn(book, facts, told, await new ReportStore(nano).of(unit))
  const { records, photos } = await contentsOf(which, nano, existing)
  const links = records.filter(({ type }) => type === 'duty.stranger-linked')
  return {
    records: records.length,
    photos,
    why: whyNotRemoved(quarter, now),
    gaps: gapsOfQuarter(gaps, quarter),
    linked: new Set(links.map(({ stream }) => stream)).size
  }
}

/**
 * Removes a book's past quarter as a whole, with its photos, after recording in the directory what goes. Closes it to
 * everybody first, so that nothing arrives unrecorded. An interrupted removal is completed by the next run.
 */
export async function removeQuarter(
  which: Quarter,
  said: { who: string; anyway?: string },
  { couch: { nano }, roots, writer }: ProofDeps & Pick<ProvisionDeps, 'writer'>
): Promise<void> {
  const { unit, book, quarter } = which
  await emptyQuarter(which, nano, async (facts, photos) => {
    await writer.write(unit, 'directory', async () => {
      const told = (await removalsOf(nano, unit, roots)).filter(
        ({ body }) => body.book === book && body.quarter === quarter
      )
      const untold = facts.filter((fact) => !hasTaken(told, fact))
      if (untold.length === 0 && told.length > 0) return []
      const body = { book, quarter, ...said, photos: told.length > 0 ? 0 : photos }
      return entriesFor(unit, body, untold)
    })
  })
}

/**
 * Removes again the quarters that a restore brought back. Moves facts that the removal never took, because they came later,
 * to the current quarter, as phones do.
 * @returns the removed quarters
 */
export async function repeatRemovals(
  units: readonly string[] | null,
  { couch: { nano }, roots }: ProofDeps,
  now: number
): Promise<Quarter[]> {
  const existing = await nano.db.list()
  const gone: Quarter[] = []
  for (const unit of units ?? unitsIn(existing)) {
    const removals = existing.includes(databaseName(unit, 'directory', ''))
      ? await removalsOf(nano, unit, roots)
      : []
    for (const which of quartersIn(unit, removals))
      if (isThere(which, existing)) {
        await emptyQuarter(which, nano, (facts) => {
          const late = facts.filter((fact) => !hasTaken(removals, fact))
          return move(nano, databaseName(unit, which.book, quarterOf(now)), late)
        })
        // If the book is already gone, only photos were left.
        if (existing.includes(databaseName(unit, which.book, which.quarter))) gone.push(which)
      }
  }
  return gone
}

/**
 * Returns what the directory says about a removed quarter, or null when it was never removed. Also deletes photos that an
 * interrupted removal left behind, unless `onlyLook`.
 */
export async function earlierRemoval(
  { unit, book, quarter }: Quarter,
  { couch: { nano }, roots }: ProofDeps,
  onlyLook: boolean
): Promise<RemovedQuarter | null> {
  const existing = await nano.db.list()
  if (!existing.includes(databaseName(unit, 'directory', ''))) return null
  const removed = removedQuarters(await removalsOf(nano, unit, roots))
  const told = removed.find((one) => one.book === book && one.quarter === quarter)
  if (told && !onlyLook) await removePictures(unit, quarter, nano)
  return told ?? null
}

function quartersIn(unit: string, removals: readonly Removal[]): Quarter[] {
  const known = new Map(
    removals.map(({ body: { book, quarter } }) => [`${book} ${quarter}`, { book, quarter }])
  )
  return [...known.values()].map((one) => ({ unit, ...one }))
}

const isThere = ({ unit, book, quarter }: Quarter, existing: readonly string[]) =>
  existing.includes(databaseName(unit, book, quarter)) ||
  existing.includes(photoDatabaseName(unit, 'pictures', quarter))

async function removalsOf(server: ServerScope, unit: string, roots: ProofDeps['roots']): Promise<Removal[]> {
  return removalsIn(await countingFactsOf(server, unit, roots))
}

/** Closes the quarter, calls `keep` with its contents until nothing new arrives, then drops it with its photos. */
async function emptyQuarter(
  which: Quarter,
  server: ServerScope,
  keep: (facts: Envelope[], photos: number) => Promise<void>
): Promise<void> {
  const { unit, book, quarter } = which
  const database = databaseName(unit, book, quarter)
  const existing = await server.db.list()
  if (existing.includes(database)) {
    const readers = await server.request({ db: database, path: '_security' })
    await secure(server, database, nobody)
    try {
      for (let before = '', after = await lastOf(server, database); before !== after;) {
        before = after
        const { records, photos } = await contentsOf(which, server, existing)
        await keep(records, photos)
        after = await lastOf(server, database)
      }
    } catch (problem) {
      await secure(server, database, readers)
      throw problem
    }
    await server.db.destroy(database)
  }
  await removePictures(unit, quarter, server)
}

const nobody = { admins: { names: [], roles: ['_admin'] }, members: { names: [], roles: ['_admin'] } }

const secure = (server: ServerScope, db: string, body: unknown) =>
  server.request({ db, path: '_security', method: 'put', body } as never)

async function lastOf(server: ServerScope, database: string): Promise<string> {
  return String((await server.db.get(database)).update_seq)
}

async function contentsOf(
  { unit, book, quarter }: Quarter,
  server: ServerScope,
  existing: readonly string[]
) {
  const database = databaseName(unit, book, quarter)
  const records = await onlyThere(await factsIn(server, database), database, { unit, book, quarter }, server)
  const elsewhere = await photosNamedInBusyBooks(unit, server, existing, (_, name) => name === database)
  return { records, photos: unnamedPhotos(photosIn(records), elsewhere).length }
}

async function move(server: ServerScope, database: string, facts: readonly Envelope[]): Promise<void> {
  if (facts.length === 0) return
  const docs = facts.map(({ id, ...fact }) => ({ _id: id, ...fact }))
  const answers = (await server.use(database).bulk({ docs })) as { error?: string }[]
  const refused = answers.find(({ error }) => error && error !== 'conflict')
  if (refused) throw new Error(`${database}: ${refused.error}`)
}

/** Returns the facts that report the removal, as many as the size limit of one fact makes necessary; the first counts the photos. */
function entriesFor(
  unit: string,
  { photos, ...said }: Omit<Removal['body'], 'records' | 'taken'>,
  facts: readonly Envelope[]
): NewFact[] {
  const runs = numberRuns(facts, said.quarter)
  const entries: NewFact[] = []
  do {
    const taken = runs.splice(0, maxRuns)
    const records = taken.reduce((sum, { from, to }) => sum + to - from + 1, 0)
    const body = { ...said, records, photos: entries.length === 0 ? photos : 0, taken }
    entries.push({ stream: `unit/${unit}`, type: 'directory.quarter-removed', body })
  } while (runs.length > 0)
  return entries
}

/** Leaves out facts that also exist in a later quarter: a phone whose clock ran ahead may have retried there. */
async function onlyThere(
  facts: Envelope[],
  database: string,
  { unit, book, quarter }: Quarter,
  server: ServerScope
): Promise<Envelope[]> {
  const keys = facts.map(({ id }) => id).filter((id) => quarterOf(idTime(id)) !== quarter)
  if (keys.length === 0) return facts
  const others = databasesOf(unit, book, await server.db.list()).filter((name) => name !== database)
  const answers = await Promise.all(others.map((name) => server.use(name).fetchRevs({ keys })))
  const rows = answers.flatMap((answer) => answer.rows)
  const twice = new Set(rows.flatMap((row) => ('value' in row && !('deleted' in row.value) ? row.key : [])))
  return facts.filter(({ id }) => !twice.has(id))
}
