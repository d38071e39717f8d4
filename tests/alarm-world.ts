import { vi } from 'vitest'
import { AlarmStore } from '#lib/app/alarms/alarm-store.svelte.ts'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import { GateControls } from '#lib/app/gates/gate-controls.ts'
import type { GateConnection, NotKept } from '#lib/ports/ports.ts'
import type { Draft, Outcome, Unsaved } from '#lib/app/notebook/record.ts'
import type { AlarmOrder } from '#lib/app/alarms/start-alarm.ts'
import { alarmCalled, alarms } from '#lib/domain/alarms/alarm.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { testDecision } from './facts.ts'
import { FaultyLine } from './faulty-connection.ts'

export const order: AlarmOrder = {
  gates: [
    { gate: 'cong-1b', kind: 'motor' },
    { gate: 'cong-kinh-3', kind: 'motor' },
    { gate: 'cong-ben-do', kind: 'hand' }
  ],
  group: 'Tuyến Quản Lộ',
  drill: false,
  from: 'app'
}

/** A phone with two motor gates and a hand gate, whose line, disk and pictures do what a test wants of them. */
export class AlarmWorld {
  readonly lines: Record<string, FaultyLine> = {
    'cong-1b': new FaultyLine('cong-1b'),
    'cong-kinh-3': new FaultyLine('cong-kinh-3')
  }
  /** Nobody has tried to connect yet, or the signal is lost. */
  state: GateConnection['state'] = 'open'
  /** Collects writes, and the refusals of the next ones. */
  recorded: Draft[] = []
  refusals: (Unsaved | null)[] = []
  keepPhoto: (picture: Blob) => Promise<Photo | { code: NotKept }> = async () => ({ code: 'storage-full' })
  /** In which place pictures were kept, and of which moment. */
  readonly kept: [place: string, at: number][] = []
  readonly line: GateConnection
  #known: StoredFact[] = []
  #drawn = 0

  constructor() {
    const lineState = () => this.state
    this.line = {
      get state() {
        return lineState()
      },
      now: () => Date.now(),
      skewed: () => false,
      stop: async () => {},
      show: () => () => {},
      alerts: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
      textMessage: async () => null,
      survey: async () => ({ code: 'OFFLINE' }),
      box: async () => ({ code: 'OFFLINE' }),
      heard: (gate) => this.lines[gate]!.heard(),
      send: async (gate, ask) => (this.state === 'open' ? this.lines[gate]!.send(gate, ask) : 'OFFLINE')
    }
  }

  open(roles: Role[] = ['officer']) {
    const source = (wanted: (fact: StoredFact) => boolean) => ({
      subscribe: (observer: { next(facts: StoredFact[]): void }) => {
        observer.next(this.#known.filter(wanted))
        return { unsubscribe() {} }
      }
    })
    const kept = Object.keys(this.lines).map((gate) => [gate, { gate, keepers: ['truc'] }] as const)
    const directory = { accounts: new Map(), groups: new Map(), gates: new Map(kept) }
    const parts = {
      unit: 'thu',
      account: 'truc',
      roles,
      directory: () => directory,
      clock: {
        now: () => Date.now(),
        random: (bytes: number) => new Uint8Array(bytes).fill(++this.#drawn)
      },
      gateConnection: async () => this.line,
      isOffline: () => false,
      book: (book: string) => source((fact) => fact.book === book),
      streams: (kind: string) => source(({ stream }) => stream.startsWith(`${kind}/`)),
      stream: (stream: string) => source((fact) => fact.stream === stream),
      record: (draft: Draft) => this.#record(draft),
      whole: <T>(saving: Promise<T>) => saving,
      keepPhoto: (picture: Blob, place: string, at: number) => {
        this.kept.push([place, at])
        return this.keepPhoto(picture)
      }
    } as unknown as BookDeps
    return { alarms: new AlarmStore(parts), controls: new GateControls(parts) }
  }

  /** An alarm that was just started; nothing else is written yet. */
  async begun(drill = false) {
    const { alarms, controls } = this.open()
    const { id } = alarms.start({ ...order, drill }, controls)
    await vi.advanceTimersByTimeAsync(10_000)
    this.recorded = []
    return { page: alarms.page(id), id }
  }

  /** Collects commands to gates, in order. */
  asked = (gate: string) => this.lines[gate]!.asks.map(({ action }) => action)
  written = (type: string) => this.recorded.filter((draft) => draft.type === type)
  /** The alarm as this phone's facts tell it. */
  told = (id: string) => alarmCalled(alarms(this.#known), id)

  /** A decision on that gate has reached this phone. */
  decided = (gate: string) =>
    this.#record({
      unit: 'thu',
      book: 'directory',
      stream: `gate/${gate}`,
      type: 'directory.gate-decision-recorded',
      body: testDecision
    })

  /** Keeps what is recorded as this phone's own facts, unless it shall be refused. */
  async #record(draft: Draft): Promise<Outcome> {
    const refusal = this.refusals.shift()
    if (refusal) return { ok: false, refusal }
    this.recorded.push(draft)
    const n = this.#known.length + 1
    const id = uuidv7(Date.now(), new Uint8Array(10).fill(n))
    const at = draft.at ?? new Date().toISOString()
    const fact = { ...draft, id, n, at, by: 'truc', device: 'd'.repeat(43), sig: `${'s'.repeat(85)}A` }
    this.#known = [...this.#known, { ...fact, sync: 'pending', tries: 0 } as unknown as StoredFact]
    return { ok: true, fact } as unknown as Outcome
  }
}
