import { alarmCalled, alarms, type Alarm } from '#lib/domain/alarms/alarm.ts'
import { alarmLimits, colours, vehicles, type ClothesColour, type Vehicle } from '#lib/domain/alarms/facts.ts'
import {
  atOfMoment,
  gatesIn,
  timeline,
  type GateInAlarm,
  type TimelineEntry
} from '#lib/domain/alarms/timeline.ts'
import type { Category } from '#lib/domain/incidents/facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { AlarmAnswers } from './alarm-answers.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { firstValue } from '../notebook/first-value.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { alarmLimits, atOfMoment, colours, vehicles }

/** Who is looked for, as the form holds it; '' is not said. */
export interface DescriptionForm {
  vehicle: Vehicle | ''
  clothes: ClothesColour | ''
  towards: string
  text: string
}

/** How the end of an alarm is told; '' while no kind of incident is chosen. */
export interface EndForm {
  category: Category | ''
  text: string
}

/** What an alarm becomes in the book of incidents. */
export interface AlarmReport {
  category: Category
  text: string
  place: string | undefined
  /** The timeline, in as many notes as it takes. */
  notes: readonly string[]
}

/** What a draft says, without its place. */
type DraftContent = Draft extends infer D
  ? D extends Draft
    ? Pick<D, 'type' | 'body' | 'at'>
    : never
  : never

/** A phone's clock may be behind the one that started the alarm, ms. */
const skewMs = 60_000

/** Nothing of it was recorded before, Unix ms. */
const beginningOf = ({ startedAt }: Alarm) => Date.parse(startedAt) - skewMs

const isReport = ({ type }: StoredFact) => type === 'incidents.incident-reported'

/** One alarm on screen. It outlives the screens that read it: no `$derived` here. */
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

  /** Null while this phone has not heard of its start. */
  get alarm(): Alarm<StoredFact> | null {
    return alarmCalled(this.store.all, this.id)
  }

  get arrived(): boolean {
    return this.store.arrived
  }

  /** Everything that happened, with its gates' own logs, oldest first. */
  get moments(): readonly TimelineEntry<StoredFact>[] {
    return this.alarm ? timeline(this.alarm, this.#gateFacts(this.alarm)) : []
  }

  /** The same, read anew with what this phone has just recorded. */
  async momentsNow(): Promise<readonly TimelineEntry<StoredFact>[]> {
    const alarm = await this.#told()
    const from = beginningOf(alarm)
    const logs = alarm.gates.map((gate) => firstValue(this.parts.stream(`gate/${gate}`, from)))
    return timeline(alarm, (await Promise.all(logs)).flat())
  }

  get gates(): readonly GateInAlarm<StoredFact>[] {
    return this.alarm ? gatesIn(this.alarm, this.#gateFacts(this.alarm)) : []
  }

  /** Has it become an incident, as far as this phone knows? Null until that has been read. */
  get reported(): boolean | null {
    if (!this.alarm) return null
    const live = this.#incidentFacts(this.alarm.id)
    const facts = live.current
    return live.arrived ? facts.some(isReport) : null
  }

  /** "Tôi giữ cổng này", or no longer. */
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

  /** The call itself is the phone's: this writes down that it was made. */
  called(neighbour: string, how: 'call' | 'sms'): Promise<Outcome> {
    return this.#say({ type: 'duty.neighbour-called', body: { neighbour, how } })
  }

  reopened(gate: string): Promise<Outcome> {
    return this.#say({ type: 'duty.gate-reopened', body: { gate } })
  }

  /** Ends it, on each phone that started it as far as this one knows. Its gates stay as they are. */
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
   * Writes it into the book of incidents, under the alarm's own id: whoever ends it too writes into the same one.
   * @returns null when it stands there already; a drill is none
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

  draft<Form extends object>(form: string): Form | undefined {
    return this.parts.drafts.get<Form>(this.#form(form))
  }
  keepDraft(form: string, draft: object): void {
    this.parts.drafts.set(this.#form(form), draft)
  }
  forgetDraft(form: string): void {
    this.parts.drafts.delete(this.#form(form))
  }

  #form(form: string): string {
    return `alarm/${this.id} ${form}`
  }

  /** As it stands on this phone now. */
  async #told(): Promise<Alarm<StoredFact>> {
    const alarm = alarmCalled(alarms(await firstValue(this.parts.streams('alarm'))), this.id)
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

  #log(gate: string, alarm: Alarm<StoredFact>): Live<StoredFact[]> {
    const known = this.#logs.get(gate)
    if (known) return known
    const log = new Live(this.parts.stream(`gate/${gate}`, beginningOf(alarm)), [])
    this.#logs.set(gate, log)
    return log
  }

  #incidentFacts(id: string): Live<StoredFact[]> {
    this.#incident ??= new Live(this.parts.stream(`incident/${id}`), [])
    return this.#incident
  }
}
