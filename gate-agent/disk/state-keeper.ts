import { emptyState, type PersistedState } from '../core/persisted-state.ts'
import { Journal } from './journal.ts'
import { UnwrittenUntil } from './unwritten-until.ts'

/** Pause before a disk that takes nothing, or is full, is given anything that nobody waits for, ms. */
const pauseMs = 60_000

export interface StateKeeperDeps {
  /** Path of the file with the state that must survive a power cut. */
  path: string
  /** The monotonic clock. */
  clock: { steady(): number }
  /** Tells whether the disk is full, as far as it says. */
  diskIsFull(): boolean
  trouble(problem: unknown): void
}

/** Keeps one gate's state on the disk, and knows how far it is there. */
export class StateKeeper {
  /** The state that was on the disk. */
  readonly kept: PersistedState
  readonly #journal: Journal<PersistedState>
  readonly #unwritten: UnwrittenUntil
  /** Whether something remembered has yet to reach the disk: a flush for each of a flood's messages would hold all up. */
  #isBehind = false
  /** Whether the disk did not take the last change. */
  #isFailing = false
  #isFull = false
  /** Whether something was obeyed of which the disk takes no trace at all. */
  #isBlind = false
  /** Time of the last try to write, by the monotonic clock, ms. */
  #triedAt = -Infinity

  /** @throws JournalProblem when its file on disk is damaged */
  constructor(private readonly parts: StateKeeperDeps) {
    const { journal, kept } = Journal.open(parts.path, emptyState)
    this.#journal = journal
    this.#unwritten = new UnwrittenUntil(`${parts.path}.until`)
    // Until then only a challenge proves a command to be new: see `clockIsRight`.
    this.kept = { ...kept, latest: Math.max(kept.latest, this.#unwritten.until) }
  }

  /** Whether the disk takes what is written down, as far as is known now. */
  get records(): boolean {
    const isFull = this.parts.diskIsFull()
    if (this.#isFull && !isFull) this.#triedAt = -Infinity
    this.#isFull = isFull
    return !isFull && !this.#isFailing
  }

  /** True if only challenges keep commands from being obeyed again after a restart. */
  get isBlind(): boolean {
    return this.#isBlind
  }

  /** Writes a state down at once. @returns false when the disk does not take it; it is then written with a later one */
  keep(kept: PersistedState): boolean {
    this.#triedAt = this.parts.clock.steady()
    try {
      this.#journal.keep(kept)
      this.#isBehind = this.#isFailing = this.#isBlind = false
    } catch (problem) {
      if (!this.#isFailing) this.parts.trouble(problem)
      this.#isBehind = this.#isFailing = true
    }
    return !this.#isFailing
  }

  /** Leaves a state to be written with the next one, or by `catchUp`. */
  postpone(): void {
    this.#isBehind = true
  }

  /** Tells whether a change for which nobody waits should wait: a full disk has room for few. */
  get isSparing(): boolean {
    return !this.records && this.parts.clock.steady() - this.#triedAt < pauseMs
  }

  /** Writes down what could wait. */
  catchUp(kept: PersistedState): void {
    if (this.#isBehind && !this.isSparing) this.keep(kept)
  }

  /**
   * Remembers, without room on the disk, that a command was judged that is valid until then, Unix ms: after a restart the
   * clock alone does not make it fresh. @returns false when the disk does not even take that
   */
  remembersUntil(until: number): boolean {
    const isKept = this.#unwritten.extend(until)
    this.#isBlind ||= !isKept
    return isKept
  }

  close(): void {
    this.#journal.close()
    this.#unwritten.close()
  }
}
