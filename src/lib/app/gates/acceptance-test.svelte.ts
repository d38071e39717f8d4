import type { StepEvidence } from '#lib/domain/gates/acceptance/evidence.ts'
import { observe, type Observed } from '#lib/domain/gates/acceptance/observe.ts'
import {
  acceptanceResult,
  travelSecondsOf,
  type AcceptanceBody
} from '#lib/domain/gates/acceptance/result.ts'
import {
  acceptanceSteps,
  isWitnessed,
  maxStepNote,
  mayBeAbsent,
  type AcceptanceStep,
  type StepAnswer
} from '#lib/domain/gates/acceptance/steps.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { GateEvent } from '#lib/domain/gates/facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { GateSnapshot, GateConnection } from '#lib/ports/ports.ts'
import type { Outcome } from '../notebook/record.ts'
import { isVisible, cleanText } from '../notebook/clean-text.ts'

export { acceptanceSteps, isWitnessed, maxStepNote, mayBeAbsent }
export type { AcceptanceStep, StepAnswer, Observed }

/** A step in progress. */
export interface StepDraft {
  observed: Observed['observed']
  answer: StepAnswer | ''
  closeMs?: number
  openMs?: number
  note: string
}
interface Draft {
  startedAt: string
  steps: Partial<Record<AcceptanceStep, StepDraft>>
}

/** Returns the events that a gate's agent has logged since `since` (Unix ms). */
export function eventsSince(log: readonly StoredFact[], since: number): GateEvent[] {
  const reports = log.filter(({ type, at }) => type === 'gates.event-reported' && Date.parse(at) >= since)
  return reports.map(({ body }) => body['kind'] as GateEvent)
}

const beatMs = 1_000
/** The most messages kept for one step; a gate reports twice a minute and at each movement. */
const most = 500

/**
 * The acceptance test of one motor gate: what its phone hears during a step, and what the tester states. It can be left
 * and resumed.
 */
export class AcceptanceTest {
  #draft: Draft
  #states: GateState[] = []
  #silences: number[] = []
  #replies = new Map<string, Reply>()
  #since = 0
  #line: GateConnection | null = null
  /** Changes with each message heard, and each second. */
  #turn = $state(0)

  constructor(
    readonly gate: string,
    private readonly parts: BookDeps
  ) {
    this.#draft = $state(this.#begin())
  }

  step(step: AcceptanceStep): StepDraft {
    return this.#draft.steps[step] ?? { observed: 'unseen', answer: '', note: '' }
  }

  /** Returns when the current step began, agent's time, Unix ms. */
  get since(): number {
    void this.#turn
    return this.#since
  }

  /** Watches the gate until the returned stop is called. */
  watch(): () => void {
    let over = false
    let leave = () => {}
    const begin = async () => {
      const line = await this.parts.gateConnection()
      if (over) return
      this.#line = line
      this.restart()
      const subscription = line.heard(this.gate).subscribe({
        next: (heard) => this.#hear(heard),
        error: () => {}
      })
      leave = () => subscription.unsubscribe()
    }
    begin().catch(() => {})
    const timer = setInterval(() => this.#beat(), beatMs)
    return () => {
      over = true
      clearInterval(timer)
      leave()
    }
  }

  /** Restarts the step: discards what was heard before, except the gate's state. */
  restart(): void {
    this.#since = this.#now()
    this.#states = this.#states.slice(-1)
    this.#silences = []
    this.#replies.clear()
    this.#turn++
  }

  /** Returns the phone's own observation of that step. @param events what the agent has logged since */
  observed(step: AcceptanceStep, events: readonly GateEvent[]): Observed {
    void this.#turn
    const evidence: StepEvidence = {
      since: this.#since,
      now: this.#now(),
      states: this.#states,
      silences: this.#silences,
      replies: [...this.#replies.values()],
      events
    }
    return observe(step, evidence)
  }

  /** Keeps the progress of a step on this phone. */
  keep(step: AcceptanceStep, draft: StepDraft): void {
    if (JSON.stringify(this.#draft.steps[step]) === JSON.stringify(draft)) return
    this.#draft.steps = { ...this.#draft.steps, [step]: draft }
    this.parts.drafts.set(this.#place, $state.snapshot(this.#draft))
  }

  get body(): AcceptanceBody | null {
    const { startedAt } = this.#draft
    const steps = acceptanceSteps.flatMap((step) => {
      const { answer, note, ...seen } = this.step(step)
      return answer ? [{ step, answer, ...seen, ...(isVisible(note) && { note: cleanText(note) }) }] : []
    })
    if (steps.length === 0) return null
    const travelSeconds = travelSecondsOf(steps.flatMap(({ closeMs, openMs }) => [closeMs, openMs]))
    return { startedAt, steps, ...(travelSeconds !== null && { travelSeconds }) }
  }

  get result(): { passed: number; of: number } {
    return acceptanceResult(this.body ?? { steps: [] })
  }

  /** Signs the result; the next test begins from scratch. */
  async sign(body: AcceptanceBody): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'directory', stream: `gate/${this.gate}` } as const
    const outcome = await this.parts.record({ ...place, type: 'directory.acceptance-recorded', body })
    if (!outcome.ok) return outcome
    this.parts.drafts.delete(this.#place)
    this.#draft = this.#begin()
    return outcome
  }

  /** Returns the draft left on this phone, or a new one. */
  #begin(): Draft {
    const { drafts, clock } = this.parts
    const draft = drafts.get<Draft>(this.#place) ?? {
      startedAt: new Date(clock.now()).toISOString(),
      steps: {}
    }
    drafts.set(this.#place, draft)
    return draft
  }

  get #place(): string {
    return `acceptance/${this.gate}`
  }

  #now(): number {
    return this.#line?.now(this.gate) ?? this.parts.clock.now()
  }

  #hear({ state, agentGone, replies }: GateSnapshot) {
    const last = this.#states.at(-1)
    if (state && (state.seq !== last?.seq || state.bootId !== last.bootId))
      this.#states = [...this.#states, state].slice(-most)
    for (const reply of replies) this.#replies.set(`${reply.id} ${reply.status}`, reply)
    if (agentGone) this.#silent()
    this.#turn++
  }

  #beat() {
    const last = this.#states.at(-1)
    // A phone without a connection cannot tell who is gone.
    if (this.#line?.state === 'open' && last && this.#now() - last.agentTime > stateExpiryMs) this.#silent()
    this.#turn++
  }

  /** Notes a silence, once for each. */
  #silent() {
    const spoke = this.#states.at(-1)?.agentTime ?? 0
    if ((this.#silences.at(-1) ?? 0) < spoke || this.#silences.length === 0) this.#silences.push(this.#now())
  }
}

/** The acceptance tests of a unit's motor gates. */
export class AcceptanceTests {
  readonly #tests = new Map<string, AcceptanceTest>()

  constructor(private readonly parts: BookDeps) {}

  /** Returns the test of one gate; the same object for every component that asks. */
  gate(id: string): AcceptanceTest {
    const known = this.#tests.get(id)
    if (known) return known
    const test = new AcceptanceTest(id, this.parts)
    this.#tests.set(id, test)
    return test
  }
}
