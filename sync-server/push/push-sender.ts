import { noticeTag, type Notice } from '#lib/domain/notice.ts'
import { PushQueues } from './push-queues.ts'
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

/** Decides when a notice has its turn. */
type Headline = Pick<Notice, 'about' | 'drill'>
/** Makes a notice at the moment of sending; null: its phone is not to be told any more. */
type Compose = () => Promise<Notice | null>

/** Delays before retrying an unavailable push service, ms. */
const againMs = [5_000, 30_000]
/** How long a service keeps a notice for an offline phone, seconds. */
const ttlSeconds = 3600
/** Most retries that wait; what fails beyond is given up. */
const mostRetries = 10_000

/**
 * Sends notices to phones, one after the other to each and a real alarm before all else; again where a push service is
 * busy or CouchDB is away. Forgets phones that are gone.
 */
export class PushSender {
  readonly #waiting = new Set<() => void>()
  readonly #queues = new PushQueues()
  #isStopped = false

  constructor(private readonly parts: PushSenderDeps) {}

  /** Sends one notice to one phone; returns what became of the first try once that is over, null: nothing was sent. */
  send(phone: Subscription, about: Headline, compose: Compose, tries = 0): Promise<PushOutcome | null> {
    return this.#queues.run(phone.endpoint, urgencyOf(about), async () => {
      try {
        const notice = await compose()
        const pushed = notice && (await this.#push(phone, notice))
        if (pushed === 'later') this.#again(phone, about, async () => notice, tries)
        return pushed
      } catch (problem) {
        this.parts.report(problem)
        this.#again(phone, about, compose, tries)
        return 'later'
      }
    })
  }

  /** Sends what waits for its turn at once, and gives up what waits for a retry. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
    await this.#queues.stop()
  }

  async #push(phone: Subscription, notice: Notice): Promise<PushOutcome> {
    const { keys, services, gone, report } = this.parts
    const isKnown = isAtService(phone.endpoint, services)
    const pushed = isKnown
      ? await sendPush(keys, phone, JSON.stringify(notice), { topic: noticeTag(notice), ttlSeconds })
      : 'gone'
    if (pushed === 'gone') await gone(phone)
    if (pushed === 'refused') report(new Error(`push service ${new URL(phone.endpoint).host} refuses`))
    return pushed
  }

  #again(phone: Subscription, about: Headline, compose: Compose, tries: number): void {
    const wait = againMs[tries]
    if (wait === undefined || this.#isStopped || this.#waiting.size >= mostRetries) return
    const cancel = this.parts.after(wait, () => {
      this.#waiting.delete(cancel)
      void this.send(phone, about, compose, tries + 1)
    })
    this.#waiting.add(cancel)
  }
}

const urgencyOf = ({ about, drill }: Headline) => (about !== 'alarm' ? 0 : drill ? 1 : 2)
