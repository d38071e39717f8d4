import type { Dialect, DialectState, KnownGates, Message } from '../../adapters/dialect.ts'
import {
  differences,
  type AnnouncementWarning,
  type GateDescription,
  type Difference
} from '../../adapters/description.ts'
import { changesAny, foundOf, nothingKnown, withDiscovered } from '../../adapters/known-gates.ts'
import { digestOf, type AcceptedFiles, type Announcement } from '../accepted-file.ts'
import type { AgentClock } from '../agent-clock.ts'
import { Repeats } from '../repeats.ts'

type Known = KnownGates<DialectState>

/** How long an announcement must stay as it is before it is judged, ms: a device announces itself in several messages. */
const settleMs = 3_000
/** How often to look whether an operator has accepted something, ms. */
const lookMs = 2_000

export interface PinnedControllerDeps {
  dialect: Dialect<DialectState>
  /** The gate's id in the dialect's discovery. */
  id: string
  files: Pick<AcceptedFiles, 'accepted' | 'announced' | 'version' | 'accept' | 'announce'>
  clock: Pick<AgentClock, 'steady'>
  /** Tells whether no other gate of this machine is driven by what the gate would be driven by in this state. */
  isFree(state: DialectState): boolean
  /** Called with what the operator at the machine should know. */
  told(news: ControllerNews): void
}

/** News about what a controller announces. `differs` in these parts; null: it takes the gate back. */
export type ControllerNews =
  | { news: 'first-use'; digest: string }
  | { news: 'differs'; digest: string; differences: readonly Difference[] }
  | { news: 'removed' }

/**
 * Holds a gate to what was accepted of its controller, whoever may write at the broker: an announcement that differs is
 * told to the operator and counts only once it is accepted. What is announced first is taken as accepted.
 */
export class PinnedController {
  #accepted: { known: Known; description: GateDescription | null } | null = null
  #version = ''
  #lookedAt = -Infinity
  /** Holds what the broker announces now, and the messages that do so. */
  #announced: Known = nothingKnown
  readonly #messages = new Map<string, string>()
  readonly #repeats = new Repeats()
  #isRemoved = false
  /** Time of the last announcement that is not judged yet. */
  #changedAt: number | null = null
  #warnings: readonly AnnouncementWarning[] = []
  /** Whether what the gate would be driven by drives another one. */
  #isTaken = false
  /** Digest of what was told last. */
  #told: string | null = null

  /** @throws when the file of what was accepted is damaged */
  constructor(private readonly parts: PinnedControllerDeps) {
    this.#load()
  }

  /** Returns the gate as it was accepted, before any report of it; nothing where nothing was, or another gate is driven so. */
  get known(): Known {
    const known = this.#accepted?.known ?? nothingKnown
    return this.#isFree(known) ? known : nothingKnown
  }

  /** Codes of what the operator should look at. */
  get warnings(): readonly string[] {
    return this.#isTaken ? ['controller-taken', ...this.#warnings] : this.#warnings
  }

  /** Tells whether the gate is still the accepted one, and leads to no relay of another gate. */
  allows(known: Known): boolean {
    if (this.#accepted && !same(this.#accepted.description, this.#describe(known))) return false
    return this.#isFree(known)
  }

  /** Takes note of a discovery message. */
  hear(message: Message): void {
    const { dialect, id, clock } = this.parts
    if (!dialect.describe || this.#repeats.has(message)) return
    const touched = foundOf(dialect, id, this.#announced, dialect.discover(message, this.#announced))
    this.#repeats.note(message, touched.length > 0 && changesAny(this.#announced, touched))
    if (touched.length === 0) return
    this.#announced = withDiscovered(this.#announced, touched)
    if (message.payload === '') this.#messages.delete(message.topic)
    else this.#messages.set(message.topic, message.payload)
    for (const one of touched) if (one.id === id && !('refused' in one)) this.#isRemoved = 'removed' in one
    this.#changedAt = clock.steady()
  }

  /** Forgets what was announced: the connection to the broker was lost. */
  forget(): void {
    this.#repeats.clear()
    this.#announced = nothingKnown
    this.#messages.clear()
    this.#isRemoved = false
    this.#changedAt = null
  }

  /** Judges an announcement that has settled. Returns whether something else is accepted now than before. */
  tick(): boolean {
    const now = this.parts.clock.steady()
    if (this.#changedAt !== null && now - this.#changedAt >= settleMs) {
      this.#changedAt = null
      this.#judgeOrRetry()
    }
    if (now - this.#lookedAt < lookMs) return false
    this.#lookedAt = now
    if (this.parts.files.version === this.#version) return false
    this.#load()
    this.#judge()
    return true
  }

  /** Judges; when the disk fails, the next announcement counts as news, even the same one. */
  #judgeOrRetry() {
    try {
      this.#judge()
    } catch (problem) {
      this.#repeats.clear()
      throw problem
    }
  }

  #judge() {
    const { files, told } = this.parts
    const announced = this.#describe(this.#announced)
    if (!announced) {
      if (!this.#isRemoved || !this.#accepted) return
      this.#warnings = ['discovery-removed']
      this.#told = null
      return told({ news: 'removed' })
    }
    const announcement: Announcement = {
      messages: [...this.#messages].map(([topic, payload]) => ({ topic, payload })),
      digest: digestOf(announced)
    }
    if (!this.#accepted) {
      if (!this.#isFree(this.#announced)) return
      files.accept(announcement, 'first-use')
      return this.#load()
    }
    const isAccepted = same(this.#accepted.description, announced)
    files.announce(isAccepted ? null : announcement)
    this.#warnings = isAccepted ? [] : ['discovery-differs']
    if (isAccepted || this.#told === announcement.digest) return
    this.#told = announcement.digest
    const what = differences(this.#accepted.description ?? {}, announced)
    told({ news: 'differs', digest: announcement.digest, differences: what })
  }

  #load() {
    const { dialect, files, told } = this.parts
    this.#version = files.version
    if (!dialect.describe) return
    const { accepted } = files
    if (!accepted) return
    const known = knownFrom(dialect, accepted)
    this.#accepted = { known, description: this.#describe(known) }
    if (accepted.by === 'first-use') told({ news: 'first-use', digest: accepted.digest })
  }

  #isFree({ gates }: Known): boolean {
    const { id, isFree } = this.parts
    if (!Object.hasOwn(gates, id)) return true
    this.#isTaken = !isFree(gates[id]!)
    return !this.#isTaken
  }

  #describe({ gates }: Known): GateDescription | null {
    const { dialect, id } = this.parts
    return Object.hasOwn(gates, id) ? (dialect.describe?.(gates[id]!) ?? null) : null
  }
}

/** Returns what discovery makes known of the messages of an announcement. */
export function knownFrom(
  dialect: Dialect<DialectState>,
  { messages }: Pick<Announcement, 'messages'>
): Known {
  return messages.reduce<Known>(
    (known, message) => withDiscovered(known, dialect.discover({ ...message, retain: true, at: 0 }, known)),
    nothingKnown
  )
}

function same(one: GateDescription | null, other: GateDescription | null): boolean {
  return one !== null && other !== null && differences(one, other).length === 0
}
