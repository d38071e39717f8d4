import * as v from 'valibot'
import { askDatabase, type Http } from '../http/http.ts'
import { Halt } from './exchange-context.ts'

const servedRows = v.object({
  rows: v.array(
    v.object({
      key: v.string(),
      value: v.nullish(v.object({ deleted: v.optional(v.boolean()) })),
      doc: v.optional(v.unknown())
    })
  )
})

/**
 * What the server says of these ids; nothing where there is no such database, or none for this account.
 * @throws Halt when the network, the session or the server ends the trip
 */
export async function servedOf(
  http: Http,
  database: string,
  keys: readonly string[],
  { docs }: { docs: boolean }
) {
  const path = `/${database}/_all_docs${docs ? '?include_docs=true' : ''}`
  const answer = await askDatabase(http, 'POST', path, { keys })
  if (answer.kind === 'missing' || answer.kind === 'forbidden') return []
  const rows = answer.kind === 'ok' ? v.safeParse(servedRows, answer.body) : null
  if (!rows?.success) throw new Halt(answer.kind === 'ok' ? { kind: 'trouble', afterMs: 0 } : answer)
  return rows.output.rows
}
