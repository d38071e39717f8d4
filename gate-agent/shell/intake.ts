/** Most messages of one topic that wait; of an older one nobody would still hear the answer. */
const mostOfOne = 60
/** Most topics with waiting messages: at a broker without passwords anybody may invent some. */
const mostTopics = 1_000

/** A message on a topic for phones, as it arrived. */
export interface Arrival {
  topic: string
  /** UTF-8. */
  payload: string
}

interface Waiting {
  run(): void
  /** Called instead of `run` when too many wait. */
  drop(): void
}

/**
 * Lets messages wait for their turn, so that a flood holds up neither a STOP nor anybody else's command: every STOP comes
 * before everything else, topics take turns (a broker with passwords ties each to one account), and the connection is
 * read between two messages.
 */
export class Intake {
  readonly #stops = new Map<string, Waiting[]>()
  readonly #others = new Map<string, Waiting[]>()
  #busy = false

  /** @param nextTurn runs once after what has arrived meanwhile has been read, such as `setImmediate` */
  constructor(private readonly nextTurn: (run: () => void) => void) {}

  /** Runs at once when nothing else is under way, otherwise in its turn; drops the oldest of a topic with too many. */
  take({ topic, payload }: Arrival, run: () => void, drop: () => void): void {
    const lane = claimsToStop(payload) ? this.#stops : this.#others
    const waiting = lane.get(topic) ?? []
    if (waiting.length === 0 && lane.size >= mostTopics) return drop()
    lane.set(topic, waiting)
    waiting.push({ run, drop })
    if (waiting.length > mostOfOne) waiting.shift()!.drop()
    if (!this.#busy) this.#turn()
  }

  #turn() {
    const next = nextOf(this.#stops) ?? nextOf(this.#others)
    this.#busy = next !== null
    if (!next) return
    this.nextTurn(() => this.#turn())
    next.run()
  }
}

/** Takes the first message of the first topic, which then waits behind the others. */
function nextOf(lane: Map<string, Waiting[]>): Waiting | null {
  const [first] = lane
  if (!first) return null
  const [topic, waiting] = first
  const next = waiting.shift()!
  lane.delete(topic)
  if (waiting.length > 0) lane.set(topic, waiting)
  return next
}

/** Tells whether a message looks like a STOP, before anything is parsed or proven: it is a JSON text in a JSON text. */
const claimsToStop = (payload: string) => /\\"action\\":\\"STOP\\"/.test(payload)
