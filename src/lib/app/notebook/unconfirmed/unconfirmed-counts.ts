import { hasLeft } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { isUnconfirmed } from '#lib/domain/trust.ts'
import type { Source, Unsubscribable } from '#lib/ports/source.ts'
import type { DirectoriesByUnit } from '../verified-directory.ts'
import { unconfirmedOf } from './unconfirmed-streams.ts'
import type { VerifiedDeps } from '../verified-streams.ts'

type Counts = ReadonlyMap<string, number>

/**
 * Counts the facts that wait for a commander (`isUnconfirmed`), by device; a device without any is left out. Reads the
 * devices that have left one after the other, and of their facts the envelopes: only what waits is opened.
 */
export function unconfirmedCounts(deps: VerifiedDeps): Source<Counts> {
  return {
    subscribe(observer) {
      let counts: Counts = new Map()
      let watched: Unsubscribable[] = []
      let turn = 0
      const error = (problem: unknown) => observer.error(problem)
      const leave = () => {
        turn++
        for (const one of watched) one.unsubscribe()
        watched = []
      }
      const put = (device: string, count: number) => {
        if ((counts.get(device) ?? 0) === count) return
        const rest = [...counts].filter(([other]) => other !== device)
        counts = new Map(count > 0 ? [...rest, [device, count]] : rest)
        observer.next(counts)
      }
      const count = (device: string, by: DirectoriesByUnit) =>
        new Promise<void>((counted) => {
          const isMeant = (fact: Omit<StoredFact, 'body'>) => isAwaited(fact, by)
          const next = (facts: StoredFact[]) => {
            put(device, facts.length)
            counted()
          }
          watched.push(unconfirmedOf(deps, device, isMeant).subscribe({ error, next }))
        })
      const watch = async (by: DirectoriesByUnit) => {
        leave()
        const mine = turn
        for (const device of thoseThatLeft(by)) {
          if (turn !== mine) return
          await count(device, by)
        }
      }
      const watching = deps.directory.byUnit().subscribe({ error, next: (by) => void watch(by).catch(error) })
      return {
        unsubscribe() {
          watching.unsubscribe()
          leave()
        }
      }
    }
  }
}

function isAwaited(fact: Omit<StoredFact, 'body'>, by: DirectoriesByUnit): boolean {
  const known = by.get(fact.unit)
  return known !== undefined && isUnconfirmed(fact, known)
}

function thoseThatLeft(by: DirectoriesByUnit): Set<string> {
  const left = [...by.values()].flatMap((known) =>
    known.devices.filter(({ account, id }) => hasLeft(known, account, id))
  )
  return new Set(left.map(({ id }) => id))
}
