import type { Fact } from '#lib/domain/facts.ts'
import type { Unsaved } from './record.ts'

/** Only a save that takes longer than this says that it is under way, ms. */
const slow = 300

/** What a form knows of its own saving. */
export class FormSave<Refusal = Unsaved> {
  /** The button has been pressed: from now on what is missing is told. */
  asked = $state(false)
  busy = $state(false)
  refusal = $state.raw<Refusal | null>(null)
  #underWay = false

  /**
   * Writes, unless something is `wrong`. Once saved it stays under way, so that a second tap finds it so until
   * another screen stands in the form's place.
   * @returns the saved fact; null when nothing was saved, or when it is under way already
   */
  async run(
    wrong: () => boolean,
    write: () => Promise<{ ok: true; fact: Fact } | { ok: false; refusal: Refusal }>
  ): Promise<Fact | null> {
    if (this.#underWay) return null
    this.asked = true
    this.refusal = null
    if (wrong()) return null
    this.#underWay = true
    const timer = setTimeout(() => (this.busy = true), slow)
    const outcome = await write()
    clearTimeout(timer)
    if (outcome.ok) return outcome.fact
    this.#underWay = this.busy = false
    this.refusal = outcome.refusal
    return null
  }
}
