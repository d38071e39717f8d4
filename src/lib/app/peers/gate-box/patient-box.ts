import type { BoxAsk, BoxOutcome, GateConnection } from '#lib/ports/gates.ts'

/** Asks the box at a gate. */
export type AskBox = (asked: BoxAsk) => Promise<BoxOutcome>

/** How long a box may be silent before it is told; it is asked again all the same, ms. */
const silentMs = 12_000
/** Pause before a request is made once more, ms. */
const restMs = 1_000
/** Marks what a later request may not meet: no connection, no machine behind it, no answer in time. */
const passingCodes = new Set(['OFFLINE', 'AGENT_OFFLINE', 'UNKNOWN'])
/** Refusals of a moment: the clock of the gate was not known yet, or many are at its box. */
const passingRefusals = new Set(['STALE', 'CLOCK_SKEW', 'RATE_LIMITED'])

interface PatientBoxDeps {
  line: Pick<GateConnection, 'state' | 'heard' | 'box'>
  gate: string
  /** Aborted once nobody looks any more: what has no answer by then is not asked again. */
  signal: AbortSignal
  /** Runs when the box has been silent for a while, and when it is no longer. */
  silent(isSilent: boolean): void
}

/**
 * Asks the box at a gate until there is an answer that lasts, for as long as somebody looks: the phone, the machine or the
 * way between them may be slow, or starting. A request may be made twice without harm.
 */
export class PatientBox {
  #isHeard = false
  /** Runs with whatever is heard of the gate or its connection, and when nobody looks any more. */
  #look = () => {}
  readonly #held: { unsubscribe(): void }

  constructor(private readonly deps: PatientBoxDeps) {
    const { line, gate, signal } = deps
    this.#held = line.heard(gate).subscribe({
      next: ({ state }) => {
        // Its state tells its clock, by which requests are signed.
        this.#isHeard ||= state !== null
        this.#look()
      },
      error: () => {}
    })
    signal.addEventListener('abort', () => this.#look())
  }

  /** Resolves once the box can be asked, or nobody looks any more. */
  reached(): Promise<void> {
    return this.#patiently(() => this.#open())
  }

  readonly ask: AskBox = (asked) => this.#patiently(() => this.#untilAnswered(asked))

  end(): void {
    this.#held.unsubscribe()
  }

  async #untilAnswered(asked: BoxAsk): Promise<BoxOutcome> {
    const { line, gate, signal } = this.deps
    for (;;) {
      await this.#open()
      const answer = await line.box(gate, asked)
      if (!isPassing(answer) || signal.aborted) return answer
      await new Promise((resolve) => setTimeout(resolve, restMs))
    }
  }

  /** Waits for the gate's state and for an open connection: one may come long before the other. */
  #open(): Promise<void> {
    const { line, gate, signal } = this.deps
    const isOpen = () => signal.aborted || (this.#isHeard && line.state === 'open')
    return new Promise((resolve) => {
      // An observer more makes a connection try at once that would rest longer each time.
      const wake = () =>
        line
          .heard(gate)
          .subscribe({ next() {}, error() {} })
          .unsubscribe()
      const waking = setInterval(wake, silentMs)
      this.#look = () => {
        if (!isOpen()) return
        clearInterval(waking)
        this.#look = () => {}
        resolve()
      }
      this.#look()
    })
  }

  async #patiently<T>(run: () => Promise<T>): Promise<T> {
    const { silent } = this.deps
    let isSilent = false
    const late = setTimeout(() => silent((isSilent = true)), silentMs)
    try {
      return await run()
    } finally {
      clearTimeout(late)
      if (isSilent) silent(false)
    }
  }
}

function isPassing(answer: BoxOutcome): boolean {
  if ('code' in answer) return passingCodes.has(answer.code)
  return answer.box === 'refused' && passingRefusals.has(answer.refusal.code)
}
