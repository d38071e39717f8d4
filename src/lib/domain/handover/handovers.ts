import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { StoredFact } from '../stored.ts'

/** A fact with the state of its sync. */
export type HandoverFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

export type HandoverBody = FactOf<'incidents.work-handed-over'>['body']

/** One handover, and whether its work was received. */
export interface WorkHandover<F extends HandoverFact = HandoverFact> {
  fact: F
  body: HandoverBody
  /** The first word of the account that received the work; null while it has said nothing. */
  takenOver: F | null
  /** False for one that the server refused: it moves nothing. */
  counts: boolean
}

/** Returns the handovers among the facts of a book, the latest first; the same ones in whatever order they arrived. */
export function handoversIn<F extends HandoverFact>(facts: readonly F[]): WorkHandover<F>[] {
  const own = inOrder([...new Map(facts.filter(isOfHandover).map((fact) => [fact.id, fact])).values()])
  const answers = new Map<string, F[]>()
  for (const fact of own) {
    if (fact.type !== 'incidents.work-taken-over' || fact.sync === 'refused') continue
    const { handover } = fact.body as FactOf<'incidents.work-taken-over'>['body']
    const known = answers.get(handover)
    if (known) known.push(fact)
    else answers.set(handover, [fact])
  }
  const handovers = own.filter(isHandedOver).map((fact): WorkHandover<F> => {
    const body = fact.body as unknown as HandoverBody
    const taken = answers
      .get(fact.id)
      ?.find((answer) => answer.stream === fact.stream && answer.by === body.to)
    return { fact, body, takenOver: taken ?? null, counts: fact.sync !== 'refused' }
  })
  return handovers.reverse()
}

/** Selects the handovers that an account still has to confirm. */
export const unconfirmedBy = <F extends HandoverFact>(
  handovers: readonly WorkHandover<F>[],
  account: string
): WorkHandover<F>[] =>
  handovers.filter(({ body, takenOver, counts }) => counts && !takenOver && body.to === account)

/** Tells whether a fact hands work over, for folds that look at nothing else. */
export const isHandedOver = ({ type }: Pick<Envelope, 'type'>): boolean =>
  type === 'incidents.work-handed-over'

const isOfHandover = (fact: Pick<Envelope, 'type' | 'stream'>) =>
  (isHandedOver(fact) || fact.type === 'incidents.work-taken-over') && fact.stream.startsWith('handover/')
