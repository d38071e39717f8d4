import { skewMs } from '#lib/domain/alarms/words-on-gates.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { personWord } from '#lib/domain/gates/latest-reports.ts'
import { streamSubject } from './phone-notice.ts'

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
    call.open.add(streamSubject(start))
    this.#calls.set(key, call)
    if (!known) this.#wait(call)
  }

  /** Takes note that somebody has answered for these gates in one alarm, whatever it is. @param alarm id of any start of it */
  answeredIn(unit: string, alarm: string, gates: readonly string[]): void {
    for (const call of this.#of(unit)) if (isOf(call, alarm)) this.#answer(call, gates)
  }

  /** Takes note of somebody's word on a gate, whatever it is, in all calls that it answers, see `gateAnsweredBy`. */
  answeredBy(fact: Envelope, gate: string): void {
    for (const call of this.#of(fact.unit)) if (isAnswer(call, fact)) this.#answer(call, [gate])
  }

  /**
   * Returns the gate that waits for an answer and of which a fact tells a person's word; null: none. In an alarm's story it is
   * a word in that alarm; in the gate's own log, in all that had begun by then: what was recorded before an alarm answers no
   * call, however late it arrives.
   */
  gateAnsweredBy(fact: Envelope): string | null {
    const gate = gateSpokenOf(fact)
    if (gate === null) return null
    return this.#of(fact.unit).some((call) => call.gates.has(gate) && isAnswer(call, fact)) ? gate : null
  }

  #answer(call: Call, gates: readonly string[]): void {
    for (const gate of gates) call.gates.delete(gate)
    if (call.gates.size === 0) this.#drop(call)
  }

  /** Takes note of the end of one start. */
  end(fact: Pick<Envelope, 'unit' | 'stream'>): void {
    for (const call of this.#of(fact.unit)) {
      call.open.delete(streamSubject(fact))
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

/** Returns the gate of which a person says something, to the alarm or in the gate's own log; null: of none. */
function gateSpokenOf(fact: Envelope): string | null {
  const { type, body, stream } = fact
  if (type === 'duty.gate-answered' || type === 'duty.position-held') return body['gate'] as string
  return stream.startsWith('gate/') && personWord(fact) ? streamSubject(fact) : null
}

const isOf = ({ alarm, open }: Call, id: string) => alarm === id || open.has(id)

const isAnswer = (call: Call, fact: Envelope) =>
  fact.stream.startsWith('alarm/')
    ? isOf(call, streamSubject(fact))
    : saidAt(fact) >= saidAt(call.start) - skewMs

/** Returns when something was said, Unix ms: as its author says, but no later than the server took it. */
const saidAt = ({ at, took }: Envelope) => Math.min(Date.parse(at), took ?? Infinity)
