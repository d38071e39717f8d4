import { countingFacts, type CountingFacts } from '#lib/domain/directory/counting.ts'
import { foldedDirectory, type Directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { genuineFacts, SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import { sharedSource } from './shared-source.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Keys, Source, Store, Verify } from '#lib/ports/ports.ts'

type Books = Pick<Store, 'book'>
/** The directories on this phone, by unit; a unit is missing while its signatures are being verified. */
export type DirectoriesByUnit = ReadonlyMap<string, Directory>
type ByUnit = ReadonlyMap<string, readonly StoredFact[]>

/** Holds what genuine facts come to by a root; each part is made once, whoever asks for it. */
interface Judged {
  genuine: readonly StoredFact[]
  root: string | null
  counting: CountingFacts
  directory: Directory | null
}

/** By unit; kept with the store: a screen that reads the directory too verifies nothing again. */
const memos = new WeakMap<Books, Map<string, SignatureMemo>>()

/** The directories of the units on this phone, the notebook's own first, each signature verified once. */
export class VerifiedDirectory {
  readonly #memos: Map<string, SignatureMemo>
  /** Keeps what the facts of each unit came to last: a change in one unit folds no other. */
  readonly #last = new Map<string, Judged>()
  /** Settles when the facts of a unit that were asked about so far have been verified. */
  readonly #verified = new Map<string, Promise<unknown>>()
  readonly #known = sharedSource(
    this.#map<Directory>(async (units, tell) => tell(await this.#folded(this.own, units)))
  )
  readonly #byUnit = sharedSource(this.#map<DirectoriesByUnit>((units, tell) => this.#foldAll(units, tell)))

  /** @param own the notebook's unit @param roots without its root nothing of a unit counts */
  constructor(
    private readonly store: Books,
    private readonly verify: Verify,
    private readonly own: string,
    private readonly roots: Keys['roots']
  ) {
    this.#memos = memos.get(store) ?? new Map<string, SignatureMemo>()
    memos.set(store, this.#memos)
  }

  /** Reads the folded directory of the notebook's unit; live. */
  known(): Source<Directory> {
    return this.#known
  }

  /** Reads the facts of that directory which count by the chain of certificates, in the order of folds; live. */
  counting(): Source<StoredFact[]> {
    return this.#map(async (units, tell) => {
      const { counting } = await this.#judged(this.own, units)
      tell(counting.facts as unknown as StoredFact[])
    })
  }

  /** Reads the folded directories of all units; live. */
  byUnit(): Source<DirectoriesByUnit> {
    return this.#byUnit
  }

  /** Reads the keys to which each unit's server has things sealed; live, all units at once. */
  sealingKeys(): Source<ReadonlyMap<string, PublicKey>> {
    return this.#map(async (units, tell) => {
      const keys = new Map<string, PublicKey>()
      for (const unit of units.keys()) {
        const { sealingKey } = await this.#folded(unit, units)
        if (sealingKey) keys.set(unit, sealingKey)
      }
      tell(keys)
    })
  }

  async #foldAll(units: ByUnit, tell: (found: DirectoriesByUnit) => void): Promise<void> {
    const found = new Map([[this.own, await this.#folded(this.own, units)]])
    tell(new Map(found))
    for (const unit of units.keys()) if (unit !== this.own) found.set(unit, await this.#folded(unit, units))
    if (found.size > 1) tell(found)
  }

  #rootOf(unit: string): string | null {
    return this.roots.get(unit) ?? null
  }

  async #folded(unit: string, units: ByUnit): Promise<Directory> {
    const judged = await this.#judged(unit, units)
    return (judged.directory ??= foldedDirectory(judged.counting))
  }

  async #judged(unit: string, units: ByUnit): Promise<Judged> {
    const genuine = await this.#genuine(unit, units)
    const root = this.#rootOf(unit)
    const last = this.#last.get(unit)
    const isSame = last?.root === root && last.genuine.length === genuine.length
    if (isSame && genuine.every((fact, i) => fact === last.genuine[i])) return last
    const judged = { genuine, root, counting: countingFacts(genuine, root), directory: null }
    this.#last.set(unit, judged)
    return judged
  }

  /** Verifies for one reader after the other: what the first one learns costs the others nothing. */
  #genuine(unit: string, units: ByUnit): Promise<StoredFact[]> {
    const memo = this.#memos.get(unit) ?? new SignatureMemo()
    this.#memos.set(unit, memo)
    const before = this.#verified.get(unit) ?? Promise.resolve()
    const genuine = before.then(() => genuineFacts(units.get(unit) ?? [], memo, this.verify))
    this.#verified.set(
      unit,
      genuine.catch(() => {})
    )
    return genuine
  }

  /** Folds one list after the other, of those that come meanwhile the last alone. */
  #map<T>(fold: (units: ByUnit, tell: (value: T) => void) => Promise<void>): Source<T> {
    return {
      subscribe: (observer) => {
        let latest: StoredFact[] | null = null
        let isFolding = false
        let isOver = false
        let wasSkipped = false
        async function foldLatest() {
          isFolding = true
          for (let facts = latest; facts; facts = latest) {
            latest = null
            // However fast lists come, every other one that was folded is told.
            const isDue = wasSkipped
            wasSkipped = false
            const tell = (value: T) => {
              if (isOver) return
              if (latest && !isDue) wasSkipped = true
              else observer.next(value)
            }
            await fold(byUnitOf(facts), tell).catch((problem: unknown) => observer.error(problem))
          }
          isFolding = false
        }
        const next = (facts: StoredFact[]) => {
          latest = facts
          if (!isFolding) void foldLatest()
        }
        const error = (problem: unknown) => observer.error(problem)
        const watching = this.store.book('directory').subscribe({ error, next })
        return {
          unsubscribe() {
            isOver = true
            latest = null
            watching.unsubscribe()
          }
        }
      }
    }
  }
}

function byUnitOf(facts: readonly StoredFact[]): ByUnit {
  const units = new Map<string, StoredFact[]>()
  for (const fact of facts) {
    const here = units.get(fact.unit)
    if (here) here.push(fact)
    else units.set(fact.unit, [fact])
  }
  return units
}
