import type { Fact } from '#lib/domain/facts.ts'
import type { Unsaved } from './record.ts'

/** Delay before a save shows that it is under way, ms. */
const slow = 300

/** The state of a form's saving. */
export class FormSave<Refusal = Unsaved> {
  /** True once the button was pressed: from then on the form shows what is missing. */
  asked = $state(false)
  busy = $state(false)
  refusal = $state.raw<Refusal | null>(null)
  #underWay = false

  /**
   * Saves unless something is `wrong`. A saved form stays under way, so that a second tap does nothing until another
   * screen replaces it.
   * @returns the saved fact; null when nothing was saved, or a save is under way already
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
