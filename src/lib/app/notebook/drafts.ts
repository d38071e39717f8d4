import type { DraftShelf } from '#lib/ports/ports.ts'

/** Forms as one account left them, each by a name of its own such as `gate/cong-1b`. They outlive the lock and a reload. */
export class Drafts {
  /** How the forms on screen began. One that was only looked at leaves no draft: that would bring back an old day or name. */
  readonly #beginnings = new Map<string, string>()

  private constructor(
    private readonly draftByForm: Map<string, object>,
    private readonly shelf: DraftShelf
  ) {}

  static async open(shelf: DraftShelf): Promise<Drafts> {
    return new Drafts(await shelf.load(), shelf)
  }

  /** What the form held; only the form that has this name puts something there. Asked for when the form opens. */
  get<Draft extends object>(form: string): Draft | undefined {
    this.#beginnings.delete(form)
    return this.draftByForm.get(form) as Draft | undefined
  }

  /** Told at once when the form has opened, which is how it began, and after each change. */
  set(form: string, draft: object): void {
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

  /** It is saved or given up; what it still holds is where it begins anew. */
  delete(form: string): void {
    this.#beginnings.delete(form)
    this.#forget(form)
  }

  #forget(form: string): void {
    this.draftByForm.delete(form)
    this.shelf.keep(form, null)
  }

  /** Resolves when everything told so far lies on the phone. */
  written(): Promise<void> {
    return this.shelf.flush()
  }

  /** Everything typed so far lies on the phone. */
  close(): Promise<void> {
    return this.shelf.flush()
  }
}
