import { idTime } from './uuid.ts'

interface Ordered {
  id: string
  at: string
  by: string
  device: string
  n: number
}

/** Did it happen before the other, as far as their authors say? */
export const isEarlier = (a: Pick<Ordered, 'at' | 'id'>, b: Pick<Ordered, 'at' | 'id'>) =>
  a.at === b.at ? a.id < b.id : a.at < b.at

/**
 * The order in which folds read facts: by (`whenOf`, `id`), but never a device's n + 1 before its n.
 * The same set gives the same order, however it arrived.
 */
export function inOrder<F extends Ordered>(facts: readonly F[]): F[] {
  const queues = queuesOf(facts)
  const ordered: F[] = []
  while (queues.length > 0) {
    let first = 0
    for (let i = 1; i < queues.length; i++)
      if (isEarlier(queues[i]!.at(-1)!, queues[first]!.at(-1)!)) first = i
    ordered.push(queues[first]!.pop()!.fact)
    if (queues[first]!.length === 0) queues.splice(first, 1)
  }
  return ordered
}

/**
 * When each of these facts happened, ISO: as its author says, but not after what his phone recorded next, where their
 * ids tell that its clock ran ahead and was put right in between.
 */
export function whenOf<F extends Ordered>(facts: readonly F[]): ReadonlyMap<F, string> {
  return new Map(queuesOf(facts).flatMap((queue) => queue.map(({ fact, at }) => [fact, at])))
}

interface Queued<F> {
  fact: F
  id: string
  at: string
}

/** The facts of each phone, its first one last. By author and device: nobody moves another's by writing the name of her device under his own. */
function queuesOf<F extends Ordered>(facts: readonly F[]): Queued<F>[][] {
  const factsByPhone = new Map<string, F[]>()
  for (const fact of facts) {
    const phone = `${fact.by} ${fact.device}`
    const known = factsByPhone.get(phone)
    if (known) known.push(fact)
    else factsByPhone.set(phone, [fact])
  }
  return [...factsByPhone.values()].map((all) =>
    putRight(all.sort((a, b) => b.n - a.n || (isEarlier(a, b) ? 1 : -1)))
  )
}

/** Ids of one phone go back by less than this without its clock having been put right, ms. */
const backLeeway = 1_000

/** @param facts of one phone, its first one last */
function putRight<F extends Ordered>(facts: readonly F[]): Queued<F>[] {
  let next = Infinity
  return facts.map((fact) => {
    const { id, at } = fact
    const recorded = idTime(id)
    const ranAhead = recorded - next > backLeeway && Date.parse(at) > next
    const queued = { fact, id, at: ranAhead ? new Date(next).toISOString() : at }
    next = Math.min(next, recorded)
    return queued
  })
}
