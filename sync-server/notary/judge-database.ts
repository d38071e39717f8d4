import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { isId, type Envelope } from '#lib/domain/fact.ts'
import { isShaped } from '#lib/domain/facts.ts'
import { enter, enterRemovals, emptyLedger } from '#lib/domain/notary/ledger.ts'
import type { FlagKind } from '#lib/domain/notary/facts.ts'
import { deviceToFlag, findingsOf, keyOfAuthor, type Judges } from '#lib/domain/notary/findings.ts'
import type { Finding } from '#lib/domain/notary/flags.ts'
import { withSuspect } from '#lib/domain/notary/forks.ts'
import { holdsNumber } from '#lib/domain/notary/number-runs.ts'
import { databasesOf } from '#lib/domain/database-names.ts'
import { serverAccount, type Book } from '#lib/domain/roles.ts'
import type { Seals } from '../admission/seals.ts'
import { readChanges } from '../changes.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { verifySignature } from '../signature.ts'
import { databaseRecord, type UnitRecord } from './unit-record.ts'

/** Holds what the notary judges a unit's records with. */
export interface NotaryDeps {
  nano: ServerScope
  seals: Pick<Seals, 'isRight'>
  /** The unit's directory; `anew`: as it is now, whatever was known. */
  judges(anew: boolean): Promise<Judges>
  /** Unix ms. */
  now(): number
}

interface Place {
  unit: string
  book: Book
  database: string
}

/** Records judged at once: between them others get their turn. */
const page = 100

/**
 * Judges what is new in a database and enters it in the unit's record.
 * @param isWhole everything in it, whatever its feed says: what was written into CouchDB's own files shows in none
 * @throws 404 when the database is gone
 */
export async function judgeDatabase(
  place: Place,
  record: UnitRecord,
  deps: NotaryDeps,
  isWhole: boolean
): Promise<Finding[]> {
  const own = databaseRecord(record, place.database)
  const found: Finding[] = []
  const seen = new Set<string>()
  const before = new Set(own.found)
  const began = deps.now()
  let isAnew = false
  const isNews = (about: string) => (seen.add(about), !isAnew || !before.has(about))
  // Read anew once at most: some accounts have their devices in another unit's directory.
  let anew: Promise<Judges> | null = null
  const latest = () => (anew ??= deps.judges(true))
  // Begins again after an interruption: half a ledger has gaps.
  if (isWhole) own.checkpoint = null
  own.checkpoint = await readChanges(deps.nano, place.database, own.checkpoint, {
    page,
    anew() {
      own.ledger = emptyLedger()
      isAnew = true
    },
    async take(docs) {
      found.push(...(await judgePage(docs, place, record, { ...deps, latest, isNews })))
    }
  })
  own.found = isAnew ? [...seen] : [...new Set([...before, ...seen])]
  if (isAnew) own.wholeAt = began
  return found
}

async function judgePage(
  docs: readonly CouchDocument[],
  place: Place,
  record: UnitRecord,
  deps: NotaryDeps & { latest(): Promise<Judges>; isNews(about: string): boolean }
): Promise<Finding[]> {
  const brought = docs.filter(
    ({ _id, _deleted }) => !_deleted && !_id.startsWith('_design/') && _id !== 'epoch'
  )
  const judges = await deps.judges(false)
  let judged = await Promise.all(brought.map((doc) => judge(doc, place, judges, deps)))
  // Asks again: the directory that this server has read may lack who was approved a moment ago.
  if (judged.some(({ kinds, isKnown }) => !isKnown || kinds.includes('uncertified'))) {
    const latest = await deps.latest()
    judged = await Promise.all(brought.map((doc) => judge(doc, place, latest, deps)))
  }
  const again: Envelope[] = []
  for (const one of judged)
    if (one.fact && one.counts && !enterFact(one.fact, one, place, record)) again.push(one.fact)
  const copies = await copiesAmong(again, place, record, deps.nano)
  for (const fact of again)
    if (!copies.has(fact)) record.suspects[place.book] = withSuspect(record.suspects[place.book] ?? [], fact)
  return judged.flatMap(({ kinds, fact, device, id }) =>
    kinds
      .filter((kind) => deps.isNews(`${kind} ${id}`))
      .map((kind) => ({
        kind,
        device,
        count: 1,
        facts: isId(id) ? [id] : [],
        numbers: fact && device !== null ? [{ book: place.book, from: fact.n, to: fact.n }] : []
      }))
  )
}

interface Judged {
  id: string
  fact: Envelope | null
  kinds: FlagKind[]
  device: string | null
  /** Whether the key is known that must have signed it. */
  isKnown: boolean
  /** Whether its number counts: its device has signed it, for this place. */
  counts: boolean
  took: number
}

async function judge(doc: CouchDocument, place: Place, judges: Judges, deps: NotaryDeps): Promise<Judged> {
  const fact = factIn(doc)
  const now = deps.now()
  if (!fact)
    return { id: doc._id, fact, kinds: ['unsealed'], device: null, isKnown: true, counts: false, took: now }
  // A seal tells nothing of the place: somebody may have copied the record with it.
  const isHere = fact.unit === place.unit && fact.book === place.book
  const isSealed = isHere && deps.seals.isRight(fact)
  const key = keyOfAuthor(fact, judges)
  const isGenuine = key && (await verifySignature(key, canonicalString(fact), fact.sig))
  const took = isSealed ? (fact.took ?? now) : now
  const kinds = findingsOf(fact, judges, { isSealed, isGenuine, took })
  // Whose device another unit's directory knows, the gateway has judged.
  const counts = isHere && (isGenuine === true || (key === null && isSealed))
  return { id: fact.id, fact, kinds, device: deviceToFlag(fact, judges), isKnown: key !== null, counts, took }
}

/** Enters a record that counts. @returns false where its number is there already */
function enterFact(fact: Envelope, { kinds, took }: Judged, place: Place, record: UnitRecord): boolean {
  const { ledger } = databaseRecord(record, place.database)
  const isNew = enter(ledger, fact, took) && othersWith(fact, place, record).length === 0
  if (kinds.length > 0) return isNew
  if (fact.type === 'private.flag-settled') record.open = record.open.filter((id) => id !== fact.body['flag'])
  if (fact.by !== serverAccount) return isNew
  if (isShaped(fact)) enterRemovals(ledger, fact)
  if (fact.type === 'private.flag-raised') record.open = [...new Set([...record.open, fact.id])]
  return isNew
}

/** Lists the other quarters of the book that hold the number of a record. */
const othersWith = ({ device, n }: Envelope, { unit, book, database }: Place, { databases }: UnitRecord) =>
  databasesOf(unit, book, Object.keys(databases)).filter(
    (name) => name !== database && holdsNumber(databases[name]!.ledger.present[device] ?? [], n)
  )

/**
 * Selects the records that lie in another quarter just as they are: copies of these, however many somebody makes, must
 * leave no number of two records unnoticed.
 */
async function copiesAmong(
  facts: readonly Envelope[],
  place: Place,
  record: UnitRecord,
  nano: ServerScope
): Promise<Set<Envelope>> {
  const where = new Map(facts.map((fact) => [fact, othersWith(fact, place, record)]))
  const copies = new Set(facts.filter((fact) => where.get(fact)!.length > 0))
  for (const database of new Set([...where.values()].flat())) {
    const those = [...copies].filter((fact) => where.get(fact)!.includes(database))
    if (those.length === 0) continue
    const { rows } = await nano.use(database).fetch({ keys: those.map(({ id }) => id) })
    const there = new Set(rows.flatMap((row) => ('doc' in row ? textOf(factIn(row.doc)) : [])))
    for (const fact of those) if (!there.has(canonicalString(fact))) copies.delete(fact)
  }
  return copies
}

const textOf = (fact: Envelope | null) => (fact ? [canonicalString(fact)] : [])
