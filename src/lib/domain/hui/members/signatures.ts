import type { Envelope } from '../../fact.ts'
import { cameBefore } from '../money/printed-rounds.ts'
import { changeSigners, type ChangeType } from '../facts/members.ts'
import type { LineStream } from '../stream.ts'

/**
 * Returns the changes of one type that all have signed, in their order; the others are in doubt. A signature counts once,
 * whenever it came.
 */
export function signedChanges<Type extends ChangeType>(
  type: Type,
  { standing, doubts }: Pick<LineStream, 'standing' | 'doubts'>
): LineStream['standing'][Type] {
  const signed = new Set(standing['hui.change-signed'].map(({ body }) => `${body.change} ${body.as}`))
  const changes: readonly Envelope[] = standing[type]
  const isSigned = ({ id }: Envelope) => changeSigners[type].every((as) => signed.has(`${id} ${as}`))
  for (const change of changes) if (!isSigned(change)) doubts.set(change.id, 'unsigned')
  return changes.filter(isSigned) as LineStream['standing'][Type]
}

/**
 * Returns a function that tells with which record a change was signed by all: the last of itself and of the first signature of
 * each. Whoever signs once more makes it no later.
 */
export function completedBy({
  standing
}: {
  standing: Pick<LineStream['standing'], 'hui.change-signed' | 'hui.transfer-signed'>
}): (change: Envelope) => Envelope {
  const byChange = new Map<string, Map<string, Envelope>>()
  const add = (change: string, as: string, signature: Envelope) => {
    const own = byChange.get(change) ?? new Map<string, Envelope>()
    byChange.set(change, own)
    const before = own.get(as)
    if (!before || cameBefore(signature, before)) own.set(as, signature)
  }
  for (const one of standing['hui.change-signed']) add(one.body.change, one.body.as, one)
  for (const one of standing['hui.transfer-signed']) add(one.body.transfer, one.body.as, one)
  return (change) =>
    [...(byChange.get(change.id)?.values() ?? [])].reduce(
      (last, one) => (cameBefore(last, one) ? one : last),
      change
    )
}
