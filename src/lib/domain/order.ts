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
 * The order in which folds read facts: by (`at`, `id`), but never a device's n + 1 before its n.
 * The same set gives the same order, however it arrived.
 */
export function inOrder<F extends Ordered>(facts: readonly F[]): F[] {
  // By author and device: nobody moves another's facts by writing the name of her device under his own.
  const queueByPhone = new Map<string, F[]>()
  for (const fact of facts) {
    const phone = `${fact.by} ${fact.device}`
    const queue = queueByPhone.get(phone)
    if (queue) queue.push(fact)
    else queueByPhone.set(phone, [fact])
  }
  const queues = [...queueByPhone.values()]
  for (const queue of queues) queue.sort((a, b) => b.n - a.n || (isEarlier(a, b) ? 1 : -1))
  const ordered: F[] = []
  while (queues.length > 0) {
    let first = 0
    for (let i = 1; i < queues.length; i++)
      if (isEarlier(queues[i]!.at(-1)!, queues[first]!.at(-1)!)) first = i
    ordered.push(queues[first]!.pop()!)
    if (queues[first]!.length === 0) queues.splice(first, 1)
  }
  return ordered
}
