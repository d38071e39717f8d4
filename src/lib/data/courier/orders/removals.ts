import { firstIdAt } from '#lib/domain/uuid.ts'
import { quarterStart } from '#lib/domain/database-names.ts'
import { erasedIn } from '#lib/domain/erasure/erasure.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { removalsIn, type Removal } from '#lib/domain/retention/removals.ts'
import { hasTaken, quartersTaken } from '#lib/domain/retention/retention.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { ExchangeContext } from '../exchange-context.ts'
import { provenOrders } from './proven-orders.ts'
import { isVouching } from './vouching.ts'

type Erased = ReturnType<typeof erasedIn>[number]

/**
 * Drops here what the server has removed or erased, by its own proven word among facts of a directory that have just been
 * stored; by all of its words where one of these may prove an earlier one.
 */
export async function obeyOrders(
  context: ExchangeContext,
  unit: string,
  arrived: readonly Envelope[]
): Promise<void> {
  const ids = new Set(arrived.map(({ id }) => id))
  const proven = await provenOrders(context, unit)
  const due = arrived.some(isVouching) ? proven : proven.filter(({ id }) => ids.has(id))
  await applyRemovals(context, removalsIn(due))
  await applyErasures(context, erasedIn(due))
}

/**
 * Applies the server's removal of past quarters: drops here what was removed there. Keeps what the server does not
 * have.
 */
async function applyRemovals({ store }: ExchangeContext, removals: readonly Removal[]): Promise<void> {
  if (removals.length === 0) return
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
async function applyErasures({ store, forget }: ExchangeContext, all: readonly Erased[]): Promise<void> {
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
  const removals = removalsIn(await provenOrders(context, unit))
  const taken = facts.filter((fact) => hasTaken(removals, fact))
  if (taken.length > 0)
    await context.store.receive(
      [],
      taken.map(({ id }) => id)
    )
  return facts.filter((fact) => !taken.includes(fact))
}
