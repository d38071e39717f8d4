import { markedPath } from '#lib/domain/secrecy/marking.ts'
import type { DraftShelf } from '#lib/ports/ports.ts'

const isSecret = (draft: object) => markedPath(draft, '') !== null

/**
 * Unsaved forms of one account, each under a name of its own such as `gate/cong-1b`. They outlive the lock and a
 * reload; one that bears a marking of a state secret is on the screen only.
 */
export class Drafts {
  /**
   * The initial contents of the forms on screen. A form that was only looked at leaves no draft: it would bring back an
   * old day or name.
   */
  readonly #beginnings = new Map<string, string>()

  private constructor(
    private readonly draftByForm: Map<string, object>,
    private readonly shelf: DraftShelf
  ) {}

  static async open(shelf: DraftShelf): Promise<Drafts> {
    const found = await shelf.load()
    const drafts = new Drafts(found, shelf)
    // An older app kept them.
    for (const [form, draft] of found) if (isSecret(draft)) drafts.#forget(form)
    return drafts
  }

  /** Returns the draft of a form. Call it when the form opens; only the form with this name writes it. */
  get<Draft extends object>(form: string): Draft | undefined {
    this.#beginnings.delete(form)
    return this.draftByForm.get(form) as Draft | undefined
  }

  /** Changes the draft of a form that is not on the screen; one with a marking is kept off the disk, as when it is typed. */
  fill<Draft extends object>(form: string, initial: Draft, change: (draft: Draft) => Draft): void {
    const draft = change({ ...initial, ...(this.draftByForm.get(form) as Draft | undefined) })
    this.draftByForm.set(form, draft)
    if (!isSecret(draft)) this.shelf.keep(form, draft)
  }

  /** Takes the initial contents as soon as the form opens, and the contents after each change. */
  set(form: string, draft: object): void {
    if (isSecret(draft)) return this.#keepOff(form)
    const text = JSON.stringify(draft)
    const beginning = this.#beginnings.get(form)
    if (beginning === undefined && !this.draftByForm.has(form)) {
      this.#beginnings.set(form, text)
      return
    }
    if (beginning === text) return this.#forget(form)
    this.draftByForm.set(form, draft)
    this.shelf.keep(form, draft)
  }

  /**
   * Deletes the draft once the form is saved or given up; the form's present contents count as its initial ones.
   * Resolves when it is gone from the phone's disk: wait for it before the screen says that a record is saved, or a phone
   * killed right after would offer the same words again.
   */
  delete(form: string): Promise<void> {
    this.#beginnings.delete(form)
    this.#forget(form)
    return this.written()
  }

  /** Takes a form off the disk at once; it is kept again as soon as its contents may be. */
  #keepOff(form: string): void {
    if (!this.#beginnings.has(form)) this.#beginnings.set(form, '')
    this.#forget(form)
  }

  #forget(form: string): void {
    this.draftByForm.delete(form)
    this.shelf.keep(form, null)
  }

  /** Resolves when everything so far is on the phone's disk. */
  written(): Promise<void> {
    return this.shelf.flush()
  }

  /** Resolves when everything typed so far is on the phone's disk. */
  close(): Promise<void> {
    return this.shelf.flush()
  }
}
