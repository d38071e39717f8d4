import type { ServerScope } from 'nano'
import { personOf } from '#lib/domain/alarms/entry.ts'
import { callsFor, gatesByHand, type Called } from '#lib/domain/alarms/concern.ts'
import { countsOnGate } from '#lib/domain/alarms/counts-on-gate.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { noticeTag, type Notice } from '#lib/domain/notice.ts'
import type { Directory, Gate } from '#lib/domain/directory/directory.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Anchors } from '../directory/roots.ts'
import { directoryOf } from '../directory/unit-directory.ts'
import { commander, police } from '#lib/domain/roles.ts'
import { AlarmRings } from './alarm-rings.ts'
import { eligibilityOf, isAuthentic, type Audience } from './audience.ts'
import { inUse, namesOf, phoneNotice, streamSubject } from './phone-notice.ts'
import type { PushSender } from './push-sender.ts'
import { RecentTags } from './recent-tags.ts'
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
/** Likewise what a machine reports of gates that it does not move. */
const strayQuietMs = 60 * 60_000

/** Reads what handling facts needs of a unit, at most once for those that arrive together. */
interface Reading {
  known(): Promise<Directory>
  phones(): Promise<readonly Subscription[]>
}

/** Makes the notice that a reader is sent; null: there is nothing to tell them. */
type Compose = (phone: Subscription, known: Directory, reader: Called) => Notice | null

/** Sends notices about facts to subscribed phones as the facts arrive, and rings again where nobody answers. */
export class NoticeSender {
  readonly #told: RecentTags
  readonly #strays: RecentTags
  readonly #rings = new AlarmRings()
  readonly #calls: UnansweredCalls

  constructor(private readonly parts: NoticeSenderDeps) {
    const { now, after, report } = parts
    this.#told = new RecentTags(quietMs, now)
    this.#strays = new RecentTags(strayQuietMs, now)
    this.#calls = new UnansweredCalls({ after, report, ring: (call) => this.#ringAgain(call) })
  }

  /**
   * Handles facts that arrived in a book of `unit`, in their order: hands the notices that they cause to the sender, and waits
   * for no push. However many they are, the directory is read once.
   */
  async notify(unit: string, ...facts: Envelope[]): Promise<void> {
    const reading = this.#readingOf(unit)
    for (const fact of facts) if (fact.unit === unit) await this.#take(fact, reading)
  }

  /** Takes note that somebody has the alarm on their phone: it need not ring again for their gates. Another alarm does. */
  async received({ unit, account, alarm }: Receipted): Promise<void> {
    if (!this.#calls.waitsIn(unit)) return
    const known = await this.#readingOf(unit).known()
    const roles = known.accounts.get(account)?.roles ?? []
    const own = gatesByHand(known, [...known.gates.keys()], { account, roles })
    const gates = own.map(({ gate }) => gate)
    this.#calls.answeredIn(unit, alarm, gates)
  }

  stop(): void {
    this.#calls.stop()
  }

  async #take(fact: Envelope, reading: Reading): Promise<void> {
    const gate = this.#calls.gateAnsweredBy(fact)
    if (gate !== null) return this.#answer(fact, gate, reading)
    if (fact.type === 'duty.alarm-ended') return this.#end(fact, reading)
    const row = Object.hasOwn(noticeRules, fact.type) ? noticeRules[fact.type]! : null
    const found = row?.book === fact.book ? row.telling(fact.body) : null
    if (!row || !found || this.parts.now() - ageFrom(fact, row) > row.freshMs) return
    const { to, only, ...telling } = found
    if (fact.type === 'duty.alarm-started') return this.#start(fact, telling, reading)
    const phones = (await reading.phones()).filter(
      ({ account }) => account !== fact.by && (only === undefined || account === only)
    )
    if (phones.length === 0) return
    const known = await reading.known()
    if (!isAuthentic(fact, known)) return
    const about = { ...telling, subject: streamSubject(fact) }
    const isStray = row.isStray?.(known, fact) ?? false
    const tag = `${fact.unit} ${noticeTag(about)} ${only ?? ''}`
    if (isStray ? this.#strays.isRepeated(`${fact.unit} ${fact.by}`) : this.#told.isRepeated(tag)) return
    const calls = (known: Directory, reader: Called) => isStray || (row.calls?.(known, fact, reader) ?? true)
    const audience = { book: row.book, to: isStray ? commander : to, calls }
    this.#tell(phones, about, audience, (phone, known) => phoneNotice(fact, about, known, phone))
  }

  async #start(fact: Envelope, telling: NoticeContent, reading: Reading): Promise<void> {
    const { unit } = fact
    const known = await reading.known()
    const ring = isAuthentic(fact, known) ? this.#rings.begin(fact) : null
    if (!ring) return
    const about = { ...telling, subject: ring.alarm }
    const tag = `${unit} ${noticeTag(about)}`
    const gates = ring.isQuiet ? [] : orderedBy(fact)
    const byHand = inUse(known, gates).flatMap(({ gate, kind }) => (kind === 'hand' ? [gate] : []))
    this.#calls.begin(unit, ring.alarm, fact, byHand)
    // Each further start of an alarm may call others, but a quiet one calls police alone, who have been called.
    if (this.#told.isRepeated(tag) && ring.isQuiet) return
    const phones = (await reading.phones()).filter(({ account }) => account !== personOf(fact))
    const audience = { book: 'duty', to: ring.isQuiet ? police : undefined, calls: callsBy(fact) } as const
    this.#tell(phones, about, audience, (phone, known, reader) => {
      if (this.#told.isRepeated(`${tag} ${phone.endpoint}`)) return null
      return this.#call(phone, phoneNotice(fact, about, known, phone), gatesByHand(known, gates, reader))
    })
  }

  /** Stops ringing for a gate once somebody whose word on it counts speaks of it. */
  async #answer(fact: Envelope, gate: string, reading: Reading): Promise<void> {
    const known = await reading.known()
    if (isAuthentic(fact, known) && countsOnGate(known, gate, fact.by)) this.#calls.answeredBy(fact, gate)
  }

  async #end(fact: Envelope, reading: Reading): Promise<void> {
    if (!isAuthentic(fact, await reading.known())) return
    this.#rings.end(fact)
    this.#calls.end(fact)
  }

  /** Rings those who keep these gates once more, and tells the commander which gates have not answered. */
  async #ringAgain({ unit, alarm, start, gates, again }: UnansweredCall): Promise<void> {
    const { telling } = noticeRules[start.type]!
    const about = { ...telling(start.body)!, subject: alarm }
    const audience = { book: 'duty', to: undefined, calls: callsBy(start, gates) } as const
    this.#tell(await this.#phonesIn(unit), about, audience, (phone, known, reader) => {
      const notice = { ...phoneNotice(start, about, known, phone), again }
      const own = phone.account === personOf(start) ? [] : gatesByHand(known, gates, reader)
      if (own.length > 0) return this.#call(phone, notice, own)
      if (!reader.roles.includes('commander')) return null
      return { ...notice, kind: 'unanswered', gates: namesOf(inUse(known, gates)) }
    })
  }

  /** Makes the notice of an alarm, with what its reader is to close by hand, and a receipt to be brought back. */
  #call(phone: Subscription, notice: Notice, byHand: readonly Gate[]): Notice {
    const { unit, account, device } = phone
    const receipt = this.parts.receipts.give({ unit, account, device, alarm: notice.subject })
    return { ...notice, receipt, ...(byHand.length > 0 && { gates: namesOf(byHand) }) }
  }

  /** Hands a notice over for each phone. Whether its account may read it is looked at when the phone has its turn. */
  #tell(
    phones: readonly Subscription[],
    about: Pick<Notice, 'about' | 'drill'>,
    { calls, ...audience }: Omit<Audience, 'calls'> & { calls(known: Directory, reader: Called): boolean },
    compose: Compose
  ): void {
    const { server, roots, subscriptions, sender, now, report } = this.parts
    for (const phone of phones) {
      const composed = async () => {
        const known = await directoryOf(server, phone.unit, roots)
        const called = { ...audience, calls: (reader: Called) => calls(known, reader) }
        const standing = await eligibilityOf(server, known, phone, called, now())
        if (standing === 'revoked') await subscriptions.drop(phone.endpoint)
        return standing === 'revoked' || standing === 'not-now' ? null : compose(phone, known, standing)
      }
      sender.send(phone, about, composed).catch(report)
    }
  }

  #readingOf(unit: string): Reading {
    const { server, roots } = this.parts
    return { known: once(() => directoryOf(server, unit, roots)), phones: once(() => this.#phonesIn(unit)) }
  }

  async #phonesIn(unit: string): Promise<Subscription[]> {
    return (await this.parts.subscriptions.all()).filter((phone) => phone.unit === unit)
  }
}

/** Returns what reads only when it is first asked. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => (reading ??= read())
}

/** Returns whom the start of an alarm calls. @param gates those that it is about; absent: its own */
function callsBy(start: Envelope, gates = start.body['gates'] as readonly string[]) {
  return (known: Directory, reader: Called) => callsFor(known, { by: personOf(start), gates }, reader)
}

/** Returns since when a fact is to be news, Unix ms. */
const ageFrom = ({ id, took }: Envelope, { freshSince }: NoticeRule): number =>
  freshSince === 'taken' ? (took ?? idTime(id)) : idTime(id)

function orderedBy({ body }: Envelope): string[] {
  const { gates, leftOut = [] } = body as { gates: string[]; leftOut?: string[] }
  return gates.filter((gate) => !leftOut.includes(gate))
}
