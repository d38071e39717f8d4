import { databaseOf } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { byDatabase } from './batches.ts'
import { allDocs } from './all-docs.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { factIn } from '#lib/domain/fact-document.ts'

/** Records fetched per request. */
const stride = 200

/** Fetches records again that were damaged on the phone after they had arrived; tries once each time the app is opened. */
export async function refetchDamaged({ http, store }: ExchangeContext): Promise<void> {
  const damaged = store.damage.toFetch()
  for (const [name, there] of byDatabase(damaged, (row) => databaseOf({ ...row, book: row.book as Book })))
    for (let from = 0; from < there.length; from += stride) {
      const ids = there.slice(from, from + stride).map(({ id }) => id)
      const rows = (await allDocs(http, name, ids, { docs: true })) ?? []
      await store.receive(
        rows.flatMap(({ doc }) => factIn(doc) ?? []),
        []
      )
      store.damage.asked(ids)
    }
}
