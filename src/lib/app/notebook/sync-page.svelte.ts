import type { DamageCounts, StoredFact } from '#lib/domain/stored.ts'
import { Live } from './live.svelte.ts'
import type {
  Courier,
  CourierReport,
  FactCounts,
  Photos,
  PhotoCounts,
  Source,
  Store,
  UnsettledState
} from '#lib/ports/ports.ts'

/** The number of waiting or refused facts that a list shows; the counts are always complete. */
const listLength = 200

/** The state of the phone's exchange with the server, for its screen. */
export class SyncPage {
  readonly #counts: Live<FactCounts>
  readonly #report: Live<CourierReport>
  readonly #waiting: Live<StoredFact[]>
  readonly #refused: Live<StoredFact[]>
  readonly #aside: Live<StoredFact[]>
  readonly #damage: Live<DamageCounts>
  readonly #photos: Live<PhotoCounts>

  constructor(
    private readonly store: Store,
    private readonly evidence: Photos,
    private readonly courier: Courier,
    /** Is told how many records and photos wait or were refused, and how many records stay here. */
    keep: (unsent: number, own: number) => void
  ) {
    let [records, files, own] = [0, 0, 0]
    const counts = seen(store.counts(), ({ pending, refused, kept }) => {
      records = pending + refused
      own = kept
      keep(records + files, own)
    })
    const photos = seen(evidence.counts(), ({ waiting, refused }) =>
      keep(records + (files = waiting + refused), own)
    )
    this.#counts = new Live(counts, { pending: 0, refused: 0, kept: 0 })
    this.#report = new Live<CourierReport>(courier.report, {
      state: 'starting',
      lastExchange: null,
      audit: null,
      roles: null,
      access: null
    })
    this.#waiting = new Live(store.inState('pending', listLength), [])
    this.#refused = new Live(store.inState('refused', listLength), [])
    this.#aside = new Live(store.inState('set-aside', Number.MAX_SAFE_INTEGER), [])
    this.#damage = new Live(store.damage.counts(), { returning: 0, lost: 0 })
    this.#photos = new Live(photos, { waiting: 0, refused: 0, unsent: [] })
  }

  get counts() {
    return this.#counts.current
  }
  get report() {
    return this.#report.current
  }
  get photos() {
    return this.#photos.current
  }
  get waiting() {
    return this.#waiting.current
  }
  get refused() {
    return this.#refused.current
  }
  get aside() {
    return this.#aside.current
  }
  get damage() {
    return this.#damage.current
  }

  /** Reads the facts in that state, oldest first, all of them or at most `limit`; live. */
  inState(sync: UnsettledState | 'kept', limit = Number.MAX_SAFE_INTEGER): Source<StoredFact[]> {
    return this.store.inState(sync, limit)
  }

  mark(...[ids, sync]: Parameters<Store['mark']>): Promise<void> {
    return this.store.mark(ids, sync)
  }

  /** "Đồng bộ ngay" */
  exchangeNow(): Promise<void> {
    return this.courier.ring(true)
  }

  /** Offers refused photos again; resolves when that was tried. */
  async sendPhotosAgain(): Promise<void> {
    await this.evidence.sendAgain()
    await this.courier.ring(true)
  }

  /**
   * Returns the state of a photo that the server does not have; undefined once it has it, or when it is not this
   * phone's.
   */
  unsentPhoto(sha256: string) {
    return this.photos.unsent.find((one) => one.sha256 === sha256)
  }

  /** "Đối chiếu với máy chủ" */
  auditNow(): Promise<boolean> {
    return this.courier.audit()
  }
}

/** Returns the same source; `see` runs with each value before its subscribers do. */
function seen<T>(source: Source<T>, see: (value: T) => void): Source<T> {
  return {
    subscribe: (observer) =>
      source.subscribe({
        next(value) {
          see(value)
          observer.next(value)
        },
        error: (problem) => observer.error(problem)
      })
  }
}
