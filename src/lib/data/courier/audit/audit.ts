import { countIn, dayMs, dayRuns, type DaySum, type DaySums } from '#lib/domain/day-sums.ts'
import { databaseName, databaseOf, quarterOf } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { DrainedDatabase } from '../pull.ts'
import type { ExchangeContext } from '../exchange-context.ts'
import { readDays } from './ask.ts'
import type { AuditFindings } from '#lib/ports/courier.ts'
import { noFindings, type Inventory } from './types.ts'
import { Healing } from './heal.ts'

/** Sorts after every id. */
const beyond = 'g'

/**
 * Compares databases with the phone, day by day, and repairs differences in both directions; one small request for each
 * database without any. Reports each database as soon as it is done: null when its server cannot tell.
 * @throws Halt when the network, the session or the server ends it; what is repaired stays repaired
 */
export async function auditDatabases(
  context: ExchangeContext,
  places: readonly DrainedDatabase[],
  done: (place: DrainedDatabase, found: AuditFindings | null) => Promise<void>
): Promise<void> {
  const inventory = await context.store.inventory()
  const sumsHere = await countedHere(inventory)
  for (const place of places) {
    const sumsThere = await readDays(context.http, place.name)
    await done(place, sumsThere && (await compared(context, place, inventory, sumsHere, sumsThere)))
  }
}

async function compared(
  context: ExchangeContext,
  place: DrainedDatabase,
  inventory: Inventory,
  sumsHere: Map<string, DaySums>,
  sumsThere: DaySums
): Promise<AuditFindings> {
  const found = noFindings()
  for (const { count } of sumsThere.values()) found.records += count
  // A day's facts may lie outside its own quarter when that had no database as they arrived.
  const home = (day: number) => databaseName(place.unit, place.book, quarterOf(day * dayMs))
  const days = new Set([...(sumsHere.get(place.name)?.keys() ?? []), ...sumsThere.keys()])
  const differing = [...days].filter((day) => !same(sumsHere.get(home(day))?.get(day), sumsThere.get(day)))
  const healing = new Healing(context, place, inventory, found)
  for (const run of dayRuns(differing)) await healing.days(run)
  return found
}

/** Counts the phone's facts by the database where they belong. */
async function countedHere(inventory: Inventory): Promise<Map<string, DaySums>> {
  const sums = new Map<string, DaySums>()
  for await (const facts of inventory.settled('', beyond))
    for (const { id, unit, book } of facts) {
      const home = databaseOf({ id, unit, book: book as Book })
      if (!sums.has(home)) sums.set(home, new Map())
      countIn(sums.get(home)!, id)
    }
  return sums
}

function same(a: DaySum | undefined, b: DaySum | undefined): boolean {
  return a?.count === b?.count && a?.sum === b?.sum
}
