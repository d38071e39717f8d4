import { isSkewed, offsetOf, type Exchange } from '#lib/domain/gates/contract/skew.ts'

/** Estimates the clock of one gate's agent from its messages; before the first one, uses the server's time. */
export class GateClock {
  #exchanges: Exchange[] = []
  #bootId = ''
  readonly #askedAt = new Map<string, number>()

  /** @param server Unix ms, corrected by the server; @param device Unix ms of the phone itself */
  constructor(
    private readonly server: () => number,
    private readonly device: () => number
  ) {}

  now(): number {
    const offset = offsetOf(this.#exchanges)
    return offset === null ? this.server() : this.device() + offset
  }

  get skewed(): boolean {
    return isSkewed(offsetOf(this.#exchanges))
  }

  /** Notes that a command is being sent. */
  asks(id: string): void {
    this.#askedAt.set(id, this.device())
  }

  /** Notes the first answer to a command. */
  answered(id: string, agentTime: number): void {
    const sentAt = this.#askedAt.get(id)
    if (sentAt === undefined) return
    this.#askedAt.delete(id)
    this.#learn({ sentAt, heardAt: this.device(), agentTime })
  }

  /** Notes a live state; a retained one says nothing about the time. */
  told(bootId: string, agentTime: number): void {
    if (bootId !== this.#bootId) this.#exchanges = []
    this.#bootId = bootId
    const heardAt = this.device()
    this.#learn({ sentAt: heardAt, heardAt, agentTime })
  }

  #learn(exchange: Exchange) {
    this.#exchanges = [...this.#exchanges, exchange].slice(-5)
  }
}
