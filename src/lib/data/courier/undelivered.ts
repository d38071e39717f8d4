import { databaseName } from '#lib/domain/database-names.ts'
import { hasTaken, removalsIn } from '#lib/domain/retention/retention.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { pullDatabase } from './pull.ts'
import type { ExchangeContext } from './exchange-context.ts'

/**
 * Of facts whose quarter the server has no more: those that it never had. The others had arrived before, though nobody
 * heard so, and went with their quarter.
 */
export async function neverDelivered(
  trip: ExchangeContext,
  facts: readonly StoredFact[]
): Promise<StoredFact[]> {
  const { unit } = facts[0]!
  await pullDatabase(trip, { name: databaseName(unit, 'directory', ''), unit, book: 'directory' })
  const removals = removalsIn(await trip.store.records(`unit/${unit}`)).filter((one) => one.unit === unit)
  const { account } = trip.identity
  const taken = facts.filter((fact) => hasTaken(removals, fact, fact.by !== account))
  if (taken.length > 0)
    await trip.store.receive(
      [],
      taken.map(({ id }) => id)
    )
  return facts.filter((fact) => !taken.includes(fact))
}
