import type { DamageCounts } from '#lib/domain/stored.ts'
import type { Source } from '#lib/ports/source.ts'
import { Subject } from '../subject.ts'
import type { Row } from './database.ts'

type Damaged = Pick<Row, 'id' | 'unit' | 'book' | 'sync'>

/** One change of the list, for another thread that has the same notebook open. */
export type DamageChange = { noticed: Damaged } | { mended: string } | { asked: readonly string[] }

/** Tracks the records of this phone whose bodies were damaged here, from when they are read until they are whole again. */
export class Damage {
  readonly #rows = new Map<string, Damaged>()
  readonly #asked = new Set<string>()
  readonly #changes = new Subject<DamageCounts>((observer) => observer.next(this.#counts))

  /** Runs with each change here. */
  changed: (change: DamageChange) => void = () => {}

  /** Returns what another thread has to know that has just opened the notebook too. */
  get known(): DamageChange[] {
    const noticed = [...this.#rows.values()].map((row) => ({ noticed: row }))
    return [...noticed, { asked: [...this.#asked] }]
  }

  /** Takes over a change of another thread; one that is known already changes nothing, here or there. */
  follow(change: DamageChange): void {
    if ('noticed' in change) this.noticed(change.noticed)
    else if ('mended' in change) this.mended(change.mended)
    else this.asked(change.asked)
  }

  noticed({ id, unit, book, sync }: Damaged): void {
    if (this.#rows.get(id)?.sync === sync) return
    const noticed = { id, unit, book, sync }
    this.#rows.set(id, noticed)
    this.#tell({ noticed })
  }

  mended(id: string): void {
    this.#asked.delete(id)
    if (this.#rows.delete(id)) this.#tell({ mended: id })
  }

  has(id: string): boolean {
    return this.#rows.has(id)
  }

  /** Returns those that the server has and was not asked for yet since the app was opened. */
  toFetch(): Damaged[] {
    return [...this.#rows.values()].filter((row) => this.#mayReturn(row))
  }

  /** Notes that the server has answered about these; it does not have those that it did not return. */
  asked(ids: readonly string[]): void {
    const asked = ids.filter((id) => this.has(id) && !this.#asked.has(id))
    for (const id of asked) this.#asked.add(id)
    if (asked.length > 0) this.#tell({ asked })
  }

  counts(): Source<DamageCounts> {
    return this.#changes
  }

  get #counts(): DamageCounts {
    const returning = this.toFetch().length
    return { returning, lost: this.#rows.size - returning }
  }

  #mayReturn({ id, sync }: Damaged): boolean {
    return (sync === 'sent' || sync === 'received') && !this.#asked.has(id)
  }

  #tell(change: DamageChange): void {
    this.#changes.next(this.#counts)
    this.changed(change)
  }
}
