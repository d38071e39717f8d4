import type { ServerScope } from 'nano'
import type { Envelope } from '#lib/domain/fact.ts'
import { noticeTag, type Notice } from '#lib/domain/notice.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { directoryOf, eligibilityOf, isAuthentic } from './audience.ts'
import { isAtService, sendPush, type PushKeys, type PushOutcome } from './push-service.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'
import { noticeRules, type NoticeContent } from './notice-rules.ts'

export interface NoticeSenderDeps {
  server: ServerScope
  subscriptions: Subscriptions
  keys: PushKeys
  /** Nothing is sent elsewhere, see `isAtService`. */
  services: readonly string[]
  /** Unix ms. */
  now(): number
  /** Runs once after `ms`; gives back how to call it off. */
  after(ms: number, run: () => void): () => void
  report(problem: unknown): void
}

/** When a push service that was away is tried again, ms. */
const againMs = [5_000, 30_000]
/** For how long a service keeps a notice for a phone that is away, seconds. */
const ttlSeconds = 3600
/** The same of the same gate wakes nobody again within this, ms: an agent that is cut off brings its log all at once. */
const quietMs = 5 * 60_000

/** Tells the phones that want to know of facts that are worth it, as they arrive. */
export class NoticeSender {
  readonly #told = new Map<string, number>()
  readonly #waiting = new Set<() => void>()

  constructor(private readonly parts: NoticeSenderDeps) {}

  /** One fact that has arrived in a book of `unit`. What nobody is to be told of costs nothing. */
  async notify(unit: string, fact: Envelope): Promise<void> {
    const row = Object.hasOwn(noticeRules, fact.type) ? noticeRules[fact.type]! : null
    const found = row?.book === fact.book && fact.unit === unit ? row.telling(fact.body) : null
    const { server, subscriptions, now } = this.parts
    if (!row || !found || now() - idTime(fact.id) > row.freshMs) return
    const { to, ...telling } = found
    const wanting = (await subscriptions.all()).filter((one) => one.unit === unit && one.account !== fact.by)
    if (wanting.length === 0) return
    const known = await directoryOf(server, unit)
    if (
      !isAuthentic(fact, known) ||
      this.#isRepeated(`${unit} ${noticeTag({ ...telling, subject: subjectOf(fact) })}`)
    )
      return
    await Promise.all(
      wanting.map(async (phone) => {
        const standing = await eligibilityOf(server, known, phone, row.book, to)
        if (standing === 'revoked') return subscriptions.drop(phone.endpoint)
        if (standing === 'told') await this.#send(phone, noticeOf(fact, telling, known, phone))
      })
    )
  }

  stop(): void {
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
  }

  async #send(phone: Subscription, notice: Notice, tries = 0): Promise<void> {
    const { keys, services, subscriptions, after, report } = this.parts
    if (!isAtService(phone.endpoint, services)) return subscriptions.drop(phone.endpoint)
    const pushed: PushOutcome = await sendPush(keys, phone, JSON.stringify(notice), {
      topic: noticeTag(notice),
      ttlSeconds
    })
    if (pushed === 'gone') return subscriptions.drop(phone.endpoint)
    if (pushed === 'refused') report(new Error(`push service ${new URL(phone.endpoint).host} refuses`))
    const wait = againMs[tries]
    if (pushed !== 'later' || wait === undefined) return
    const cancel = after(wait, () => {
      this.#waiting.delete(cancel)
      this.#send(phone, notice, tries + 1).catch(report)
    })
    this.#waiting.add(cancel)
  }

  #isRepeated(tag: string): boolean {
    const { now } = this.parts
    for (const [known, at] of this.#told) if (now() - at >= quietMs) this.#told.delete(known)
    if (this.#told.has(tag)) return true
    this.#told.set(tag, now())
    return false
  }
}

/** The id behind the stream's slash. */
const subjectOf = ({ stream }: Envelope) => stream.slice(stream.indexOf('/') + 1)

function noticeOf(
  fact: Envelope,
  telling: NoticeContent,
  known: Directory,
  { language }: Subscription
): Notice {
  const subject = subjectOf(fact)
  const name = (telling.about === 'gate' ? known.gates.get(subject)?.name : known.unit?.name) ?? ''
  return { v: 1, id: fact.id, subject, name, at: Date.parse(fact.at), language, ...telling }
}
