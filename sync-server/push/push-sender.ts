import { noticeTag, type Notice } from '#lib/domain/notice.ts'
import { isAtService, sendPush, type PushKeys, type PushOutcome } from './push-service.ts'
import type { Subscription } from './subscriptions.ts'

export interface PushSenderDeps {
  /** Forgets a phone that its push service knows no more. */
  gone(phone: Subscription): Promise<unknown>
  keys: PushKeys
  /** Allowed push services, see `isAtService`. */
  services: readonly string[]
  /** Schedules a call after `ms`; returns its cancellation. */
  after(ms: number, run: () => void): () => void
  report(problem: unknown): void
}

/** Delays before retrying an unavailable push service, ms. */
const againMs = [5_000, 30_000]
/** How long a service keeps a notice for an offline phone, seconds. */
const ttlSeconds = 3600

/** Sends notices to phones, again where a push service is busy; forgets phones that are gone. */
export class PushSender {
  readonly #waiting = new Set<() => void>()

  constructor(private readonly parts: PushSenderDeps) {}

  /** Sends one notice to one phone; returns what became of the first try once that is over. */
  async send(phone: Subscription, notice: Notice, tries = 0): Promise<PushOutcome> {
    const { keys, services, gone, after, report } = this.parts
    const isKnown = isAtService(phone.endpoint, services)
    const pushed = isKnown
      ? await sendPush(keys, phone, JSON.stringify(notice), { topic: noticeTag(notice), ttlSeconds })
      : 'gone'
    if (pushed === 'gone') await gone(phone)
    if (pushed === 'refused') report(new Error(`push service ${new URL(phone.endpoint).host} refuses`))
    const wait = againMs[tries]
    if (pushed !== 'later' || wait === undefined) return pushed
    const cancel = after(wait, () => {
      this.#waiting.delete(cancel)
      this.send(phone, notice, tries + 1).catch(report)
    })
    this.#waiting.add(cancel)
    return pushed
  }

  stop(): void {
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
  }
}
