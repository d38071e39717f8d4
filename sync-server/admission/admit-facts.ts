import { bookIn, databaseName, quarterIn } from '#lib/domain/database-names.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { mayRead, rolesIn, type Role } from '#lib/domain/roles.ts'
import type { Home } from '#lib/domain/rules.ts'
import type { Directories } from '../directories.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { nullIfMissing } from '../provision/apply.ts'
import type { Holder } from '../sessions/holder.ts'
import { admit, rowOf, type AdmittedFacts } from './admit.ts'
import type { Seals } from './seals.ts'

export interface AdmissionDeps {
  directories: Pick<Directories, 'of' | 'anew'>
  seals: Seals
  /** Stores in a database, as they were, documents that it had before; answers as `_bulk_docs`. */
  giveBack(database: string, docs: readonly CouchDocument[]): Promise<object[]>
  /** Tells whether a database is there. */
  hasDatabase(database: string): Promise<boolean>
  /** Lets others have their turn between a few facts and the next. */
  pause?(): Promise<void>
  /** Unix ms. */
  now(): number
}

/** Facts as they go on to CouchDB, the roles with which they do, and the rows of the others. */
interface Passing extends Pick<AdmittedFacts, 'passed' | 'seals'> {
  rows: object[]
  /** `<unit>:<role>` */
  acting: readonly string[]
}

/**
 * Admits facts to a book, and acts towards CouchDB with the roles by which they were judged: what was recorded in a former
 * role is still taken. What the server had before is stored at once. When the account does not read the book and never did
 * with that device, or there is none, the row of each fact says so.
 * @param path of the request, under CouchDB's address
 */
export async function admitFacts(
  docs: readonly CouchDocument[],
  path: string,
  holder: Holder,
  { directories, seals, giveBack, hasDatabase, pause, now }: AdmissionDeps
): Promise<Passing> {
  const database = path.split('/')[1]!
  const home = bookIn(database)
  if (!home) return unread(docs, [])
  const known = await directoryOf(home, directories)
  const today = rolesIn(home.unit, holder.roles)
  const certificates = (known && deviceOf(known, holder.account, holder.device))?.certificates ?? []
  const readOnce = certificates.some(({ roles }) => mayRead(roles, home.book))
  if (!mayRead(today, home.book) && !readOnce) return unread(docs, today)
  const asked = {
    holder,
    home,
    quarter: quarterIn(database),
    hasQuarter: remembered((quarter) => hasDatabase(databaseName(home.unit, home.book, quarter))),
    known,
    seals,
    ...(pause && { pause }),
    now: now()
  }
  const admitted = await admit(docs, asked, () => directories.anew(home.unit))
  const { returned, roles } = admitted
  const back = returned.length > 0 ? await nullIfMissing(giveBack(database, returned)) : []
  // Leaves it to CouchDB to refuse what no role could bring, as to whoever reads the book.
  const acting = (roles.length > 0 ? roles : today).map((role) => `${home.unit}:${role}`)
  // Without such a database CouchDB has the answer.
  if (!back) return { ...admitted, passed: [...admitted.passed, ...returned], acting }
  return { ...admitted, rows: [...sealedRows(back, admitted), ...admitted.rows], acting }
}

/**
 * Admits facts that came sealed, with the rights of their authors alone; acts towards CouchDB with the roles by which they
 * were judged.
 * @param database of a book, to which they belong
 */
export async function admitBoxed(
  docs: readonly CouchDocument[],
  database: string,
  carrier: string,
  { directories, seals, now }: Pick<AdmissionDeps, 'directories' | 'seals' | 'now'>
): Promise<Passing> {
  const home = bookIn(database)!
  const known = await directoryOf(home, directories)
  const holder = { account: carrier, device: '', key: null, state: 'approved' as const, roles: [], past: [] }
  const asked = { holder, home, quarter: quarterIn(database), known, seals, isBoxed: true, now: now() }
  const admitted = await admit(docs, asked, () => directories.anew(home.unit))
  const acting = admitted.roles.map((role) => `${home.unit}:${role}`)
  return { ...admitted, acting }
}

/**
 * Answers for a book that the account does not read. Who has no role in the unit may become a member, so their facts wait;
 * what a member may not is refused.
 */
function unread(docs: readonly CouchDocument[], held: readonly Role[]): Passing {
  const verdict =
    held.length === 0
      ? ({ kind: 'held', why: { code: 'unknown-unit' } } as const)
      : ({ kind: 'refused', why: { code: 'not-allowed' } } as const)
  return { passed: [], rows: docs.map((doc) => rowOf(doc, verdict)), seals: new Map(), acting: [] }
}

/** Adds to each row of what CouchDB stored the seal under which it did; a photo's parts bear none. */
export function sealedRows(rows: readonly object[], { seals }: Pick<AdmittedFacts, 'seals'>): object[] {
  return rows.map((row) => ('error' in row ? row : { ...row, ...seals.get((row as { id: string }).id) }))
}

/** Returns a function that asks once for each key. */
function remembered(ask: (key: string) => Promise<boolean>): (key: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return (key) => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    return answer
  }
}

/** Returns the directory of a unit; null when there is none. */
async function directoryOf(
  { unit }: Home,
  directories: AdmissionDeps['directories']
): Promise<Directory | null> {
  return nullIfMissing(directories.of(unit))
}
