import { books } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source } from '#lib/ports/ports.ts'
import { verifiedSource, type VerifiedDeps } from '../verified-streams.ts'

/** Reads the facts of a stream that no fold reads before a commander has looked at them: see `isUnconfirmed`. */
export function unconfirmedIn(deps: VerifiedDeps, stream: string): Source<StoredFact[]> {
  return verifiedSource(deps.store.stream(stream, ''), deps, 'unconfirmed')
}

/** Reads the facts of a device likewise, in every book, the oldest first. */
export function unconfirmedOf(
  deps: VerifiedDeps,
  device: string,
  isMeant?: (fact: Omit<StoredFact, 'body'>) => boolean
): Source<StoredFact[]> {
  const sources = books.map((book) =>
    verifiedSource(deps.store.ofDevice(book, device, isMeant), deps, 'unconfirmed')
  )
  return {
    subscribe(observer) {
      const lists: (StoredFact[] | null)[] = sources.map(() => null)
      const subscriptions = sources.map((source, i) =>
        source.subscribe({
          error: (problem) => observer.error(problem),
          next(facts) {
            lists[i] = facts
            const all = lists.flatMap((list) => list ?? [])
            if (!lists.includes(null)) observer.next(all.sort((a, b) => (a.id < b.id ? -1 : 1)))
          }
        })
      )
      return { unsubscribe: () => subscriptions.forEach((one) => one.unsubscribe()) }
    }
  }
}
