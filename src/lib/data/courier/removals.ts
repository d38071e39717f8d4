import { firstIdAt } from '#lib/domain/uuid.ts'
import { quarterStart } from '#lib/domain/database-names.ts'
import type { erasedIn } from '#lib/domain/erasure/erasure.ts'
import { hasTaken, quartersTaken, removalsIn, type Removal } from '#lib/domain/retention/retention.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { ExchangeContext } from './exchange-context.ts'

type Erased = ReturnType<typeof erasedIn>[number]

/**
 * Applies the server's removal of past quarters: drops here what was removed there. Keeps what the server does not
 * have.
 */
export async function applyRemovals({ store }: ExchangeContext, removals: readonly Removal[]): Promise<void> {
  const inventory = await store.inventory()
  for (const removal of removals)
    for (const quarter of quartersTaken(removal)) {
      const [from, end] = [0, 1].map((by) => firstIdAt(quarterStart(quarter, by)))
      const taken: string[] = []
      for await (const held of inventory.settled(from!, end!))
        taken.push(
          ...held.flatMap((fact) => (fact.unit === removal.unit && hasTaken([removal], fact) ? fact.id : []))
        )
      if (taken.length > 0) await store.receive([], taken)
    }
}

/** Applies the server's erasure of somebody's data: drops them here too, with their photos. */
export async function applyErasures(
  { store, forget }: ExchangeContext,
  all: readonly Erased[]
): Promise<void> {
  const ids = all.flatMap(({ erased }) => erased.map(({ id }) => id))
  if (ids.length > 0) await store.receive([], ids)
  const photos = all.flatMap((one) => one.photos)
  if (photos.length > 0) await forget?.(photos)
}

/**
 * Returns those facts of a removed quarter that the server never had. The others had arrived without this phone hearing
 * so, and were removed with their quarter: they are dropped here too. The directory was read to its end just before.
 */
export async function neverDelivered(
  context: ExchangeContext,
  facts: readonly StoredFact[]
): Promise<StoredFact[]> {
  const { unit } = facts[0]!
  const removals = removalsIn(await context.store.records(`unit/${unit}`)).filter((one) => one.unit === unit)
  const taken = facts.filter((fact) => hasTaken(removals, fact))
  if (taken.length > 0)
    await context.store.receive(
      [],
      taken.map(({ id }) => id)
    )
  return facts.filter((fact) => !taken.includes(fact))
}
