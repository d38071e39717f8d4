import type { Link } from '#lib/data/mqtt/link.ts'
import { reaches } from '#lib/domain/mqtt-topic.ts'
import type { SurveyHeard } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import { dialectNames, dialectOf, type DialectName } from '../adapters/dialects.ts'
import type { DialectState, KnownGates, Message } from '../adapters/dialect.ts'
import { nothingKnown, withDiscovered } from '../adapters/known-gates.ts'
import type { Relay } from '../adapters/relay.ts'
import type { AgentClock } from '../shell/agent-clock.ts'
import { guarded } from '../shell/guarded.ts'
import type { IsTaken } from './at-gate.ts'
import { kindsFor } from './likely-kinds.ts'
import { changedValues } from './changed-values.ts'

/** Most topics that are remembered, and most gates found: anything may speak at a broker beside a gate. */
const mostTopics = 500
const mostFound = 50
/** Longest message that is remembered, UTF-16 units. */
const longest = 4_096
/** Longest topic that a proposal may name, UTF-16 units. */
const longestTopic = 200
/** How much of a message is shown, UTF-16 units. */
const shownLength = 120
/** Room for an answer in its envelope, bytes: what is left over is counted. */
const answerBytes = 6_000
/** The part of it that changes may take, bytes. */
const changeBytes = 3_000
/** The part that controllers found may take, bytes. */
const foundBytes = 1_500

/** How long a broker may take to pass on what it has stored, and to be there at all, ms. */
const storedMs = 1_000
const patienceMs = 5_000

interface HeardTopic {
  payload: string
  /** Its payload when somebody marked; null: not heard until then. */
  marked: string | null
  at: number
}

type Announcing = Exclude<DialectName, 'mqtt'>
const announcing = dialectNames.filter((name): name is Announcing => name !== 'mqtt')
const dialects = announcing.map((name) => [name, dialectOf(name)] as const)

/** Hears everything at the broker beside a gate while somebody surveys it, and remembers a bounded part of it. */
export class SiteEar {
  readonly #topics = new Map<string, HeardTopic>()
  readonly #known = new Map<Announcing, KnownGates<DialectState>>()
  readonly #leave: (() => void)[] = []
  /** Ends once what the broker has stored should have come, or after a while without a broker. */
  readonly ready: Promise<void>

  constructor(
    private readonly link: Pick<Link, 'listen' | 'send' | 'watch' | 'stop'>,
    { clock, trouble }: { clock: Pick<AgentClock, 'now' | 'after'>; trouble(problem: unknown): void }
  ) {
    const own = guarded(link, trouble)
    this.#leave.push(own.listen('#', (message) => this.#hear({ ...message, at: clock.now() })))
    this.ready = new Promise((resolve) => {
      clock.after(patienceMs, resolve)
      const opened = own.watch((state) => {
        if (state === 'open') clock.after(storedMs, resolve)
      })
      this.#leave.push(opened)
    })
  }

  /** Remembers every value as it is now, so that what changes afterwards can be told. */
  mark(): void {
    for (const heard of this.#topics.values()) heard.marked = heard.payload
  }

  /** Returns what was heard, as much as fits into an answer. @param isTaken whether a gate here is driven so already */
  heard(isTaken: IsTaken): SurveyHeard {
    const topics = [...this.#topics].sort(([, a], [, b]) => b.at - a.at)
    const changed = topics.flatMap(([topic, { marked, payload }]) =>
      marked === null ? [] : changedValues(topic, marked, payload)
    )
    const found = [...this.#known].flatMap(([kind, { gates }]) =>
      Object.keys(gates)
        .filter((id) => !isTaken(kind, id, this.relaysOf({ kind, id }) ?? []))
        .map((id) => ({ kind, id, ...placeOf(kind, id) }))
    )
    const all = topics.map(([topic, { payload, at }]) => ({ topic, payload: beginningOf(payload), at }))
    const kinds = kindsFor([...this.#topics.keys()])
    return fitting({ found: found.slice(0, 12), kinds, changed, topics: all, left: 0 })
  }

  /** Returns what an announced controller's commands reach; null: no such one was heard. */
  relaysOf({ kind, id = '' }: { kind: string; id?: string | undefined }): readonly Relay[] | null {
    const [name, dialect] = dialects.find(([one]) => one === kind) ?? []
    const gates = (name && this.#known.get(name)?.gates) ?? {}
    return dialect && Object.hasOwn(gates, id) ? dialect.relays(id, gates[id]!) : null
  }

  async stop(): Promise<void> {
    for (const leave of this.#leave) leave()
    await this.link.stop()
  }

  #hear(message: Message) {
    const { topic, payload, at } = message
    // Commands and states of gates by this contract are no controller's.
    if (topic.startsWith('antt/v1/') || topic.length > longestTopic || payload.length > longest) return
    const before = this.#topics.get(topic)
    if (!before && this.#topics.size >= mostTopics) return
    this.#topics.set(topic, { payload, marked: before?.marked ?? null, at })
    for (const [name, dialect] of dialects)
      if (dialect.discovery.some((filter) => reaches(topic, filter))) this.#discover(name, message)
  }

  #discover(name: Announcing, message: Message) {
    const known = this.#known.get(name) ?? nothingKnown
    const after = withDiscovered(known, dialects.find(([one]) => one === name)![1].discover(message, known))
    if (Object.keys(after.gates).length <= mostFound && Object.keys(after.parts).length <= 4 * mostFound)
      this.#known.set(name, after)
  }
}

/** The place at the broker of a controller that announces nothing, by which it is found again at once. */
function placeOf(kind: Announcing, id: string): { topic?: string } {
  const isNamedByPlace = kind === 'esphome' || kind === 'shelly'
  return isNamedByPlace ? { topic: id.slice(0, id.lastIndexOf('/')) } : {}
}

const beginningOf = (text: string) => (text.length > shownLength ? `${text.slice(0, shownLength)}…` : text)

/** Leaves out the oldest topics, then the oldest changes, until the rest fits. */
function fitting(heard: SurveyHeard): SurveyHeard {
  const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) + 1
  const asFits = <T>(all: readonly T[], room: number) => all.filter((one) => (room -= size(one)) >= 0)
  const changed = asFits(heard.changed, changeBytes)
  const found = asFits(heard.found, foundBytes)
  const rest = answerBytes - size({ found, kinds: heard.kinds, changed })
  const topics = asFits(heard.topics, rest)
  const left = heard.topics.length - topics.length
  return { ...heard, found, changed, topics, left }
}
