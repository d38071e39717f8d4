import type { SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { GateRequestResult, SurveyAsk, SurveyOutcome } from '#lib/ports/gates.ts'

/** How long an answer may take, ms: a gate that gets another controller is stopped and started between. */
const patienceMs = 10_000

export interface SurveyRequestsDeps {
  isOpen(): boolean
  /** Signs a survey of a gate and sends it once. */
  ask(gate: string, asked: SurveyAsk & { id: string }): Promise<GateRequestResult>
  /** A new UUIDv7. */
  newId(): string
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The surveys that this page makes of its unit's gates, and their answers. */
export class SurveyRequests {
  readonly #waiting = new Map<string, (outcome: SurveyOutcome) => void>()

  constructor(private readonly parts: SurveyRequestsDeps) {}

  /** See `GateConnection.survey` in `ports/gates.ts`. */
  async survey(gate: string, asked: SurveyAsk): Promise<SurveyOutcome> {
    const { isOpen, newId, ask, after } = this.parts
    if (!isOpen()) return { code: 'OFFLINE' }
    const id = newId()
    const answer = new Promise<SurveyOutcome>((resolve) => {
      const end = (outcome: SurveyOutcome) => {
        cancel()
        this.#waiting.delete(id)
        resolve(outcome)
      }
      const cancel = after(patienceMs, () => end({ code: 'UNKNOWN' }))
      this.#waiting.set(id, end)
    })
    const sent = await ask(gate, { id, ...asked })
    if (sent !== 'sent') this.#waiting.get(id)?.({ code: sent })
    return answer
  }

  answered(reply: SurveyReply): void {
    this.#waiting.get(reply.id)?.(reply)
  }
}
