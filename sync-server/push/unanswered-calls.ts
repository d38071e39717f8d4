import { skewMs } from '#lib/domain/alarms/words-on-gates.ts'
import type { Envelope } from '#lib/domain/fact.ts'

/** An alarm whose gates are to be closed by hand, and of which some have not answered. */
export interface UnansweredCall {
  unit: string
  /** Id of the alarm. */
  alarm: string
  /** Its first start. */
  start: Envelope
  /** The gates of which nobody has said anything. */
  gates: readonly string[]
  /** 1 with the first further ring. */
  again: number
}

interface Call extends Omit<UnansweredCall, 'gates' | 'again'> {
  gates: Set<string>
  /** Ids of its starts that nobody has ended. */
  open: Set<string>
  rung: number
  cancel: () => void
}

interface UnansweredCallsDeps {
  /** Schedules a call after `ms`; returns its cancellation. */
  after(ms: number, run: () => void): () => void
  ring(call: UnansweredCall): Promise<void>
  report(problem: unknown): void
}

/** The wait for an answer after each ring, ms. */
const patienceMs = 60_000
/** Most further rings of one call. */
const mostRings = 2

/**
 * Rings again for gates of which nobody has said anything a minute after their alarm, twice at most. In memory: a server that
 * starts anew lets the calls of before rest.
 */
export class UnansweredCalls {
  readonly #calls = new Map<string, Call>()

  constructor(private readonly parts: UnansweredCallsDeps) {}

  /** Takes note of a start that called people. @param gates those to be closed by hand */
  begin(unit: string, alarm: string, start: Envelope, gates: readonly string[]): void {
    if (gates.length === 0) return
    const key = `${unit} ${alarm}`
    const known = this.#calls.get(key)
    const call = known ?? { unit, alarm, start, gates: new Set(), open: new Set(), rung: 0, cancel: () => {} }
    for (const gate of gates) call.gates.add(gate)
    call.open.add(streamId(start))
    this.#calls.set(key, call)
    if (!known) this.#wait(call)
  }

  /** Takes note that somebody has answered for these gates in one alarm, whatever it is. @param alarm id of any start of it */
  answeredIn(unit: string, alarm: string, gates: readonly string[]): void {
    for (const call of this.#of(unit))
      if (call.alarm === alarm || call.open.has(alarm)) this.#answer(call, gates)
  }

  /**
   * Takes note that somebody has recorded something of a gate in its own log, whatever it is. What was recorded before an
   * alarm answers no call, however late it arrives.
   */
  recorded({ unit, at }: Pick<Envelope, 'unit' | 'at'>, gate: string): void {
    for (const call of this.#of(unit))
      if (Date.parse(at) >= Date.parse(call.start.at) - skewMs) this.#answer(call, [gate])
  }

  #answer(call: Call, gates: readonly string[]): void {
    for (const gate of gates) call.gates.delete(gate)
    if (call.gates.size === 0) this.#drop(call)
  }

  /** Takes note of the end of one start. */
  end(fact: Pick<Envelope, 'unit' | 'stream'>): void {
    for (const call of this.#of(fact.unit)) {
      call.open.delete(streamId(fact))
      if (call.open.size === 0) this.#drop(call)
    }
  }

  /** Tells whether any gate of a unit waits for an answer. */
  waitsIn(unit: string): boolean {
    return this.#of(unit).length > 0
  }

  stop(): void {
    for (const call of this.#calls.values()) this.#drop(call)
  }

  #of(unit: string): Call[] {
    return [...this.#calls.values()].filter((call) => call.unit === unit)
  }

  #wait(call: Call): void {
    call.cancel = this.parts.after(patienceMs, () => {
      const { unit, alarm, start } = call
      const again = ++call.rung
      this.parts.ring({ unit, alarm, start, gates: [...call.gates], again }).catch(this.parts.report)
      if (again < mostRings) this.#wait(call)
      else this.#drop(call)
    })
  }

  #drop(call: Call): void {
    call.cancel()
    this.#calls.delete(`${call.unit} ${call.alarm}`)
  }
}

const streamId = ({ stream }: Pick<Envelope, 'stream'>) => stream.slice(stream.indexOf('/') + 1)
