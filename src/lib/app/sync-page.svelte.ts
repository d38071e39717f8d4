import type { StoredFact } from '#lib/domain/stored.ts'
import { Live } from './live.svelte.ts'
import type { Courier, CourierReport, Evidence, PhotoCounts, Store } from './ports.ts'

/** How many waiting or refused facts a list shows; the counts are always whole. */
const listLength = 200

/** What the phone knows about its exchange with the server. */
export class SyncPage {
  readonly #counts: Live<{ pending: number; refused: number }>
  readonly #report: Live<CourierReport>
  readonly #waiting: Live<StoredFact[]>
  readonly #refused: Live<StoredFact[]>
  readonly #photos: Live<PhotoCounts>

  constructor(
    store: Store,
    evidence: Evidence,
    private readonly courier: Courier
  ) {
    this.#counts = new Live(store.counts(), { pending: 0, refused: 0 })
    this.#report = new Live<CourierReport>(courier.report, { state: 'starting', lastExchange: null })
    this.#waiting = new Live(store.inState('pending', listLength), [])
    this.#refused = new Live(store.inState('refused', listLength), [])
    this.#photos = new Live(evidence.counts(), { waiting: 0, refused: 0 })
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

  /** "Đồng bộ ngay" */
  exchangeNow(): Promise<void> {
    return this.courier.ring()
  }
}
