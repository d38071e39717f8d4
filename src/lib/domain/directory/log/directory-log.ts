import type { Envelope } from '../../fact.ts'
import type { Fact } from '../../facts.ts'
import type { Directory } from '../directory.ts'
import { DirectoryState } from './directory-state.ts'
import { inOneGo, type Slices } from './slices.ts'

/**
 * A directory that is kept as its facts arrive, always what `directory` folds of all of them. A fact that is the latest
 * of its kind costs what it changes: itself, or the facts of the phones that it lets in or bars, and those once however
 * many such facts arrive together. Where some say something about earlier ones, all facts are folded anew, once.
 */
export class DirectoryLog {
  readonly #facts = new Map<string, Envelope>()
  readonly #work = { looked: 0 }
  #root: string | null
  #state: DirectoryState

  /** @param root id of the unit's root key; without it nobody is approved */
  constructor(root: string | null) {
    this.#root = root
    this.#state = inOneGo(DirectoryState.of([], root, this.#work))
  }

  get root(): string | null {
    return this.#root
  }

  /** Number of facts that were looked at so far: what the folding has cost. */
  get looked(): number {
    return this.#work.looked
  }

  /** Returns the fact under that id, whether it counts or not. */
  factOf(id: string): Envelope | undefined {
    return this.#facts.get(id)
  }

  /** The ids of all facts, whether they count or not. */
  get ids(): Iterable<string> {
    return this.#facts.keys()
  }

  /** Judges all facts by another root. */
  judgeBy(root: string | null): void {
    inOneGo(this.judgingBy(root))
  }

  /** Does so step by step. */
  *judgingBy(root: string | null): Slices {
    if (root === this.#root) return
    this.#root = root
    yield* this.#foldingAll()
  }

  /**
   * Adds facts signed by the devices that they name, and takes out others, in whatever order they come.
   * @param gone the ids of facts that are deleted
   */
  take(facts: readonly Envelope[], gone: readonly string[] = []): void {
    inOneGo(this.taking(facts, gone))
  }

  /**
   * Does so step by step; until all is done, `directory` is what was known before or a part of the news. Two of these must not
   * overlap.
   */
  *taking(facts: readonly Envelope[], gone: readonly string[] = []): Slices {
    let isWhole = true
    for (const id of gone) if (this.#facts.delete(id)) isWhole = false
    const fresh = new Map(facts.filter(({ id }) => !this.#facts.has(id)).map((fact) => [fact.id, fact]))
    for (const [id, fact] of fresh) this.#facts.set(id, fact)
    // Most of what arrives together is the latest when it is taken in the order of recording.
    const sorted = [...fresh.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    if (!isWhole || !(yield* this.#state.adding(sorted))) yield* this.#foldingAll()
  }

  /** Returns the directory as of what was taken so far; its maps go on changing with what is taken next. */
  get directory(): Directory {
    return this.#state.directory
  }

  /** Returns the facts that count, in the order of folds. */
  get counting(): Fact[] {
    return this.#state.counting
  }

  *#foldingAll(): Slices {
    this.#state = yield* DirectoryState.of([...this.#facts.values()], this.#root, this.#work)
  }
}
