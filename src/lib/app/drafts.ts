/** Forms as one account left them, each by a name of its own such as `gate/cong-1b`. They outlive the lock. */
export class Drafts {
  readonly #draftByForm = new Map<string, object>()

  /** What the form held; only the form that has this name puts something there. */
  get<Draft extends object>(form: string): Draft | undefined {
    return this.#draftByForm.get(form) as Draft | undefined
  }

  set(form: string, draft: object): void {
    this.#draftByForm.set(form, draft)
  }

  delete(form: string): void {
    this.#draftByForm.delete(form)
  }
}
