import type { FactOf } from '#lib/domain/facts.ts'
import type { ChangeSigner } from '#lib/domain/hui/facts/members.ts'
import type { Agreement, RoundBody } from '#lib/domain/hui/state.ts'
import type { NewFact } from '../../fact-writer.ts'
import type { DemoEntry } from './entries.ts'

const minuteMs = 60_000

/** Returns what was agreed in a line, which its first entry tells. */
export function agreementIn([agreed]: readonly NewFact[]): Agreement {
  if (agreed?.type !== 'hui.line-agreed') throw new Error('a course begins with its line')
  return agreed.body
}

/** Returns the rounds of a line in their order. */
export const roundsIn = (course: readonly NewFact[]): RoundBody[] =>
  course.flatMap((entry) => (entry.type === 'hui.round-held' ? [entry.body] : []))

/** Returns what was received for a part in a round, đồng. */
export const receivedIn = (course: readonly NewFact[], part: number, k: number): number =>
  course.reduce((sum, { type, body }) => {
    const isMeant = type === 'hui.contribution-received' && body.part === part && body.k === k
    return isMeant ? sum + body.amount : sum
  }, 0)

/** Returns the entries with the money told by the members themselves. */
export const toldByMembers = (course: readonly NewFact[]): NewFact[] =>
  course.map((entry) =>
    entry.type === 'hui.contribution-received' || entry.type === 'hui.pot-handed'
      ? ({ ...entry, body: { ...entry.body, said: { by: 'member', how: 'talk' } } } as NewFact)
      : entry
  )

type Signer = ChangeSigner | FactOf<'hui.transfer-signed'>['body']['as']

/** Returns the signatures under a change, one a minute after it. */
export function signedBy(change: DemoEntry, signers: readonly Signer[]): DemoEntry[] {
  const { stream, type, body } = change
  const { on } = body as { on: string }
  const said = { by: 'officer', how: 'seen' } as const
  return signers.map((as, i) => {
    const signature =
      type === 'hui.part-transferred'
        ? { type: 'hui.transfer-signed', body: { on, said, transfer: '', as } }
        : { type: 'hui.change-signed', body: { on, said, change: '', as } }
    return { ...signature, stream, at: change.at! + (i + 1) * minuteMs, of: change } as DemoEntry
  })
}
