import * as v from 'valibot'
import { askDatabase, type Http } from '../http/http.ts'
import { Halt } from './exchange-context.ts'

const keyRows = v.object({
  rows: v.array(
    v.object({
      key: v.string(),
      error: v.optional(v.string()),
      value: v.nullish(v.object({ deleted: v.optional(v.boolean()) })),
      doc: v.nullish(v.unknown())
    })
  )
})

/** The server's row for one id: there, deleted, or (`error`) unknown. */
export type KeyRow = v.InferOutput<typeof keyRows>['rows'][number]

/**
 * Asks `_all_docs` for these ids. Null: the database does not exist, or not for this account.
 * @throws Halt when the network, the session or the server ends the exchange
 */
export async function allDocs(
  http: Http,
  database: string,
  keys: readonly string[],
  { docs = false } = {}
): Promise<KeyRow[] | null> {
  const path = `/${database}/_all_docs${docs ? '?include_docs=true' : ''}`
  const answer = await askDatabase(http, 'POST', path, { keys })
  if (answer.kind === 'missing' || answer.kind === 'forbidden') return null
  const rows = answer.kind === 'ok' ? v.safeParse(keyRows, answer.body) : null
  if (!rows?.success) throw new Halt(answer.kind === 'ok' ? { kind: 'trouble', afterMs: 0 } : answer)
  return rows.output.rows
}
