import { countingFacts } from '#lib/domain/directory/counting.ts'
import { genuineFacts, SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Fact } from '#lib/domain/facts.ts'
import { isTakingAway } from '#lib/domain/retention/removals.ts'
import { rootAccount, serverAccount } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { ExchangeContext } from '../exchange-context.ts'

/**
 * Returns the removals and erasures in a unit's directory on this phone that are the server's word: signed by a device that
 * the unit's pinned root has certified. Whoever writes into the server's database may say so too, and takes nothing away here.
 */
export async function provenOrders(context: ExchangeContext, unit: string): Promise<Fact[]> {
  const { store, trust } = context
  const root = trust.roots.get(unit)
  if (root === undefined) return []
  const told = (await store.records(`unit/${unit}`)).filter(
    (fact) => fact.unit === unit && fact.by === serverAccount && isTakingAway(fact)
  )
  if (told.length === 0) return []
  const vouching = await vouchersOf(context, unit, told)
  const genuine = await genuineFacts([...vouching, ...told], new SignatureMemo(), trust.verify)
  return countingFacts(genuine, root).facts.filter(isTakingAway)
}

/** Returns what the root and servers say about the devices of these facts, about the devices that said so, and so on. */
async function vouchersOf({ store }: ExchangeContext, unit: string, facts: readonly Envelope[]) {
  const isOfServers = ({ unit: of, by }: Envelope) =>
    of === unit && (by === rootAccount || by === serverAccount)
  const found: StoredFact[] = (await store.records(`account/${serverAccount}`)).filter(isOfServers)
  const devices = new Set([...facts, ...found].map(({ device }) => device))
  // Goes on with the devices that it adds.
  for (const device of devices)
    for (const fact of (await store.records(`device/${device}`)).filter(isOfServers)) {
      found.push(fact)
      devices.add(fact.device)
    }
  return found
}
