import type { DraftShelf } from './ports.ts'

/** Forms as one account left them, each by a name of its own such as `gate/cong-1b`. They outlive the lock and a reload. */
export class Drafts {
  private constructor(
    private readonly draftByForm: Map<string, object>,
    private readonly shelf: DraftShelf
  ) {}

  static async open(shelf: DraftShelf): Promise<Drafts> {
    return new Drafts(await shelf.load(), shelf)
  }

  /** What the form held; only the form that has this name puts something there. */
  get<Draft extends object>(form: string): Draft | undefined {
    return this.draftByForm.get(form) as Draft | undefined
  }

  set(form: string, draft: object): void {
    this.draftByForm.set(form, draft)
    this.shelf.keep(form, draft)
  }

  delete(form: string): void {
    this.draftByForm.delete(form)
    this.shelf.keep(form, null)
  }

  /** Everything typed so far lies on the phone. */
  close(): Promise<void> {
    return this.shelf.flush()
  }
}
