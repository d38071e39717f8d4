import { createContext } from 'svelte'
import type { Outcome } from '#lib/app/notebook/record.ts'
import type { Fact, FactType } from '#lib/domain/facts.ts'

/**
 * Records whose screens tell what became of the act itself: of a command and an alarm it would sound as if they were kept
 * and sent later, and whoever reads a covered value a host's signs or a file has saved nothing.
 */
const toldElsewhere: ReadonlySet<FactType> = new Set([
  'gates.command-attempted',
  'duty.alarm-started',
  'private.detail-read',
  'hui.score-viewed',
  'hui.collapse-seen'
])

/** The word that a record is kept on this phone: one for all forms, on the page that the save leads to. */
export class SavedWord {
  #fact = $state.raw<Fact | null>(null)
  /** Counts the forms whose drafts are not gone yet. */
  #holds = $state(0)
  #leads = false

  /** The record that it is about; null: it does not stand. */
  get fact(): Fact | null {
    return this.#holds > 0 ? null : this.#fact
  }

  /** Keeps the word back until `done` ends, however it does. */
  hold(done: Promise<unknown>): void {
    this.#holds++
    const release = () => void this.#holds--
    done.then(release, release)
  }

  /** Tells the outcome of a record; a refused one takes the word back that stands for another. */
  take(outcome: Outcome | null): void {
    this.#fact = outcome?.ok && !toldElsewhere.has(outcome.fact.type) ? outcome.fact : null
  }

  /** Says that the next navigation is the form's own, to the page where the word is read. */
  lead(): void {
    this.#leads = true
  }

  /** Ends the word unless the navigation was the form's own. @returns whether it stands, or will stand, on the page reached */
  arrive(): boolean {
    if (!this.#leads) this.end()
    this.#leads = false
    return this.#fact !== null
  }

  end(): void {
    this.#fact = null
  }
}

/** The one word of this tab, set by the shell. */
export const [getSavedWord, setSavedWord] = createContext<SavedWord>()
