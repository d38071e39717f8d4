import * as v from 'valibot'
import type { DaySums } from '#lib/domain/day-sums.ts'
import { askDatabase, type HttpAnswer, type Http } from '../../http/http.ts'
import { allDocs, type KeyRow } from '../all-docs.ts'
import { Halt } from '../exchange-context.ts'

const count = v.pipe(v.number(), v.safeInteger())
const dayRows = v.object({ rows: v.array(v.object({ key: count, value: v.tuple([count, count]) })) })
const idRows = v.object({ rows: v.array(v.object({ id: v.string() })) })

/** Ids per request. */
const idsAtOnce = 2_000

/** Reads the server's sums by day; null when it cannot tell: it is older, or the account is not a member. */
export async function readDays(http: Http, database: string): Promise<DaySums | null> {
  const answer = await askDatabase(http, 'GET', `/${database}/_design/audit/_view/days?group=true`)
  if (answer.kind === 'missing' || answer.kind === 'forbidden') return null
  const { rows } = read(dayRows, answer)
  return new Map(rows.map(({ key, value: [count, sum] }) => [key, { count, sum }]))
}

/** Reads the server's ids from `from` on and below `to`; only those below `next` when there are more. */
export async function readIds(http: Http, database: string, from: string, to: string) {
  const range = { startkey: JSON.stringify(from), endkey: JSON.stringify(to), inclusive_end: 'false' }
  const query = new URLSearchParams({ ...range, limit: `${idsAtOnce + 1}` })
  const { rows } = read(idRows, await askDatabase(http, 'GET', `/${database}/_all_docs?${query}`))
  const ids = rows.map(({ id }) => id)
  return { ids: ids.slice(0, idsAtOnce), next: ids[idsAtOnce] ?? null }
}

/** Asks for these ids in a database that is known to exist. @throws Halt when it has gone meanwhile */
export async function askKeys(
  http: Http,
  database: string,
  keys: readonly string[],
  how: { docs: boolean }
): Promise<KeyRow[]> {
  const rows = await allDocs(http, database, keys, how)
  if (!rows) throw new Halt({ kind: 'missing' })
  return rows
}

function read<Schema extends v.GenericSchema>(schema: Schema, answer: HttpAnswer): v.InferOutput<Schema> {
  const body = answer.kind === 'ok' ? v.safeParse(schema, answer.body) : null
  if (body?.success) return body.output
  throw new Halt(answer.kind === 'ok' ? { kind: 'trouble', afterMs: 0 } : answer)
}
