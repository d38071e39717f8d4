import type { DamageCounts } from '#lib/domain/stored.ts'
import type { Source } from '#lib/ports/source.ts'
import { Subject } from '../subject.ts'
import type { Row } from './database.ts'

type Damaged = Pick<Row, 'id' | 'unit' | 'book' | 'sync'>

/** Tracks the records of this phone whose bodies were damaged here, from when they are read until they are whole again. */
export class Damage {
  readonly #rows = new Map<string, Damaged>()
  readonly #asked = new Set<string>()
  readonly #changes = new Subject<DamageCounts>((observer) => observer.next(this.#counts))

  noticed({ id, unit, book, sync }: Row): void {
    if (this.#rows.get(id)?.sync === sync) return
    this.#rows.set(id, { id, unit, book, sync })
    this.#tell()
  }

  mended(id: string): void {
    this.#asked.delete(id)
    if (this.#rows.delete(id)) this.#tell()
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
    for (const id of ids) if (this.has(id)) this.#asked.add(id)
    this.#tell()
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

  #tell(): void {
    this.#changes.next(this.#counts)
  }
}
