import type { GateRequestResult } from '#lib/ports/gates.ts'

/** How long an answer may take, ms: a gate that gets another controller is stopped and started between. */
const patienceMs = 10_000

type NoAnswer = { code: Exclude<GateRequestResult, 'sent'> }

interface AgentRequestsDeps<Asked> {
  isOpen(): boolean
  /** Signs a request to the agent of a gate and sends it once. */
  ask(gate: string, asked: Asked & { id: string }): Promise<GateRequestResult>
  /** A new UUIDv7. */
  newId(): string
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The requests of one kind that this page makes of its unit's agents, and their answers; each is answered once, or not. */
export class AgentRequests<Asked extends object, Answer extends { id: string }> {
  readonly #waiting = new Map<string, (outcome: Answer | NoAnswer) => void>()

  constructor(private readonly parts: AgentRequestsDeps<Asked>) {}

  /** Asks once. @returns the answer, or why there is none */
  async request(gate: string, asked: Asked): Promise<Answer | NoAnswer> {
    const { isOpen, newId, ask, after } = this.parts
    if (!isOpen()) return { code: 'OFFLINE' }
    const id = newId()
    const answer = new Promise<Answer | NoAnswer>((resolve) => {
      const end = (outcome: Answer | NoAnswer) => {
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

  answered(reply: Answer): void {
    this.#waiting.get(reply.id)?.(reply)
  }
}
