import type { ServerScope } from 'nano'
import { personOf } from '#lib/domain/alarms/entry.ts'
import { gatesByHand, type Called } from '#lib/domain/alarms/concern.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { personWord } from '#lib/domain/gates/latest-reports.ts'
import { maxNamedGates, noticeTag, type Notice } from '#lib/domain/notice.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Anchors } from '../directory/roots.ts'
import { directoryOf } from '../directory/unit-directory.ts'
import { police } from '#lib/domain/roles.ts'
import { AlarmRings } from './alarm-rings.ts'
import { eligibilityOf, isAuthentic, type Audience } from './audience.ts'
import type { PushSender } from './push-sender.ts'
import type { Receipted, Receipts } from './receipts.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'
import { noticeRules, type NoticeContent, type NoticeRule } from './notice-rules.ts'
import { UnansweredCalls, type UnansweredCall } from './unanswered-calls.ts'

export interface NoticeSenderDeps {
  server: ServerScope
  roots: Anchors
  subscriptions: Subscriptions
  sender: Pick<PushSender, 'send'>
  receipts: Receipts
  /** Unix ms. */
  now(): number
  /** Schedules a call after `ms`; returns its cancellation. */
  after(ms: number, run: () => void): () => void
  report(problem: unknown): void
}

/** Suppresses repeated notices within this time, ms: an agent that was offline uploads its log all at once. */
const quietMs = 5 * 60_000

/** Sends notices about facts to subscribed phones as the facts arrive, and rings again where nobody answers. */
export class NoticeSender {
  readonly #told = new Map<string, number>()
  readonly #rings = new AlarmRings()
  readonly #calls: UnansweredCalls

  constructor(private readonly parts: NoticeSenderDeps) {
    const { after, report } = parts
    this.#calls = new UnansweredCalls({ after, report, ring: (call) => this.#ringAgain(call) })
  }

  /** Handles one fact that arrived in a book of `unit`; returns at once when its type causes no notice. */
  async notify(unit: string, fact: Envelope): Promise<void> {
    if (fact.unit !== unit) return
    if (fact.type === 'duty.alarm-ended') {
      this.#rings.end(fact)
      return this.#calls.end(fact)
    }
    const gate = this.#calls.waitsIn(unit) ? gateSpokenOf(fact) : null
    if (gate !== null) return this.#answered(unit, fact, gate)
    const row = Object.hasOwn(noticeRules, fact.type) ? noticeRules[fact.type]! : null
    const found = row?.book === fact.book ? row.telling(fact.body) : null
    const { server, roots, now } = this.parts
    if (!row || !found || now() - ageFrom(fact, row) > row.freshMs) return
    const { to: those, only, ...telling } = found
    const isAlarm = fact.type === 'duty.alarm-started'
    const author = isAlarm ? personOf(fact) : fact.by
    const wanting = (await this.#phonesIn(unit)).filter(
      ({ account }) => account !== author && (only === undefined || account === only)
    )
    if (wanting.length === 0 && !isAlarm) return
    const known = await directoryOf(server, unit, roots)
    if (!isAuthentic(fact, known)) return
    const ring = isAlarm ? this.#rings.begin(fact) : null
    if (isAlarm && !ring) return
    const to = ring?.isQuiet ? police : those
    const subject = ring?.alarm ?? subjectOf(fact)
    const tag = `${unit} ${noticeTag({ ...telling, subject })} ${only ?? ''}`
    const gates = ring && !ring.isQuiet ? orderedBy(fact) : []
    this.#calls.begin(unit, subject, fact, handGatesAmong(known, gates))
    // Each further start of an alarm may call others, but a quiet one calls police alone, who have been called.
    if (this.#isRepeated(tag) && (!ring || ring.isQuiet)) return
    const calls = (reader: Called) => row.calls?.(known, fact, reader) ?? true
    await this.#tell(wanting, known, { book: row.book, to, calls }, async (phone, reader) => {
      if (ring && this.#isRepeated(`${tag} ${phone.endpoint}`)) return
      const notice = noticeOf(fact, { ...telling, subject }, known, phone)
      await (isAlarm
        ? this.#call(phone, notice, namesOf(gatesByHand(known, gates, reader)))
        : this.parts.sender.send(phone, notice))
    })
  }

  /** Takes note that somebody has the alarm on their phone: it need not ring again for their gates. Another alarm does. */
  async received({ unit, account, alarm }: Receipted): Promise<void> {
    if (!this.#calls.waitsIn(unit)) return
    const { server, roots } = this.parts
    const known = await directoryOf(server, unit, roots)
    const roles = known.accounts.get(account)?.roles ?? []
    const own = gatesByHand(known, [...known.gates.keys()], { account, roles })
    const gates = own.map(({ gate }) => gate)
    this.#calls.answeredIn(unit, alarm, gates)
  }

  stop(): void {
    this.#calls.stop()
  }

  /** Stops ringing for a gate once somebody speaks of it; words brought for another need that person's signature. */
  async #answered(unit: string, fact: Envelope, gate: string): Promise<void> {
    const { server, roots } = this.parts
    if (!isAuthentic(fact, await directoryOf(server, unit, roots))) return
    if (fact.book === 'duty') this.#calls.answeredIn(unit, subjectOf(fact), [gate])
    else this.#calls.recorded(fact, gate)
  }

  /** Rings those who keep these gates once more, and tells the commander which gates have not answered. */
  async #ringAgain({ unit, alarm, start, gates, again }: UnansweredCall): Promise<void> {
    const { server, roots, sender } = this.parts
    const known = await directoryOf(server, unit, roots)
    const phones = await this.#phonesIn(unit)
    const { telling } = noticeRules['duty.alarm-started']!
    const about = { ...telling(start.body)!, subject: alarm }
    await this.#tell(
      phones,
      known,
      { book: 'duty', to: undefined, calls: () => true },
      async (phone, reader) => {
        const notice = { ...noticeOf(start, about, known, phone), again }
        const own = phone.account === personOf(start) ? [] : gatesByHand(known, gates, reader)
        if (own.length > 0) await this.#call(phone, notice, namesOf(own))
        else if (reader.roles.includes('commander'))
          await sender.send(phone, { ...notice, kind: 'unanswered', gates: namesOf(inUse(known, gates)) })
      }
    )
  }

  /** Sends an alarm, with what its reader is to close by hand, and a receipt to be brought back. */
  async #call(phone: Subscription, notice: Notice, gates: string[]): Promise<void> {
    const { unit, account, device } = phone
    const receipt = this.parts.receipts.give({ unit, account, device, alarm: notice.subject })
    await this.parts.sender.send(phone, { ...notice, receipt, ...(gates.length > 0 && { gates }) })
  }

  async #tell(
    phones: readonly Subscription[],
    known: Directory,
    audience: Audience,
    send: (phone: Subscription, reader: Called) => Promise<unknown>
  ): Promise<void> {
    const { server, subscriptions, now } = this.parts
    await Promise.all(
      phones.map(async (phone) => {
        const standing = await eligibilityOf(server, known, phone, audience, now())
        if (standing === 'revoked') return subscriptions.drop(phone.endpoint)
        if (standing !== 'not-now') await send(phone, standing)
      })
    )
  }

  async #phonesIn(unit: string): Promise<Subscription[]> {
    return (await this.parts.subscriptions.all()).filter((phone) => phone.unit === unit)
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

/** Returns the gate of which a person says something, to the alarm or in the gate's own log; null: of none. */
function gateSpokenOf(fact: Envelope): string | null {
  const { type, body, stream } = fact
  if (type === 'duty.gate-answered' || type === 'duty.position-held') return body['gate'] as string
  return stream.startsWith('gate/') && personWord(fact) ? subjectOf(fact) : null
}

function orderedBy({ body }: Envelope): string[] {
  const { gates, leftOut = [] } = body as { gates: string[]; leftOut?: string[] }
  return gates.filter((gate) => !leftOut.includes(gate))
}

const inUse = (known: Directory, gates: readonly string[]) =>
  gates.flatMap((gate) => known.gates.get(gate) ?? [])

const handGatesAmong = (known: Directory, gates: readonly string[]) =>
  inUse(known, gates).flatMap(({ gate, kind }) => (kind === 'hand' ? [gate] : []))

const namesOf = (gates: readonly { name: string }[]) => gates.slice(0, maxNamedGates).map(({ name }) => name)

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
