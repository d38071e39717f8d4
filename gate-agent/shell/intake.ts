import { parseTopic } from '#lib/domain/gates/contract/topics.ts'
import { Lane, preferring, type Waiting } from './lane.ts'

/** Turns in a row that the commune's broker may take while the gate's own waits too. */
const communeInARow = 3
/** Turns in a row that STOPs of one connection may take while something else of it waits too. */
const stopsInARow = 20

/** A message on a topic for phones, as it arrived. */
export interface Arrival {
  /** The connection on which it came: the commune's broker, or the one on the gate's own network. */
  source: 'app' | 'lan'
  topic: string
  /** UTF-8. */
  payload: string
}

/** Keeps what waits of one connection: its STOPs, and everything else. */
class ConnectionLanes {
  readonly #stops = new Lane()
  readonly #others = new Lane()
  readonly next = preferring(
    () => this.#stops.next(),
    () => this.#others.next(),
    stopsInARow
  )

  add({ topic, payload }: Arrival, waiting: Waiting): void {
    const lane = claimsToStop(payload) ? this.#stops : this.#others
    lane.add(topic, waiting)
  }
}

/**
 * Lets messages wait for their turn, so that a flood holds up neither a STOP nor anybody else's command. Each connection
 * has lanes of its own, the commune's first: at the gate's own broker, which may ask for no password, anybody may write
 * in anybody's name. Within one, STOPs come first and topics take turns (a broker with passwords ties each to one
 * account). The connections are read between two messages.
 */
export class Intake {
  readonly #lanes = { app: new ConnectionLanes(), lan: new ConnectionLanes() }
  readonly #next = preferring(this.#lanes.app.next, this.#lanes.lan.next, communeInARow)
  #busy = false

  /**
   * @param nextTurn runs once after what has arrived meanwhile has been read, such as `setImmediate`
   * @param knows tells whether an account has a phone that the agent knows of
   */
  constructor(
    private readonly nextTurn: (run: () => void) => void,
    private readonly knows: (account: string) => boolean
  ) {}

  /**
   * Runs at once when nothing else is under way, otherwise in its turn; drops one of a topic with too many. Nothing waits
   * of an account that the agent does not know, nor is it read: else anybody might take the room of others with names of
   * their own making. @returns false when it comes in the name of such an account
   */
  take(arrival: Arrival, run: () => void, drop: () => void): boolean {
    const topic = parseTopic(arrival.topic)
    if (!topic || !('account' in topic) || !this.knows(topic.account)) return false
    this.#lanes[arrival.source].add(arrival, { run, drop })
    if (!this.#busy) this.#turn()
    return true
  }

  #turn() {
    const next = this.#next()
    this.#busy = next !== null
    if (!next) return
    this.nextTurn(() => this.#turn())
    next.run()
  }
}

/** Tells whether a message looks like a STOP, before anything is parsed or proven: it is a JSON text in a JSON text. */
const claimsToStop = (payload: string) => /\\"action\\":\\"STOP\\"/.test(payload)
