import { FormSave } from '#lib/app/notebook/form-save.svelte.ts'
import type { Drafts } from '#lib/app/notebook/drafts.ts'
import type { Unsaved } from '#lib/app/notebook/record.ts'
import type { Fact } from '#lib/domain/facts.ts'
import { markingWords } from '#lib/i18n/secrecy/marking.ts'
import { words } from '#lib/i18n/words.ts'
import { NumberOffer } from '#lib/app/personal/number-offer.svelte.ts'
import { MarkingStop } from '#lib/app/secrecy/marking-stop.svelte.ts'

/** Why a field cannot be saved, in words, or `true` where the field says so itself; '' or `false` when it can. */
type FieldProblems = Record<string, string | boolean>

/** Why nothing was saved; a form whose codes are not those of a record words them itself. */
export interface Refused {
  code: string
  /** The path of the refused text in the record, such as `body.name`. */
  at?: string
}

/** Describes what makes one form differ from the others. */
export interface FormRules<Draft extends object, Found extends FieldProblems, Refusal extends Refused> {
  /** The draft's key among those of the account, such as `gate-form/new`; a form without one keeps no draft. */
  key?: string
  initial: Draft
  /**
   * Checks every field. A plain function, so that tests call it without a page.
   * @param asked whether somebody has tried to save: only then is a missing entry a problem
   */
  problems: (draft: Draft, asked: boolean) => Found
  /** Returns the field that shows a refusal; undefined for the one whose name ends the record's path, if any. */
  fieldOf?: (refusal: Refusal) => keyof Found | undefined
  /** Words a refusal; without it each code has its sentence. */
  refusalText?: (refusal: Refusal) => string
  /** Texts of the form that its draft does not hold, such as captions; they may be emptied. */
  beside?: () => readonly object[]
  /** False where numbers belong, as in the private book itself. */
  offersNumbers?: boolean
  save: (draft: Draft) => Promise<{ ok: true; fact: Fact } | { ok: false; refusal: Refusal }>
  /** Whether `save` deletes the draft itself: it goes on after the record, when the next one may have been begun. */
  deletesDraft?: boolean
}

/**
 * One form on screen: what is typed, kept as a draft after each change; what is wrong with it; and its saving. Create it
 * during component initialisation.
 */
export class Form<
  Draft extends object,
  Found extends FieldProblems = Record<never, never>,
  Refusal extends Refused = Unsaved
> {
  readonly draft: Draft
  /** Stops the save of a text with a marking of a state secret, before anything else is done with it. */
  readonly marking = new MarkingStop(() => [this.draft, ...(this.rules.beside?.() ?? [])])
  /** Offers to take a number that may be somebody's out of a text, where a card on the screen shows the offer. */
  readonly numbers = new NumberOffer(() =>
    this.rules.offersNumbers === false ? [] : [this.draft, ...(this.rules.beside?.() ?? [])]
  )
  /** Resolves when the draft of what was saved is gone from the phone's disk. */
  draftGone: Promise<void> = Promise.resolve()
  #saving = $state.raw(new FormSave<Refusal>())
  readonly #found = $derived.by(() => this.rules.problems(this.draft, this.#saving.asked))
  readonly #refusedField = $derived.by(() => this.#fieldOf(this.#saving.refusal))
  /** The problem of each field: a marking, then the form's own check, then what the notebook refused there. */
  readonly problems: Found = $derived.by(() =>
    this.#withMarking(this.#withRefusal(this.#found, this.#refusedField))
  )

  constructor(
    private readonly drafts: Drafts,
    private readonly rules: FormRules<Draft, Found, Refusal>
  ) {
    const { key, initial } = rules
    // A draft of an older app lacks the fields that came since.
    this.draft = $state({ ...initial, ...(key && drafts.get<Draft>(key)) })
    if (key) $effect(() => drafts.set(key, $state.snapshot(this.draft) as Draft))
  }

  /** True once the button was pressed: from then on the form shows what is missing. */
  get asked(): boolean {
    return this.#saving.asked
  }

  get busy(): boolean {
    return this.#saving.busy
  }

  get refusal(): Refusal | null {
    return this.#saving.refusal
  }

  /** A refusal that no field shows, in words; '' when there is none. */
  get elsewhere(): string {
    return this.refusal && !this.#refusedField ? this.#textOf(this.refusal) : ''
  }

  /** Takes a refusal off the screen after the person has changed what it was about. */
  forgive(): void {
    this.#saving.refusal = null
  }

  /** Lets a saved form be saved once more, for the part of it that was not. */
  again(): void {
    this.#saving = new FormSave()
  }

  /** Saves as `save` does; resolves when the draft is gone too. */
  async submit(): Promise<Fact | null> {
    const saved = await this.save()
    await this.draftGone
    return saved
  }

  /** Saves unless something is wrong or secret, and begins to delete the draft of what was saved. Returns null when nothing was. */
  async save(): Promise<Fact | null> {
    const saved = await this.#saving.run(
      () => this.marking.stops() || Object.values(this.problems).some(Boolean) || this.numbers.stops(),
      () => {
        const draft = $state.snapshot(this.draft) as Draft
        return this.rules.save(this.numbers.taken(draft, this.rules.beside?.()))
      }
    )
    const { key, deletesDraft } = this.rules
    if (saved && key && !deletesDraft) this.draftGone = this.drafts.delete(key)
    return saved
  }

  #fieldOf(refusal: Refusal | null): keyof Found | undefined {
    if (!refusal) return undefined
    const field = this.rules.fieldOf?.(refusal) ?? refusal.at?.split('.').at(-1)
    // A field that shows no words cannot show a refusal.
    return field !== undefined && typeof this.#found[field] === 'string' ? field : undefined
  }

  #withRefusal(found: Found, field: keyof Found | undefined): Found {
    if (field === undefined || found[field] || !this.refusal) return found
    return { ...found, [field]: this.#textOf(this.refusal) }
  }

  #withMarking(found: Found): Found {
    if (!this.marking.stands) return found
    const marked = Object.entries(this.draft).filter(
      ([field, value]) => typeof found[field] === 'string' && this.marking.marks(value)
    )
    return { ...found, ...Object.fromEntries(marked.map(([field]) => [field, markingWords.here])) }
  }

  #textOf(refusal: Refusal): string {
    return this.rules.refusalText?.(refusal) ?? words.unsaved[refusal.code as Unsaved['code']]
  }
}
