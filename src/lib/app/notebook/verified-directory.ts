import { anchorOf, isRootEnrolment } from '#lib/domain/directory/anchor.ts'
import { countingFacts } from '#lib/domain/directory/counting.ts'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import { genuineFacts, SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import { sharedSource } from './shared-source.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Session, Source, Store, Verify } from '#lib/ports/ports.ts'

type Books = Pick<Store, 'book'>
/** The directories on this phone, by unit; a unit is missing while its signatures are being verified. */
export type DirectoriesByUnit = ReadonlyMap<string, Directory>
type ByUnit = ReadonlyMap<string, readonly StoredFact[]>

interface Folded {
  facts: readonly StoredFact[]
  root: string | null
  directory: Directory
}

/** By unit; kept with the store: a screen that reads the directory too verifies nothing again. */
const memos = new WeakMap<Books, Map<string, SignatureMemo>>()

/** The directories of the units on this phone, the notebook's own first, each signature verified once. */
export class VerifiedDirectory {
  readonly #memos: Map<string, SignatureMemo>
  /** Keeps what the facts of each unit came to last: a change in one unit folds no other. */
  readonly #folded = new Map<string, Folded>()
  readonly #known = sharedSource(
    this.#map<Directory>(async (units, tell) => tell(this.#fold(this.home.unit, ...(await this.#own(units)))))
  )
  readonly #byUnit = sharedSource(this.#map<DirectoriesByUnit>((units, tell) => this.#foldAll(units, tell)))

  /** @param home the unit, and the id of its root key: null until a session has pinned it */
  constructor(
    private readonly store: Books,
    private readonly verify: Verify,
    private readonly home: Pick<Session, 'unit' | 'root'>
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
    return this.#map(async (units, tell) =>
      tell(countingFacts(...(await this.#own(units))).facts as unknown as StoredFact[])
    )
  }

  /** Reads the folded directories of all units; live. */
  byUnit(): Source<DirectoriesByUnit> {
    return this.#byUnit
  }

  async #foldAll(units: ByUnit, tell: (found: DirectoriesByUnit) => void): Promise<void> {
    const own = this.home.unit
    const found = new Map([[own, this.#fold(own, ...(await this.#own(units)))]])
    tell(new Map(found))
    for (const unit of units.keys()) {
      if (unit === own) continue
      const facts = await this.#genuine(unit, units)
      found.set(unit, this.#fold(unit, facts, anchorOf(null, facts)))
    }
    if (found.size > 1) tell(found)
  }

  async #own(units: ByUnit): Promise<[StoredFact[], string | null]> {
    const genuine = await this.#genuine(this.home.unit, units)
    return [genuine, anchorOf((await this.#isElsewhere(units)) ? null : this.home.root, genuine)]
  }

  /** Tells whether the pinned root is another unit's: the account has moved, and this unit's has not been pinned yet. */
  async #isElsewhere(units: ByUnit): Promise<boolean> {
    for (const [unit, facts] of units) {
      const named = unit !== this.home.unit && facts.find((fact) => isRootEnrolment(fact, this.home.root))
      if (named && (await this.#genuine(unit, units)).includes(named)) return true
    }
    return false
  }

  #fold(unit: string, facts: readonly StoredFact[], root: string | null): Directory {
    const last = this.#folded.get(unit)
    const isSame = last?.root === root && last.facts.length === facts.length
    if (isSame && facts.every((fact, i) => fact === last.facts[i])) return last.directory
    const folded = { facts, root, directory: directory(facts, root) }
    this.#folded.set(unit, folded)
    return folded.directory
  }

  #genuine(unit: string, units: ByUnit): Promise<StoredFact[]> {
    const memo = this.#memos.get(unit) ?? new SignatureMemo()
    this.#memos.set(unit, memo)
    return genuineFacts(units.get(unit) ?? [], memo, this.verify)
  }

  #map<T>(fold: (units: ByUnit, tell: (value: T) => void) => Promise<void>): Source<T> {
    return {
      subscribe: (observer) => {
        let turn = 0
        const error = (problem: unknown) => observer.error(problem)
        const next = (facts: StoredFact[]) => {
          const mine = ++turn
          fold(byUnitOf(facts), (value) => mine === turn && observer.next(value)).catch(error)
        }
        const watching = this.store.book('directory').subscribe({ error, next })
        return {
          unsubscribe() {
            turn++
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
