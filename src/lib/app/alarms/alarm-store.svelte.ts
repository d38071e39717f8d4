import { alarmPlan, type AlarmPlan } from '#lib/domain/alarms/alarm-plan.ts'
import { AlarmFolds, alarms, type Alarm as AlarmOf } from '#lib/domain/alarms/alarm.ts'
import { DecidedAlarms } from '#lib/domain/alarms/by-decisions.ts'
import { closersOf, isCalled } from '#lib/domain/alarms/concern.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { AlarmPage } from './alarm-page.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { GateControls } from '../gates/gate-controls.ts'
import { Live } from '../notebook/live.svelte.ts'
import { startAlarm, type AlarmOrder, type StartedAlarm } from './start-alarm.ts'

export type StoredAlarm = AlarmOf<StoredFact>

/** Returns when an alarm was last raised again, a minute or more after it began, Unix ms; null: it was not. */
export function raisedAgainAt({ startedAt, raisedAt }: Pick<StoredAlarm, 'startedAt' | 'raisedAt'>) {
  const at = Date.parse(raisedAt)
  return at - Date.parse(startedAt) < 60_000 ? null : at
}

/** The state of the screens with the unit's alarms, drills and alarm setup. It outlives the screens: no `$derived` here. */
export class AlarmStore {
  readonly #facts: Live<StoredFact[]>
  readonly #directory: Live<StoredFact[]>
  readonly #pages = new Map<string, AlarmPage>()
  readonly #folds = new AlarmFolds<StoredFact>()
  readonly #decided = new DecidedAlarms<StoredFact>()
  #factsRead: StoredFact[] | null = null
  #all: readonly StoredAlarm[] = []
  #decisionsRead: StoredFact[] | null = null
  #directoryRead: Directory | null = null
  #planRead: StoredFact[] | null = null
  #plan: AlarmPlan = alarmPlan([])

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.streams('alarm'), [])
    this.#directory = new Live(parts.book('directory'), [])
  }

  /** Returns all alarms and drills, newest first. */
  get all(): readonly StoredAlarm[] {
    const facts = this.#facts.current
    const known = this.#directory.current
    const directory = this.parts.directory()
    const isRead =
      facts === this.#factsRead && known === this.#decisionsRead && directory === this.#directoryRead
    if (!isRead) this.#all = this.#read(facts, known, directory)
    this.#factsRead = facts
    this.#decisionsRead = known
    this.#directoryRead = directory
    return this.#all
  }

  /** Returns those that run and call this account. */
  get running(): readonly StoredAlarm[] {
    const known = this.parts.directory()
    return this.all.filter((alarm) => alarm.endedAt === null && isCalled(known, alarm, this.parts))
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  get plan(): AlarmPlan {
    const facts = this.#directory.current
    if (facts !== this.#planRead) this.#plan = alarmPlan(facts)
    this.#planRead = facts
    return this.#plan
  }

  /** Until the directory is here, what the authors say of decisions stands. */
  #read(facts: StoredFact[], known: StoredFact[], directory: Directory): readonly StoredAlarm[] {
    const all = alarms(facts, this.#folds, closersOf(directory))
    return this.#directory.arrived ? this.#decided.of(all, known) : all
  }

  /** Returns the page of one alarm; the same object for every component that asks. */
  page(id: string): AlarmPage {
    const known = this.#pages.get(id)
    if (known) return known
    const page = new AlarmPage(id, this, this.parts)
    this.#pages.set(id, page)
    return page
  }

  /** Closes all motor gates of the alarm at once, locks them where this account may, and records the start. */
  start(order: AlarmOrder, controls: GateControls): StartedAlarm {
    const { unit, clock, record } = this.parts
    const { drill, siren = false } = order
    const close = (gate: string) => controls.close(gate, { drill, siren, lock: true })
    return startAlarm(order, { unit, clock, record, close })
  }
}
