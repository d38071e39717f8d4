import { isSkewed, offsetOf, type Exchange } from '#lib/domain/gates/contract/skew.ts'

/** The time of one gate's agent, as the phone learns it from what it hears; before that, the server's. */
export class GateClock {
  #exchanges: Exchange[] = []
  #bootId = ''
  readonly #askedAt = new Map<string, number>()

  /** @param server Unix ms put right by the server; @param device Unix ms of the phone itself */
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

  /** A command leaves now. */
  asks(id: string): void {
    this.#askedAt.set(id, this.device())
  }

  /** Its first answer has come. */
  answered(id: string, agentTime: number): void {
    const sentAt = this.#askedAt.get(id)
    if (sentAt === undefined) return
    this.#askedAt.delete(id)
    this.#learn({ sentAt, heardAt: this.device(), agentTime })
  }

  /** A state that came by itself; one that had been lying at the broker says nothing of the time. */
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
