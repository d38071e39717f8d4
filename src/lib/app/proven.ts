import { canonicalString } from '#lib/domain/canonical.ts'
import { directory } from '#lib/domain/directory/directory.ts'
import { keyFor, needsProof } from '#lib/domain/proof.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Source, Store, Verify } from './ports.ts'

type Subscription = ReturnType<Source<unknown>['subscribe']>

/**
 * A stream as folds may see it: facts that somebody else brought are left out until their signature and
 * their author's role are checked against the directory; they are looked at again when that changes.
 */
export function provenStream(
  store: Pick<Store, 'stream' | 'book'>,
  verify: Verify,
  stream: string,
  fromId: string
): Source<StoredFact[]> {
  return {
    subscribe(observer) {
      let facts: StoredFact[] = []
      let known = directory([])
      let asking: Subscription | undefined
      let turn = 0

      async function tell() {
        const mine = ++turn
        const proven = await Promise.all(facts.map((fact) => !needsProof(fact) || proves(fact)))
        if (mine === turn) observer.next(facts.filter((_, i) => proven[i]))
      }
      async function proves(fact: StoredFact) {
        const key = keyFor(fact, known)
        return key !== null && verify(key, canonicalString(fact), fact.sig)
      }
      const error = (problem: unknown) => observer.error(problem)
      const watching = store.stream(stream, fromId).subscribe({
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
