import * as v from 'valibot'
import { maxSealsAsked, SealCheckAnswer, type SealCheck } from '#lib/domain/directory/seals/seal-check.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { AgentSession } from './agent-session.ts'

/**
 * Asks the server which facts of a unit bear its seal: CouchDB's administrator writes any other.
 * @returns their ids; null when it did not answer
 */
export async function rightSeals(
  session: Pick<AgentSession, 'ask'>,
  unit: string,
  facts: readonly Envelope[]
): Promise<Set<string> | null> {
  const right = new Set<string>()
  const sealed = facts.flatMap(({ id, sig, via, took, seal }) =>
    took === undefined || seal === undefined ? [] : { id, sig, ...(via !== undefined && { via }), took, seal }
  )
  for (let i = 0; i < sealed.length; i += maxSealsAsked) {
    const asked: SealCheck = { unit, facts: sealed.slice(i, i + maxSealsAsked) }
    const answer = await session.ask('POST', '/seals', asked)
    const read = v.safeParse(
      SealCheckAnswer,
      answer.status === 200 ? (answer as { body: unknown }).body : null
    )
    if (!read.success) return null
    for (const id of read.output.right) right.add(id)
  }
  return right
}
