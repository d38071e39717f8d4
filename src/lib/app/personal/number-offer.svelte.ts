import { kindOfNumber, looseNumbers, withMasked } from '#lib/domain/personal/loose-numbers.ts'
import { masked } from '#lib/domain/personal/masked.ts'
import type { Fact } from '#lib/domain/facts.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Unsaved } from '../notebook/record.ts'

/** The fields that are meant for phone numbers, in every form. */
const phoneFields: ReadonlySet<string> = new Set(['phone', 'police', 'committee'])

type Choice = 'move' | 'mask' | 'goOn'

/**
 * Offers, once a save is tried, to take a number of nine to twelve digits out of a form's texts: to the private book, or
 * covered. It holds the save up only while a card on the screen says so, and never refuses: `goOn` saves all as it is.
 * Leaves what is typed whole, and its draft, until the record is saved.
 */
export class NumberOffer {
  /** The cards on the screen that show it. */
  #cards = 0
  #tried = $state(false)
  #stopped = $state(0)
  #choices = $state.raw<ReadonlyMap<string, Choice>>(new Map())
  #moved = $state.raw<readonly string[]>([])

  /** @param typed what the form holds, however deep, live */
  constructor(private readonly typed: () => readonly object[]) {}

  /** Counts a card as shown until the returned function is called. */
  shown(): () => void {
    this.#cards += 1
    return () => void (this.#cards -= 1)
  }

  /** Takes note of a save that is tried. Returns whether to offer something first. */
  stops(): boolean {
    if (this.#cards === 0) return false
    this.#tried = true
    if (this.#found.length === 0) return false
    this.#stopped += 1
    return true
  }

  /** Counts the saves that were held up: after each the card is to be seen. */
  get stopped(): number {
    return this.#stopped
  }

  /** The numbers that the offer is about, covered; none before a save was tried. */
  get offered(): string[] {
    return this.#tried ? this.#found.map(masked) : []
  }

  /** The numbers in the texts as they stand, covered, for a form that warns and holds nothing up. */
  get present(): string[] {
    return this.#found.map(masked)
  }

  /** The numbers that were taken out of a saved text and do not yet stand in the private book. */
  get moved(): readonly string[] {
    return this.#moved
  }

  /** Decides what becomes of the numbers that are offered. */
  choose(choice: Choice): void {
    this.#choices = new Map([...this.#choices, ...this.#found.map((digits) => [digits, choice] as const)])
  }

  /**
   * Returns a draft in which what was chosen to be covered or moved is covered, and remembers what is to be moved.
   * @param beside texts that are saved beside it, as they stand: they are covered themselves
   */
  taken<T extends object>(draft: T, beside: readonly object[] = []): T {
    const moved = new Set<string>()
    const covers = (digits: string) => {
      const choice = this.#choices.get(digits)
      if (choice === 'move') moved.add(digits)
      return choice === 'move' || choice === 'mask'
    }
    const turn = (text: string) => withMasked(text, covers)
    for (const one of beside) Object.assign(one, rewritten(one, turn))
    const covered = rewritten(draft, turn)
    this.#moved = [...moved]
    return covered
  }

  /** Forgets a number that now stands in the private book. */
  written(digits: string): void {
    this.#moved = this.#moved.filter((one) => one !== digits)
  }

  get #found(): string[] {
    const all = this.typed().flatMap((one) => textsOf(one as Record<string, unknown>))
    const digits = new Set(all.flatMap((text) => looseNumbers(text).map((one) => one.digits)))
    return [...digits].filter((one) => !this.#choices.has(one))
  }
}

function textsOf(holder: Record<string, unknown>): string[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    if (phoneFields.has(key)) return []
    if (typeof value === 'string') return [value]
    return value !== null && typeof value === 'object' ? textsOf(value as Record<string, unknown>) : []
  })
}

/** Returns a copy with each text turned, however deep; fields meant for phones stay. */
function rewritten<T extends object>(holder: T, turn: (text: string) => string): T {
  const turned = Object.entries(holder).map(([key, value]: [string, unknown]) => {
    if (phoneFields.has(key)) return [key, value]
    if (typeof value === 'string') return [key, turn(value)]
    if (Array.isArray(value) || value?.constructor === Object) return [key, rewritten(value as object, turn)]
    return [key, value]
  })
  return (Array.isArray(holder) ? turned.map(([, value]) => value) : Object.fromEntries(turned)) as T
}

/** Writes the numbers taken out of a text into the private book, about what that text's record is about. */
export class NumberMover {
  constructor(private readonly parts: BookDeps) {}

  /**
   * Saves a form, then writes its numbers down; the notebook stays open until both are over.
   * @returns the record, null when nothing was saved; and why a number could not be written, if so: it waits in the offer
   */
  async save(
    offer: NumberOffer,
    saving: () => Promise<Fact | null>
  ): Promise<{ saved: Fact | null; refusal: Unsaved | null }> {
    return this.parts.whole(
      (async () => {
        const saved = await saving()
        return { saved, refusal: saved && (await this.deliver(offer, saved)) }
      })()
    )
  }

  /** Writes down what waits in the offer about the subject of a record. Returns the first refusal; null: all is written. */
  async deliver(offer: NumberOffer, { stream }: Pick<Fact, 'stream'>): Promise<Unsaved | null> {
    const [about = '', subject = ''] = stream.split('/')
    for (const value of offer.moved) {
      const outcome = await this.parts.record({
        unit: this.parts.unit,
        book: 'private',
        stream: `subject/${subject}`,
        type: 'private.detail-recorded',
        body: { about, kind: kindOfNumber(value), value, purpose: 'case' }
      })
      if (!outcome.ok) return outcome.refusal
      offer.written(value)
    }
    return null
  }
}
