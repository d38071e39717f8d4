import { mostSpans, spansOf, type DeviceReport } from '#lib/domain/devices/device-report.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { DeviceKey } from '#lib/ports/keys.ts'
import { askServer, type Http } from '../http/http.ts'

export interface DeviceReporterDeps {
  account: string
  device: Pick<DeviceKey, 'id' | 'sign'>
  store: {
    heads(device: string): Promise<ReadonlyMap<Book, number>>
    unsent(device: string): Promise<Pick<StoredFact, 'id' | 'book' | 'n' | 'sync'>[]>
  }
  /** Returns the number of waiting photo files. */
  photos(): number
}

type Content = Pick<DeviceReport, 'heads' | 'waiting' | 'photos'>

/** How long a waiting fact counts as merely on its way, ms. */
const onItsWay = 60_000
/** Interval between reports while something waits, ms. */
const soon = 60_000
/** First backoff after a failed report, as before the server knows a new phone, ms; doubles each time. */
const firstPause = 1_000
/** Interval between reports when nothing waits, ms. */
const seldom = 3_600_000

/**
 * Reports to the server the numbers that this phone gave out and what waits only here, so that people who lose the
 * phone or its data can learn what was on it. Reports seldom, and only changes; nothing waits for it or fails with it.
 */
export class DeviceReporter {
  #told: { text: string; isEmpty: boolean; at: number } | null = null
  #failures = 0
  #tried = 0
  #running = false
  #again = false

  constructor(private readonly parts: DeviceReporterDeps) {}

  /** Reports if due; call it at each exchange, once signed in. */
  look(http: Http): void {
    this.#again = this.#running
    if (this.#running) return
    this.#running = true
    void this.#tellIfDue(http)
      // Closed meanwhile, or no network: another look follows.
      .catch(() => {})
      .finally(() => {
        this.#running = false
        if (this.#again) this.look(http)
      })
  }

  async #tellIfDue(http: Http): Promise<void> {
    const { store, device } = this.parts
    const now = http.now()
    const photos = this.parts.photos()
    const waiting = await store.unsent(device.id)
    const isLate =
      photos > 0 || waiting.some(({ sync, id }) => sync === 'refused' || now - idTime(id) > onItsWay)
    if (!this.#isDue(now, isLate, waiting.length + photos === 0)) return
    const content = await this.#content(photos)
    const text = JSON.stringify(content)
    if (text === this.#told?.text) return void (this.#told.at = now)
    this.#tried = now
    this.#failures++
    if (!(await this.#tell(http, content))) return
    this.#failures = 0
    const isEmpty = photos === 0 && Object.keys(content.waiting).length === 0
    this.#told = { text, isEmpty, at: now }
  }

  #isDue(now: number, isLate: boolean, isEmpty: boolean): boolean {
    const pause = Math.min(seldom, firstPause * 2 ** (this.#failures - 1))
    if (this.#failures > 0 && Math.abs(now - this.#tried) < pause) return false
    if (!this.#told || (isEmpty && !this.#told.isEmpty)) return true
    return Math.abs(now - this.#told.at) >= (isLate ? soon : seldom)
  }

  /** Reads the heads first: facts recorded meanwhile then lie above them, and are never taken for sent. */
  async #content(photos: number): Promise<Content> {
    const { store, device } = this.parts
    const heads = Object.fromEntries(await store.heads(device.id))
    const unsent = await store.unsent(device.id)
    const byBook = books.flatMap((book) => {
      const spans = spansOf(
        unsent.filter((fact) => fact.book === book).map(({ n }) => n),
        mostSpans
      )
      return spans.length > 0 ? [[book, spans] as const] : []
    })
    return { heads, waiting: Object.fromEntries(byBook) as Content['waiting'], photos }
  }

  async #tell(http: Http, content: Content): Promise<boolean> {
    const { account, device } = this.parts
    const who = { v: 1, tells: 'numbers', account, device: device.id, at: Math.round(http.now()) }
    const p = JSON.stringify({ ...who, ...content })
    const answer = await askServer(http, 'POST', '/devices', { p, s: await device.sign(p) })
    return answer.kind === 'ok'
  }
}
