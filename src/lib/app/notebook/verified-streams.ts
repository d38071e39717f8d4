import { canonicalString } from '#lib/domain/canonical.ts'
import { directory } from '#lib/domain/directory/directory.ts'
import { keyFor, needsProof } from '#lib/domain/trust.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source, Store, Verify } from '#lib/ports/ports.ts'

type Subscription = ReturnType<Source<unknown>['subscribe']>

/** Reads a stream recorded since `fromId`, verified for folds: see `verified`. */
export function verifiedStream(
  store: Pick<Store, 'stream' | 'book'>,
  verify: Verify,
  stream: string,
  fromId: string
): Source<StoredFact[]> {
  return verified(store.stream(stream, fromId), store, verify)
}

/** Reads the streams of one kind, verified for folds: see `verified`. */
export function verifiedStreams(
  store: Pick<Store, 'streams' | 'book'>,
  verify: Verify,
  kind: string
): Source<StoredFact[]> {
  return verified(store.streams(kind), store, verify)
}

/** Reads a small book, verified for folds: see `verified`. */
export function verifiedBook(store: Pick<Store, 'book'>, verify: Verify, book: Book): Source<StoredFact[]> {
  return verified(store.book(book), store, verify)
}

/**
 * Leaves out facts that another phone brought until their signature and their author's role are checked against the
 * directory; checks them again when that changes.
 */
function verified(
  source: Source<StoredFact[]>,
  store: Pick<Store, 'book'>,
  verify: Verify
): Source<StoredFact[]> {
  return {
    subscribe(observer) {
      let facts: StoredFact[] = []
      let known = directory([])
      let asking: Subscription | undefined
      let turn = 0

      async function tell() {
        const mine = ++turn
        const stands = await Promise.all(facts.map((fact) => !needsProof(fact) || proves(fact)))
        if (mine === turn) observer.next(facts.filter((_, i) => stands[i]))
      }
      async function proves(fact: StoredFact) {
        const key = keyFor(fact, known)
        return key !== null && verify(key, canonicalString(fact), fact.sig)
      }
      const error = (problem: unknown) => observer.error(problem)
      const watching = source.subscribe({
        error,
        next(arrived) {
          facts = arrived
          turn++
          if (!facts.some(needsProof)) return observer.next(facts)
          asking ??= store.book('directory').subscribe({
            error,
            next(entries) {
              known = directory(entries)
              tell().catch(error)
            }
          })
          tell().catch(error)
        }
      })
      return {
        unsubscribe() {
          turn++
          watching.unsubscribe()
          asking?.unsubscribe()
        }
      }
    }
  }
}
