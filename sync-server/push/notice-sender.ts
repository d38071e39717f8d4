import type { ServerScope } from 'nano'
import type { Envelope } from '#lib/domain/fact.ts'
import { noticeTag, type Notice } from '#lib/domain/notice.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Anchors } from '../directory/roots.ts'
import { directoryOf } from '../directory/unit-directory.ts'
import { police } from '#lib/domain/roles.ts'
import { AlarmRings } from './alarm-rings.ts'
import { eligibilityOf, isAuthentic } from './audience.ts'
import { isAtService, sendPush, type PushKeys, type PushOutcome } from './push-service.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'
import { noticeRules, type NoticeContent, type NoticeRule } from './notice-rules.ts'

export interface NoticeSenderDeps {
  server: ServerScope
  roots: Anchors
  subscriptions: Subscriptions
  keys: PushKeys
  /** Allowed push services, see `isAtService`. */
  services: readonly string[]
  /** Unix ms. */
  now(): number
  /** Schedules a call after `ms`; returns its cancellation. */
  after(ms: number, run: () => void): () => void
  report(problem: unknown): void
}

/** Delays before retrying an unavailable push service, ms. */
const againMs = [5_000, 30_000]
/** How long a service keeps a notice for an offline phone, seconds. */
const ttlSeconds = 3600
/** Suppresses repeated notices within this time, ms: an agent that was offline uploads its log all at once. */
const quietMs = 5 * 60_000

/** Sends notices about facts to subscribed phones as the facts arrive. */
export class NoticeSender {
  readonly #told = new Map<string, number>()
  readonly #waiting = new Set<() => void>()
  readonly #rings = new AlarmRings()

  constructor(private readonly parts: NoticeSenderDeps) {}

  /** Handles one fact that arrived in a book of `unit`; returns at once when its type causes no notice. */
  async notify(unit: string, fact: Envelope): Promise<void> {
    if (fact.type === 'duty.alarm-ended' && fact.unit === unit) return this.#rings.end(fact)
    const row = Object.hasOwn(noticeRules, fact.type) ? noticeRules[fact.type]! : null
    const found = row?.book === fact.book && fact.unit === unit ? row.telling(fact.body) : null
    const { server, roots, subscriptions, now } = this.parts
    if (!row || !found || now() - ageFrom(fact, row) > row.freshMs) return
    const { to: those, only, ...telling } = found
    const wanting = (await subscriptions.all()).filter(
      ({ unit: theirs, account }) =>
        theirs === unit && account !== fact.by && (only === undefined || account === only)
    )
    if (wanting.length === 0) return
    const known = await directoryOf(server, unit, roots)
    if (!isAuthentic(fact, known)) return
    const ring = fact.type === 'duty.alarm-started' ? this.#rings.begin(fact) : null
    const to = ring?.isQuiet ? police : those
    const subject = ring?.alarm ?? subjectOf(fact)
    const tag = `${unit} ${noticeTag({ ...telling, subject })} ${only ?? ''}`
    // Each further start of an alarm may call others, but a quiet one calls police alone, who have been called.
    if (this.#isRepeated(tag) && (!ring || ring.isQuiet)) return
    await Promise.all(
      wanting.map(async (phone) => {
        const standing = await eligibilityOf(
          server,
          known,
          phone,
          { book: row.book, to, calls: (reader) => row.calls?.(known, fact, reader) ?? true },
          now()
        )
        if (standing === 'revoked') return subscriptions.drop(phone.endpoint)
        if (standing !== 'told' || (ring && this.#isRepeated(`${tag} ${phone.endpoint}`))) return
        await this.#send(phone, noticeOf(fact, { ...telling, subject }, known, phone))
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

/** Returns since when a fact is to be news, Unix ms. */
const ageFrom = ({ id, took }: Envelope, { freshSince }: NoticeRule): number =>
  freshSince === 'taken' ? (took ?? idTime(id)) : idTime(id)

/** Returns the id after the stream's slash. */
const subjectOf = ({ stream }: Envelope) => stream.slice(stream.indexOf('/') + 1)

function noticeOf(
  fact: Envelope,
  { subject: about, ...telling }: NoticeContent & Pick<Notice, 'subject'>,
  known: Directory,
  { language }: Subscription
): Notice {
  // Of an account a push says no more than that it is the reader's own.
  const subject = telling.about === 'account' ? 'own' : about
  const name = (telling.about === 'gate' ? known.gates.get(subject)?.name : known.unit?.name) ?? ''
  return { v: 1, id: fact.id, subject, name, at: Date.parse(fact.at), language, ...telling }
}
