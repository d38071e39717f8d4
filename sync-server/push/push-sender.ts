import { noticeTag, type Notice } from '#lib/domain/notice.ts'
import { isAtService, sendPush, type PushKeys } from './push-service.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'

export interface PushSenderDeps {
  subscriptions: Pick<Subscriptions, 'drop'>
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

  /** Sends one notice to one phone; returns once the first try is over. */
  async send(phone: Subscription, notice: Notice, tries = 0): Promise<void> {
    const { keys, services, subscriptions, after, report } = this.parts
    const isKnown = isAtService(phone.endpoint, services)
    const pushed = isKnown
      ? await sendPush(keys, phone, JSON.stringify(notice), { topic: noticeTag(notice), ttlSeconds })
      : 'gone'
    if (pushed === 'gone') await subscriptions.drop(phone.endpoint)
    if (pushed === 'refused') report(new Error(`push service ${new URL(phone.endpoint).host} refuses`))
    const wait = againMs[tries]
    if (pushed !== 'later' || wait === undefined) return
    const cancel = after(wait, () => {
      this.#waiting.delete(cancel)
      this.send(phone, notice, tries + 1).catch(report)
    })
    this.#waiting.add(cancel)
  }

  stop(): void {
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
  }
}
