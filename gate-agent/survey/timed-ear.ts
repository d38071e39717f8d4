import type { SurveyHeard } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { Relay } from '../adapters/relay.ts'
import type { AgentClock } from '../shell/agent-clock.ts'
import type { IsTaken } from './at-gate.ts'
import type { SiteEar } from './site-ear.ts'

/** How long the broker is heard after the last request, ms. */
const earMs = 10 * 60_000

/** Hears a gate's broker from the first request on, until nobody has asked for a while. */
export class TimedEar {
  #ear: SiteEar | null = null
  #until = 0

  constructor(
    private readonly open: () => SiteEar,
    private readonly clock: Pick<AgentClock, 'steady'>
  ) {}

  /** Returns what was heard. @param marks remembers every value, so that what changes afterwards can be told */
  async heard(marks: boolean, isTaken: IsTaken): Promise<SurveyHeard> {
    this.#ear ??= this.open()
    this.#until = this.clock.steady() + earMs
    const ear = this.#ear
    await ear.ready
    if (marks) ear.mark()
    return ear.heard(isTaken)
  }

  /** Returns what the proposed controller's announcement leads to; null: none was heard. */
  relaysOf(proposal: Pick<Proposal, 'kind' | 'id'>): readonly Relay[] | null {
    return this.#ear?.relaysOf(proposal) ?? null
  }

  tick(): void {
    if (this.#ear && this.clock.steady() > this.#until) void this.stop()
  }

  async stop(): Promise<void> {
    const ear = this.#ear
    this.#ear = null
    await ear?.stop()
  }
}
