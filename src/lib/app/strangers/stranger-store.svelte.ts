import { findsStranger } from '#lib/domain/strangers/search.ts'
import { directions, maxPlate, type Direction } from '#lib/domain/strangers/facts.ts'
import {
  keptUntil,
  lastSeenFirst,
  strangerOf,
  strangerOutline,
  type Stranger,
  type StrangerOutline
} from '#lib/domain/strangers/strangers.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { FoldedStreams, type StreamFold } from '../notebook/folded/folded-streams.ts'
import { ShownRecords } from '../notebook/folded/shown-records.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { recordWithPhoto, type Shot, type PhotoOutcome } from '../photos/record-with-photo.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { directions, keptUntil, maxPlate }
export type { Direction, Shot, StrangerOutline }
export type StoredStranger = Stranger<StoredFact>

/** How the list's outlines are folded. */
export const strangerFold: StreamFold<StrangerOutline> = {
  name: 'strangers',
  kind: 'stranger',
  fold: (facts, stream) => ({ state: strangerOutline(facts, stream), changesWithTime: false }),
  order: lastSeenFirst
}

/** The draft of a stranger's record. Pictures are only in memory; their loss is reported. */
interface Begun {
  pictured: boolean
}
const begun = 'stranger/new'

/**
 * The state of the screens with strangers at the unit's gates. It outlives the screens that read it: no `$derived`
 * here.
 */
export class StrangerStore {
  readonly #outlines: Live<readonly StrangerOutline[]>
  readonly #records: ShownRecords
  #shot = $state.raw<Shot | null>(null)
  /** The list's search text: whoever comes back from a stranger finds the list as they left it. */
  query = $state('')
  /** The record that this phone has just saved. */
  justSaved = $state<string | null>(null)

  constructor(private readonly parts: BookDeps) {
    this.#outlines = new Live<readonly StrangerOutline[]>(new FoldedStreams(parts.sources, strangerFold), [])
    this.#records = new ShownRecords(parts)
  }

  get arrived(): boolean {
    return this.#outlines.arrived
  }

  /** Returns the strangers whose retention time is not over, newest first. */
  get list(): readonly StrangerOutline[] {
    const now = this.parts.clock.now()
    return this.#outlines.current.filter((stranger) => keptUntil(stranger) > now)
  }

  /** Searches by plate, hour or gate. @param gateName returns the name of a gate */
  found(query: string, gateName: (gate: string) => string): readonly StrangerOutline[] {
    return this.list.filter((stranger) => findsStranger(query, stranger, [gateName(stranger.gate)]))
  }

  /** Returns a stranger; null when they are not here, or no longer. */
  get(id: string): StoredStranger | null {
    const stream = `stranger/${id}`
    const stranger = strangerOf(stream, this.#records.of(stream).current)
    return stranger && keptUntil(stranger) > this.parts.clock.now() ? stranger : null
  }

  /** False until the records of a stranger have been read. */
  hasRead(id: string): boolean {
    return this.#records.of(`stranger/${id}`).arrived
  }

  /** Returns the records of a stranger: a row of a list checks them. */
  recordsOf({ id }: StrangerOutline): readonly StoredFact[] {
    return this.#records.of(`stranger/${id}`).current
  }

  linkedTo(incident: string): readonly StrangerOutline[] {
    return this.list.filter(({ incidents }) => incidents.includes(incident))
  }

  /** Returns a picture whose direction nobody has chosen yet. */
  get shot(): Shot | null {
    return this.#shot
  }

  take(picture: Blob): void {
    this.#shot = { picture, at: this.parts.clock.now() }
    // Set an empty draft first: only what differs from the first call is kept.
    this.parts.drafts.set(begun, { pictured: false } satisfies Begun)
    this.parts.drafts.set(begun, { pictured: true } satisfies Begun)
  }

  /** Tells whether the picture is gone, as after a lock: nobody saved it in time. */
  get shotLost(): boolean {
    return !this.#shot && (this.parts.drafts.get<Begun>(begun)?.pictured ?? false)
  }

  /**
   * Records that somebody went through a gate, with the picture if one was taken. The stranger's id is in the fact's
   * stream.
   */
  async see(gate: string, direction: Direction, shot: Shot | null): Promise<PhotoOutcome> {
    const { unit, clock } = this.parts
    const stream = `stranger/${uuidv7(shot?.at ?? clock.now(), clock.random(10))}`
    const outcome = await recordWithPhoto(this.parts, shot, (named) => ({
      unit,
      book: 'duty',
      stream,
      type: 'duty.stranger-seen',
      body: { gate, direction, ...named }
    }))
    if (!outcome.ok) return outcome
    this.#shot = null
    await this.parts.drafts.delete(begun)
    this.justSaved = outcome.fact.id
    return outcome
  }

  readPlate(id: string, plate: string): Promise<Outcome> {
    return this.#add(id, { type: 'duty.plate-read', body: { plate: cleanText(plate) } })
  }

  link(id: string, incident: string): Promise<Outcome> {
    return this.#add(id, { type: 'duty.stranger-linked', body: { incident } })
  }

  async #add(id: string, said: DraftContent): Promise<Outcome> {
    const { unit } = this.parts
    const outcome = await this.parts.record({ unit, book: 'duty', stream: `stranger/${id}`, ...said })
    if (outcome.ok) this.justSaved = outcome.fact.id
    return outcome
  }
}

type DraftContent =
  | { type: 'duty.plate-read'; body: { plate: string } }
  | { type: 'duty.stranger-linked'; body: { incident: string } }

/** Returns the strangers of a notebook; their code loads with the screens that show them. */
export const strangersOf = (notebook: Notebook): StrangerStore => notebook.open(StrangerStore)
