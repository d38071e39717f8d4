import { alarmCalled, alarms, type Alarm } from '#lib/domain/alarms/alarm.ts'
import { alarmLimits, colours, vehicles, type ClothesColour, type Vehicle } from '#lib/domain/alarms/facts.ts'
import { byDecisions } from '#lib/domain/alarms/by-decisions.ts'
import { closersOf } from '#lib/domain/alarms/concern.ts'
import { wordJudge } from '#lib/domain/alarms/counts-on-gate.ts'
import {
  atOfMoment,
  gatesIn,
  timeline,
  type GateInAlarm,
  type TimelineEntry
} from '#lib/domain/alarms/timeline.ts'
import { heardWords } from '#lib/domain/alarms/words-on-gates.ts'
import type { Category } from '#lib/domain/incidents/facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { AlarmAnswers } from './alarm-answers.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { firstValue } from '../notebook/first-value.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { alarmLimits, atOfMoment, colours, vehicles }

/** The form that describes a wanted person; '' is not stated. */
export interface DescriptionForm {
  vehicle: Vehicle | ''
  clothes: ClothesColour | ''
  towards: string
  text: string
}

/** The report of an alarm for the incident book. */
export interface AlarmReport {
  category: Category
  text: string
  place: string | undefined
  /** The timeline, split into as many notes as it takes. */
  notes: readonly string[]
}

/** A draft without its stream and book. */
type DraftContent = Draft extends infer D
  ? D extends Draft
    ? Pick<D, 'type' | 'body' | 'at'>
    : never
  : never

/** Allowance for a phone whose clock is behind that of the one that started the alarm, ms. */
const skewMs = 60_000

/** Returns the time before which nothing of the alarm was recorded, Unix ms. */
const beginningOf = ({ beganAt }: Alarm) => Date.parse(beganAt) - skewMs

const isReport = ({ type }: StoredFact) => type === 'incidents.incident-reported'

/** The state of one alarm's screens. It outlives the screens that read it: no `$derived` here. */
export class AlarmPage {
  readonly #logs = new Map<string, Live<StoredFact[]>>()
  readonly answers: AlarmAnswers
  #incident: Live<StoredFact[]> | null = null

  constructor(
    readonly id: string,
    private readonly store: { all: readonly Alarm<StoredFact>[]; arrived: boolean },
    private readonly parts: BookDeps
  ) {
    const isDrill = async () => (await this.#told()).drill
    this.answers = new AlarmAnswers({ ...parts, alarm: id, isDrill })
  }

  /** Null until this phone has received its start. */
  get alarm(): Alarm<StoredFact> | null {
    return alarmCalled(this.store.all, this.id)
  }

  get arrived(): boolean {
    return this.store.arrived
  }

  /** Returns everything that happened, including its gates' own logs, oldest first. */
  get moments(): readonly TimelineEntry<StoredFact>[] {
    return this.alarm ? timeline(this.alarm, this.#gateFacts(this.alarm)) : []
  }

  /** Reads the same again, including what this phone has just recorded. */
  async momentsNow(): Promise<readonly TimelineEntry<StoredFact>[]> {
    const alarm = await this.#told()
    const from = beginningOf(alarm)
    const logs = alarm.gates.map((gate) => firstValue(this.parts.stream(`gate/${gate}`, from)))
    return timeline(alarm, (await Promise.all(logs)).flat())
  }

  get gates(): readonly GateInAlarm<StoredFact>[] {
    const { isDoubtful, directory } = this.parts
    if (!this.alarm) return []
    return gatesIn(this.alarm, this.#gateFacts(this.alarm), wordJudge<StoredFact>(directory(), isDoubtful))
  }

  /** Returns the ids of the words on its gates that a commander's phone has. */
  get heard(): ReadonlySet<string> {
    return this.alarm ? heardWords(this.alarm, this.parts.isDoubtful) : new Set()
  }

  /** Tells whether it has become an incident, as far as this phone knows; null until that has been read. */
  get reported(): boolean | null {
    if (!this.alarm) return null
    const live = this.#incidentFacts(this.alarm.id)
    const facts = live.current
    return live.arrived ? facts.some(isReport) : null
  }

  /** Records "Tôi giữ cổng này", or that they no longer hold it. */
  hold(gate: string, held: boolean): Promise<Outcome> {
    return this.#say({ type: held ? 'duty.position-held' : 'duty.position-left', body: { gate } })
  }

  describe({ vehicle, clothes, towards, text }: DescriptionForm): Promise<Outcome> {
    const words = cleanText(text)
    const body = {
      ...(vehicle && { vehicle }),
      ...(clothes && { clothes }),
      ...(towards && { towards }),
      ...(words && { text: words })
    }
    return this.#say({ type: 'duty.description-given', body })
  }

  /** Records that a neighbour was called; the phone itself makes the call. */
  called(neighbour: string, how: 'call' | 'sms'): Promise<Outcome> {
    return this.#say({ type: 'duty.neighbour-called', body: { neighbour, how } })
  }

  reopened(gate: string): Promise<Outcome> {
    return this.#say({ type: 'duty.gate-reopened', body: { gate } })
  }

  /** Ends the alarm in every stream that started it, as far as this phone knows. The gates stay as they are. */
  async end(text: string): Promise<Outcome> {
    const words = cleanText(text)
    const body = words ? { text: words } : {}
    let outcome: Outcome | undefined
    for (const id of (await this.#told()).open) {
      outcome = await this.#say({ type: 'duty.alarm-ended', body }, `alarm/${id}`)
      if (!outcome.ok) return outcome
    }
    return outcome ?? this.#say({ type: 'duty.alarm-ended', body })
  }

  /**
   * Reports it in the incident book under the alarm's own id, so that several people who end it write into the same
   * incident.
   * @returns null when it is there already, or when the alarm is a drill
   */
  async report({ category, text, place, notes }: AlarmReport): Promise<Outcome | null> {
    const { id, startedAt, drill } = await this.#told()
    const stream = `incident/${id}`
    const known = await firstValue(this.parts.stream(stream))
    if (drill || known.some(isReport)) return null
    const body = { category, text, ...(place && { place }) }
    const first = await this.#say({ type: 'incidents.incident-reported', body, at: startedAt }, stream)
    if (!first.ok) return first
    for (const note of notes) {
      const outcome = await this.#say({ type: 'incidents.note-added', body: { text: note } }, stream)
      if (!outcome.ok) return outcome
    }
    return first
  }

  /** Reads the alarm as this phone holds it now. */
  async #told(): Promise<Alarm<StoredFact>> {
    const [facts, known] = await Promise.all([
      firstValue(this.parts.streams('alarm')),
      firstValue(this.parts.book('directory'))
    ])
    const alarm = alarmCalled(
      byDecisions(alarms(facts, undefined, closersOf(this.parts.directory())), known),
      this.id
    )
    if (!alarm) throw new Error('no such alarm is known here')
    return alarm
  }

  #say(said: DraftContent, stream = `alarm/${this.id}`): Promise<Outcome> {
    const book = said.type.startsWith('duty.') ? 'duty' : 'incidents'
    return this.parts.record({ unit: this.parts.unit, book, stream, ...said })
  }

  #gateFacts(alarm: Alarm<StoredFact>): StoredFact[] {
    return alarm.gates.flatMap((gate) => this.#log(gate, alarm).current)
  }

  /** Reads from the alarm's beginning, which an earlier start moves when it comes later. */
  #log(gate: string, alarm: Alarm<StoredFact>): Live<StoredFact[]> {
    const from = beginningOf(alarm)
    const key = `${gate} ${from}`
    const known = this.#logs.get(key)
    if (known) return known
    const log = new Live(this.parts.stream(`gate/${gate}`, from), [])
    this.#logs.set(key, log)
    return log
  }

  #incidentFacts(id: string): Live<StoredFact[]> {
    this.#incident ??= new Live(this.parts.stream(`incident/${id}`), [])
    return this.#incident
  }
}
