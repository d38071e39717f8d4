import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { books, serverAccount, type Book } from '#lib/domain/roles.ts'
import { bookIn, databasesOf } from '#lib/domain/database-names.ts'
import { isShaped, type FactOf } from '#lib/domain/facts.ts'
import {
  deviceToFlag,
  findingsOf,
  keepsOthers,
  keyOfAuthor,
  type Judges
} from '#lib/domain/notary/findings.ts'
import type { Ledger } from '#lib/domain/notary/ledger.ts'
import { maxNamed } from '#lib/domain/notary/facts.ts'
import {
  countable,
  flagBody,
  isTold,
  joined,
  joinedNumbers,
  settledFlags,
  subjectOfFlag,
  untold,
  type Finding,
  type RaisedFlag
} from '#lib/domain/notary/flags.ts'
import { standingGaps } from '#lib/domain/notary/gaps.ts'
import { sizeOf } from '#lib/domain/devices/device-report.ts'
import type { ReportStore } from '../devices/report-store.ts'
import type { FactWriter } from '../fact-writer.ts'
import { verifySignature } from '../signature.ts'
import { confirmForks } from './confirm-forks.ts'
import { judgeDatabase, type NotaryDeps } from './judge-database.ts'
import { databaseRecord, readRecord, writeRecord, type UnitRecord } from './unit-record.ts'

interface UnitNotaryDeps extends NotaryDeps {
  writer: FactWriter
  reports: Pick<ReportStore, 'of'>
  dataDir: string
}

type FlagBody = FactOf<'private.flag-raised'>['body']

/** Gaps are looked for no more often than this, ms: they count only when they are old. */
const gapsMs = 60_000
/** A database is read from its start every so often, ms. */
const wholeMs = 24 * 3600_000
/** A search for forks rests this many times as long as it took: a copy that comes again and again costs little. */
const restFactor = 4

/** The notary of one unit; its calls must not overlap. */
export class UnitNotary {
  #record: Promise<UnitRecord> | null = null
  /** The flags that the unit's book holds, as read when one was last raised. */
  #raised: RaisedFlag[] = []
  /** A commander has settled one since. */
  #isSettled = false
  readonly #due = new Set<string>()
  readonly #resting = new Map<Book, number>()
  #read: UnitRecord | null = null
  #isSaved = true
  #nextGaps = 0

  constructor(
    readonly unit: string,
    private readonly deps: UnitNotaryDeps
  ) {}

  /** Reads what is new in one of the unit's databases. */
  async read(database: string): Promise<void> {
    const record = await this.#known()
    const { book } = bookIn(database)!
    const place = { unit: this.unit, book, database }
    const before = databaseRecord(record, database).checkpoint?.since
    const { open } = record
    try {
      const isWhole = this.#due.delete(database)
      this.#add(record, await judgeDatabase(place, record, this.deps, isWhole))
      if (isWhole || databaseRecord(record, database).checkpoint?.since !== before) this.#isSaved = false
      if (record.open !== open) this.#isSettled = true
    } catch (problem) {
      if ((problem as { statusCode?: number }).statusCode !== 404) throw problem
      delete record.databases[database]
      this.#isSaved = false
    }
  }

  /**
   * Looks for forks and gaps, and raises what there is to raise. @returns the number of flags that nobody has settled
   * @param others of units in which accounts of this one may write too; null while not everything is read, when what is
   * missing may lie in the rest
   */
  async conclude(others: readonly UnitNotary[] | null): Promise<number> {
    const record = await this.#known()
    for (const book of books) await this.#confirmForks(record, book)
    const gaps = others ? await this.#gaps(record, others) : []
    if (Object.keys(record.databases).length > 0) await this.#raise(record, gaps)
    return record.open.length
  }

  /** Returns a database that has not been read from its start for a day, which the next reading of it then does; or null. */
  due(): string | null {
    const now = this.deps.now()
    const databases = Object.entries(this.#read?.databases ?? {})
    const [name] = databases.find(([, { wholeAt }]) => Math.abs(now - wholeAt) > wholeMs) ?? [null]
    if (name !== null) this.#due.add(name)
    return name
  }

  /** Tells whether numbers wait that two records may share: a search for them rests between two times. */
  get isSearching(): boolean {
    return this.#read !== null && Object.keys(this.#read.suspects).length > 0
  }

  /** Keeps what is known, for the next run of this server. */
  async save(): Promise<void> {
    if (this.#isSaved) return
    this.#isSaved = true
    await writeRecord(this.deps.dataDir, this.unit, await this.#known())
  }

  #known(): Promise<UnitRecord> {
    this.#record ??= readRecord(this.deps.dataDir, this.unit).then((record) => (this.#read = record))
    return this.#record
  }

  #add({ found }: UnitRecord, more: readonly Finding[]): void {
    for (const one of more) {
      const subject = subjectOfFlag(one)
      found[subject] = found[subject] ? joined(found[subject], one) : one
    }
  }

  async #confirmForks(record: UnitRecord, book: Book): Promise<void> {
    const numbers = record.suspects[book] ?? []
    const began = this.deps.now()
    if (numbers.length === 0 || began < (this.#resting.get(book) ?? 0)) return
    const which = { unit: this.unit, book, numbers }
    const forks = await confirmForks(which, this.deps.nano, await this.deps.judges(false))
    delete record.suspects[book]
    this.#isSaved = false
    const ended = this.deps.now()
    this.#resting.set(book, ended + restFactor * (ended - began))
    const evidence = forks.map((same): Finding => {
      const { device, n } = same[0]!
      const facts = [...new Set(same.map(({ id }) => id))].slice(0, maxNamed)
      return { kind: 'fork', device, count: 1, facts, numbers: [{ book, from: n, to: n }] }
    })
    this.#add(record, evidence)
  }

  /** Finds the gaps that have stood, of devices that a commander approved. */
  async #gaps({ databases }: UnitRecord, others: readonly UnitNotary[]): Promise<Finding[]> {
    const now = this.deps.now()
    if (now < this.#nextGaps) return []
    this.#nextGaps = now + gapsMs
    const judges = await this.deps.judges(false)
    const reports = await this.deps.reports.of(this.unit)
    const everywhere = Object.values(databases).map(({ ledger }) => ledger)
    const byDevice = new Map<string, Finding>()
    for (const book of books) {
      const ledgers = ledgersOf(this.unit, book, databases)
      const elsewhere = others.flatMap((other) => other.#ledgers(book))
      for (const [device, numbers] of standingGaps(book, { ledgers, everywhere, elsewhere }, reports, now)) {
        if (deviceToFlag({ device }, judges) === null || keepsOthers(device, book, judges)) continue
        const count = countable(sizeOf(numbers.map(({ from, to }) => [from, to] as const)))
        const one: Finding = { kind: 'gap', device, count, facts: [], numbers: joinedNumbers(numbers) }
        const before = byDevice.get(device)
        byDevice.set(device, before ? joined(before, one) : one)
      }
    }
    return [...byDevice.values()]
  }

  #ledgers(book: Book): Ledger[] {
    return this.#read ? ledgersOf(this.unit, book, this.#read.databases) : []
  }

  async #raise(record: UnitRecord, gaps: readonly Finding[]): Promise<void> {
    const found = [...Object.values(record.found), ...gaps]
    const day = new Date(this.deps.now()).toISOString().slice(0, 10)
    if (found.length === 0 || (!this.#isSettled && untold(found, this.#raised, day).length === 0)) return
    try {
      await this.#tell(record, found, day)
    } catch (problem) {
      // Tells each by itself, then: one that cannot be told costs nobody else theirs.
      for (const one of untold(found, this.#raised, day)) await this.#tell(record, [one], day).catch(() => {})
      throw problem
    }
  }

  /** Raises flags for what is not told yet, all of them or none. */
  async #tell(record: UnitRecord, found: readonly Finding[], day: string): Promise<void> {
    const judges = await this.deps.judges(false)
    let bodies: FlagBody[] = []
    await this.deps.writer.write(this.unit, 'private', async (facts) => {
      this.#raised = await raisedFlags(facts, judges, this.deps)
      bodies = untold(found, this.#raised, day).map((one) => flagBody(one, day))
      this.#isSettled = false
      const stream = `unit/${this.unit}`
      return bodies.map((body) => ({ stream, type: 'private.flag-raised', body }))
    })
    this.#raised.push(...bodies.map((body) => ({ body, isSettled: false })))
    const today = new Set(bodies.map((body) => subjectOfFlag(body)))
    for (const [subject, one] of Object.entries(record.found)) {
      const same = this.#raised.map(({ body }) => body).filter((body) => subjectOfFlag(body) === subject)
      if (today.has(subject) || isTold(one, same)) delete record.found[subject]
    }
    this.#isSaved = false
  }
}

const ledgersOf = (unit: string, book: Book, databases: UnitRecord['databases']): Ledger[] =>
  databasesOf(unit, book, Object.keys(databases)).map((name) => databases[name]!.ledger)

/**
 * Selects the flags that a server of this unit has raised, and tells which are settled: whoever writes past the gateway
 * silences nothing.
 */
async function raisedFlags(
  facts: readonly Envelope[],
  judges: Judges,
  { seals, now }: Pick<NotaryDeps, 'seals' | 'now'>
): Promise<RaisedFlag[]> {
  const shaped = facts.filter(isShaped)
  const ofType = shaped.filter(
    ({ type, by }) =>
      type === 'private.flag-settled' || (type === 'private.flag-raised' && by === serverAccount)
  )
  const counts = ofType.map(async (fact) => {
    const key = keyOfAuthor(fact, judges)
    const isGenuine = key !== null && (await verifySignature(key, canonicalString(fact), fact.sig))
    const isSealed = seals.isRight(fact)
    return (
      isGenuine && findingsOf(fact, judges, { isSealed, isGenuine, took: fact.took ?? now() }).length === 0
    )
  })
  const those = await Promise.all(counts)
  const counting = ofType.filter((_, i) => those[i])
  const flags = counting.filter((fact) => fact.type === 'private.flag-raised')
  const settled = settledFlags(
    flags,
    counting.filter((fact) => fact.type === 'private.flag-settled')
  )
  return flags.map(({ id, body }) => ({ body, isSettled: settled.has(id) }))
}
