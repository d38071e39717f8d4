import { boxIn } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import { shareFull } from '#lib/domain/transit/box.ts'
import type { AgentSession } from '../server/agent-session.ts'
import type { BoxStore } from './box-store.ts'

/** A box may be large and the network slow, ms. */
const patienceMs = 120_000
/** How long a box that the server does not take, or a phone of which too many wait there, rests before the next offer, ms. */
const restMs = 10 * 60_000

/** Brings boxes to the server, which opens them; this machine is named as their carrier. */
export class BoxBringer {
  /**
   * When a box that the server did not take may be offered again, by its name, and any box of a phone whose share there is
   * full, by that phone, by the monotonic clock, ms.
   */
  readonly #rests = new Map<string, number>()

  constructor(
    private readonly unit: string,
    private readonly store: BoxStore,
    private readonly steady: () => number
  ) {}

  /**
   * Offers the oldest box that does not rest. A power cut before the server's answer is written down brings it again, and
   * then the server, which admits each record once, has nothing to do.
   * A phone of which the server has too many holds up no other's boxes.
   * @returns `away`: there is no answer, or the server was asked too often
   */
  async bringOne(session: Pick<AgentSession, 'ask'>): Promise<'brought' | 'nothing' | 'away'> {
    const now = this.steady()
    for (const [one, until] of this.#rests) if (until <= now) this.#rests.delete(one)
    const name = this.store.waiting().find((one) => !this.#rests.has(one))
    if (name === undefined) return 'nothing'
    const content = await this.store.content(name)
    const box = content && boxIn(content.letters, { unit: this.unit, key: content.to })
    if (!box) return this.#rest(name)
    const until = this.#rests.get(box.device)
    if (until !== undefined) return this.#rest(name, until)
    const answer = await session.ask('POST', '/transit', box, patienceMs)
    const { status } = answer
    if (status === 201) {
      await this.store.brought(name)
      return 'brought'
    }
    if (status === 429 && reasonOf(answer) === shareFull) return this.#rest(box.device)
    // Another server, or a later build of it, may take it: others do not wait for that.
    if (status === 400 || status === 404 || status === 413) return this.#rest(name)
    return 'away'
  }

  #rest(one: string, until = this.steady() + restMs): 'brought' {
    this.#rests.set(one, until)
    return 'brought'
  }
}

const reasonOf = (answer: object) => (answer as { body?: { reason?: unknown } | null }).body?.reason
