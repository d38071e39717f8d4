import { factIn } from '#lib/domain/fact-document.ts'
import { databaseName, databaseOf, quarterOf } from '#lib/domain/database-names.ts'
import { mayRead, rolesIn, type Book } from '#lib/domain/roles.ts'
import type { HeldReason } from '#lib/domain/rules.ts'
import { isDamaged, type StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import * as v from 'valibot'
import { auditUnread } from './audit/records.ts'
import { batches, byDatabase } from './batches.ts'
import type { Settlement } from './types.ts'
import { askDatabase } from '../http/http.ts'
import { allDocs } from './all-docs.ts'
import { pullDatabase } from './pull.ts'
import { readWriteResults, readTaken } from './write-results.ts'
import { Halt, type ExchangeContext } from './exchange-context.ts'
import { docOf, writeRows } from './wire.ts'

/** Facts read from the phone per query. */
const stride = 400
/** A fact older than this may have been pushed before, with its answer lost, ms. */
const fresh = 60_000
/** Why a server with too much to do does not take a fact yet. */
const busy: HeldReason = 'busy'
/** The number of facts that each fail alone after which the server is at fault, not the facts. */
const patience = 3

/**
 * Pushes everything that waits, oldest first.
 * @throws Halt when the network, the session or the server ends the exchange; the facts keep waiting
 */
export async function pushFacts(context: ExchangeContext): Promise<void> {
  for (const sync of ['pending', 'carried'] as const) {
    let after = ''
    for (;;) {
      const facts = await context.store.offered(sync, after, stride)
      if (facts.length === 0) break
      after = facts.at(-1)!.id
      await new Delivery(context).bring(
        sync === 'carried' ? facts.filter((f) => mayCarry(context, f)) : facts
      )
    }
  }
}

/**
 * Pushes the enrolments that wait and nothing else: a device that is not approved yet introduces itself.
 * @throws Halt as `pushFacts`
 */
export async function pushEnrolment(context: ExchangeContext): Promise<void> {
  const all: StoredFact[] = []
  for (let after = ''; ;) {
    const facts = await context.store.offered('pending', after, stride)
    all.push(...facts.filter(({ type }) => type === 'directory.device-enrolled'))
    if (facts.length < stride) break
    after = facts.at(-1)!.id
  }
  await new Delivery(context).bring(all)
}

/** Tells whether this account may carry a fact in the open; a fact of a book that it may not read travels sealed. */
function mayCarry({ identity }: ExchangeContext, { unit, book }: StoredFact): boolean {
  return mayRead(rolesIn(unit, identity.roles), book as Book)
}

/**
 * Pushes facts to one database and nowhere else, whatever their state here, and leaves their state unchanged.
 * @returns what became of them
 */
export async function pushTo(
  context: ExchangeContext,
  database: string,
  facts: readonly StoredFact[]
): Promise<Settlement[]> {
  const all: Settlement[] = []
  await new Delivery(context, async (settlements) => void all.push(...settlements)).bringTo(database, facts)
  return all
}

class Delivery {
  #failedAlone = 0
  constructor(
    private readonly context: ExchangeContext,
    private readonly settle = (settlements: readonly Settlement[]) => context.store.settle(settlements)
  ) {}

  async bring(facts: readonly StoredFact[]): Promise<void> {
    for (const [name, there] of byDatabase(facts, homeOf))
      await this.#toDatabase(name, await this.#unerased(name, there), true)
  }

  bringTo(database: string, facts: readonly StoredFact[]): Promise<void> {
    return this.#toDatabase(database, facts, false)
  }

  async #toDatabase(name: string, facts: readonly StoredFact[], mayMove: boolean): Promise<void> {
    const damaged = facts.filter(isDamaged)
    if (damaged.length > 0)
      await this.settle(damaged.map(({ id }) => ({ id, sync: 'refused', reason: 'damaged' })))
    for (const batch of batches(facts.filter((fact) => !isDamaged(fact)))) {
      if (await this.#batch(name, batch)) continue
      if (!mayMove) return
      const { unit } = batch[0]!
      await pullDatabase(this.context, { name: databaseName(unit, 'directory', ''), unit, book: 'directory' })
      const { neverDelivered } = await import('./orders/removals.ts')
      const late = await neverDelivered(this.context, batch)
      const current = quarterOf(this.context.http.now())
      const byCurrent = byDatabase(late, ({ unit, book }) => databaseName(unit, book as Book, current))
      for (const [other, there] of byCurrent)
        if (other !== name) await this.#move(other, await this.#unerased(other, there))
    }
  }

  /**
   * Brings late facts to the quarter that goes on now. Where the server says that they do not belong there, this phone's clock
   * has just been changed: they wait until it is right.
   */
  async #move(name: string, facts: readonly StoredFact[]): Promise<void> {
    const settle = async (settlements: readonly Settlement[]) => {
      const known = settlements.map((one) =>
        isMisplaced(one) ? { id: one.id, sync: 'waiting' as const } : one
      )
      if (settlements.some(isMisplaced)) this.context.incomplete = true
      await this.settle(known)
    }
    await new Delivery(this.context, settle).bringTo(name, facts)
  }

  /** Drops facts that were pushed before and erased on the server since: sending them would revive them. */
  async #unerased(name: string, facts: readonly StoredFact[]): Promise<readonly StoredFact[]> {
    const { http, store } = this.context
    const old = facts.filter(({ id }) => Math.abs(http.now() - idTime(id)) > fresh).map(({ id }) => id)
    if (old.length === 0) return facts
    const rows = (await allDocs(http, name, old).catch(this.#heldBack(facts))) ?? []
    const erased = rows.flatMap(({ key, value }) => (value?.deleted ? key : []))
    if (erased.length > 0) await store.receive([], erased)
    return facts.filter(({ id }) => !erased.includes(id))
  }

  /** @returns false when there is no such database */
  async #batch(name: string, batch: readonly StoredFact[]): Promise<boolean> {
    const { http } = this.context
    const docs = batch.map(docOf)
    const answer = await askDatabase(http, 'POST', `/${name}/_bulk_docs`, { docs })
    if (answer.kind === 'missing') return false
    if (answer.kind === 'forbidden') return true
    if (answer.kind === 'rejected') return this.#halve(name, batch, answer.status)
    if (answer.kind !== 'ok') return this.#heldBack(batch)(new Halt(answer))
    const rows = v.safeParse(writeRows, answer.body)
    if (!rows.success) return this.#halve(name, batch, 500)
    const settlements = await this.#judged(name, rows.output, batch)
    if (settlements.some(({ sync }) => sync === 'sent')) await auditUnread(this.context.store, name)
    await this.settle(settlements)
    // No bell will ring for it.
    if (settlements.some((one) => one.sync === 'held' && one.reason === busy)) this.context.incomplete = true
    return true
  }

  /** Ends an exchange; a server that is busy has said so of these facts. */
  #heldBack(facts: readonly StoredFact[]) {
    return async (problem: unknown): Promise<never> => {
      const isBusy = problem instanceof Halt && problem.answer.kind === 'trouble' && problem.answer.busy
      if (isBusy) await this.settle(facts.map(({ id }) => ({ id, sync: 'held', reason: busy })))
      throw problem
    }
  }

  async #judged(
    name: string,
    rows: v.InferOutput<typeof writeRows>,
    batch: readonly StoredFact[]
  ): Promise<Settlement[]> {
    const { settlements, taken, sessionLost } = readWriteResults(rows, batch, this.context.identity.account)
    if (taken.length > 0) {
      const served = await this.#served(name, taken)
      settlements.push(...readTaken(taken, new Map(batch.map((fact) => [fact.id, fact])), served))
    }
    if (!sessionLost) return settlements
    await this.settle(settlements)
    throw new Halt({ kind: 'signed-out' })
  }

  async #served(name: string, keys: readonly string[]) {
    const rows = (await allDocs(this.context.http, name, keys, { docs: true })) ?? []
    const facts = rows.flatMap(({ doc }) => factIn(doc) ?? [])
    return new Map(facts.map((fact) => [fact.id, fact]))
  }

  /** Splits the batch in half: one fact that makes a server refuse a whole request must not hold up the others. */
  async #halve(name: string, batch: readonly StoredFact[], status: 400 | 413 | 500): Promise<boolean> {
    if (batch.length > 1) {
      const middle = Math.ceil(batch.length / 2)
      await this.#batch(name, batch.slice(0, middle))
      await this.#batch(name, batch.slice(middle))
      return true
    }
    const id = batch[0]!.id
    if (status === 500) {
      if (++this.#failedAlone >= patience) throw new Halt({ kind: 'trouble', afterMs: 0 })
      await this.settle([{ id, sync: 'waiting' }])
      this.context.incomplete = true
      return true
    }
    const reason = status === 413 ? 'too-large' : 'unreadable'
    await this.settle([{ id, sync: 'refused', reason }])
    return true
  }
}

const isMisplaced = (one: Settlement) => one.sync === 'refused' && one.reason === 'wrong-place'

function homeOf({ id, unit, book }: StoredFact): string {
  return databaseOf({ id, unit, book: book as Book })
}
