import * as v from 'valibot'
import type { Envelope } from '#lib/domain/fact.ts'
import { databaseName, databaseOf, quarterOf } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { AgentSession } from './agent-session.ts'

const rows = v.array(
  v.object({ id: v.string(), error: v.optional(v.string()), reason: v.optional(v.string()) })
)
const reasons = v.object({ code: v.string() })

/** Outcome for one fact; `waits`: not known yet. */
export type Fate = { id: string; fate: 'there' | 'waits' } | { id: string; fate: 'refused'; code: string }

/**
 * Delivers an agent's own facts, all of one book, and returns the outcome of each.
 * @param now Unix ms by the server's clock
 */
export async function deliver(
  session: AgentSession,
  facts: readonly Envelope[],
  now: number
): Promise<Fate[]> {
  const fates: Fate[] = []
  for (const database of new Set(facts.map(databaseFor))) {
    const there = facts.filter((fact) => databaseFor(fact) === database)
    const docs = there.map(({ id, ...fact }) => ({ _id: id, ...fact }))
    const answer = await bring(session, database, docs)
    // Falls back to the current quarter when their own was never opened or was closed long ago.
    const current = databaseName(there[0]!.unit, there[0]!.book as Book, quarterOf(now))
    const missing = answer === 'missing' && current !== database
    const known = missing ? await bring(session, current, docs) : answer
    fates.push(...(known === 'missing' ? there.map(({ id }): Fate => ({ id, fate: 'waits' })) : known))
  }
  return fates
}

const databaseFor = ({ id, unit, book }: Envelope) => databaseOf({ id, unit, book: book as Book })

/** Writes documents to one database and returns the outcome of each; `missing`: there is no such database. */
export async function bring(
  session: AgentSession,
  database: string,
  docs: readonly { _id: string }[]
): Promise<Fate[] | 'missing'> {
  const answer = await session.ask('POST', `/db/${database}/_bulk_docs`, { docs })
  if (answer.status === 404) return 'missing'
  const known = v.safeParse(
    rows,
    answer.status === 201 || answer.status === 200 ? (answer as { body: unknown }).body : null
  )
  if (known.success)
    return docs.map(({ _id: id }) =>
      fateOf(
        id,
        known.output.find((row) => row.id === id)
      )
    )
  const unreadable = answer.status === 400 || answer.status === 413
  if (!unreadable) return docs.map(({ _id: id }) => ({ id, fate: 'waits' }))
  if (docs.length === 1) return [{ id: docs[0]!._id, fate: 'refused', code: 'unreadable' }]
  // Bisects the batch, so that one document that makes the server refuse a whole request does not block the others.
  const half = docs.length >> 1
  const parts = [docs.slice(0, half), docs.slice(half)]
  const fates: Fate[] = []
  for (const part of parts) {
    const brought = await bring(session, database, part)
    fates.push(
      ...(brought === 'missing' ? part.map(({ _id: id }): Fate => ({ id, fate: 'waits' })) : brought)
    )
  }
  return fates
}

function fateOf(id: string, row: v.InferOutput<typeof rows>[number] | undefined): Fate {
  if (!row) return { id, fate: 'waits' }
  // Nobody else creates ids for this agent: a conflict means that it was stored and the response was lost.
  if (!row.error || row.error === 'conflict') return { id, fate: 'there' }
  if (row.error !== 'forbidden') return { id, fate: 'waits' }
  const code = codeOf(row.reason)
  if (code === 'immutable') return { id, fate: 'there' }
  return code === 'signed-out' ? { id, fate: 'waits' } : { id, fate: 'refused', code }
}

function codeOf(reason = ''): string {
  try {
    return v.parse(reasons, JSON.parse(reason)).code
  } catch {
    return 'not-accepted'
  }
}
