import type { Stage } from '#lib/domain/incidents/facts.ts'
import { incident, type Incident } from '#lib/domain/incidents/incident.ts'
import { endsIn, stagesFrom } from '#lib/domain/incidents/stages.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { LostPhotos } from '../photos/lost-photos.svelte.ts'
import { Live } from '../notebook/live.svelte.ts'
import { PickedPhotos, type PickedPhoto } from '../photos/picked-photos.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

/** The state of one incident's screens. It outlives the screens that read it: no `$derived` here. */
export class IncidentPage {
  readonly #facts: Live<StoredFact[]>
  #read: StoredFact[] | null = null
  #incident: Incident<StoredFact> | null = null
  /** The entry that this phone has just saved, so that the story can point at it. */
  justSaved = $state<string | null>(null)
  /** Pictures that are not kept yet, or could not be: none is lost while the notebook is open. */
  readonly photos = new PickedPhotos((count) => this.left.count(count))
  readonly left: LostPhotos

  constructor(
    readonly id: string,
    private readonly parts: BookDeps
  ) {
    this.#facts = new Live(parts.stream(this.#stream), [])
    this.left = new LostPhotos(parts.drafts, `${this.#stream} photos`)
  }

  /** Null while this phone has no report of it. */
  get incident(): Incident<StoredFact> | null {
    const facts = this.#facts.current
    if (facts !== this.#read) this.#incident = incident(facts)
    this.#read = facts
    return this.#incident
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** Tells whether phones disagree about its end; only the commander resolves that. */
  get endedApart(): boolean {
    return endsIn(this.incident?.dispute ?? null)
  }

  /** Returns the stages that may be offered now: those that keep it open, or those that end it. */
  nextStages(ending: boolean): readonly Stage[] {
    const next = this.incident ? stagesFrom(this.incident.stage) : []
    return next.filter((stage) => isEnd(stage) === ending)
  }

  addNote(text: string): Promise<Outcome> {
    return this.#save([{ type: 'incidents.note-added', body: { text: cleanText(text) } }])
  }

  /** Records that the informer was answered; the wording is optional. */
  answerInformer(text: string): Promise<Outcome> {
    const words = cleanText(text)
    const body = words ? { text: words } : {}
    return this.#save([{ type: 'incidents.informer-answered', body }])
  }

  /** Keeps the picked photos one by one and adds each to the story; one that cannot be kept stays with the reason. */
  keepPhotos(): Promise<void> {
    return this.parts.whole(this.#keepPhotos())
  }

  async #keepPhotos(): Promise<void> {
    await this.left.told()
    for (const photo of this.photos.all) photo.problem = null
    // Looked up each time, since more photos may be picked meanwhile.
    const next = () => this.photos.all.find(({ problem }) => problem === null)
    for (let photo = next(); photo; photo = next()) {
      const outcome = await this.#keepPhoto(photo)
      if (outcome.ok) this.photos.remove(photo)
      else photo.problem = outcome.refusal.code
      await this.left.told()
    }
  }

  async #keepPhoto({ picture, caption }: PickedPhoto) {
    const kept = await this.parts.keepPhoto(picture, 'evidence', this.parts.clock.now())
    if ('code' in kept) return { ok: false, refusal: kept } as const
    const words = cleanText(caption)
    const body = { ...kept, ...(words && { caption: words }) }
    return this.#save([{ type: 'incidents.photo-added', body }])
  }

  /**
   * Moves it on from the stage that this phone sees; in a dispute the new stage follows every branch, which resolves
   * it.
   * `closed` and `cancelled`, and any step from there, are for the commander only.
   */
  changeStage(to: Stage, reason: string, handover: Handover = {}): Promise<Outcome> {
    const told = this.incident
    if (!told || to === 'new') throw new Error('there is nothing to move there')
    const follows = told.dispute ? told.front : told.front.slice(-1)
    const bodies = follows.map((after) => ({ after, reason: cleanText(reason) }))
    if (isEnd(to))
      return this.#save(bodies.map((body) => ({ type: 'incidents.incident-closed', body: { ...body, to } })))
    const [receiver, reference] = [cleanText(handover.receiver ?? ''), cleanText(handover.reference ?? '')]
    const handed = to === 'forwarded' && { ...(receiver && { receiver }), ...(reference && { reference }) }
    const type = !told.open || this.endedApart ? 'incidents.incident-reopened' : 'incidents.stage-changed'
    return this.#save(bodies.map((body) => ({ type, body: { ...body, to, ...handed } })))
  }

  get #stream(): string {
    return `incident/${this.id}`
  }

  /** Saves the entries one by one. When one fails, those before it are kept; simply writing everything again is safe. */
  async #save(said: readonly DraftContent[]): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'incidents', stream: this.#stream } as const
    let outcome: Outcome | undefined
    for (const one of said) {
      outcome = await this.parts.record({ ...place, ...one })
      if (!outcome.ok) return outcome
      this.justSaved = outcome.fact.id
    }
    if (!outcome) throw new Error('nothing was said')
    return outcome
  }
}

/** The receiver of a tip that is handed over, and its number in the ministry's software; empty when unknown. */
export type Handover = Partial<Record<'receiver' | 'reference', string>>

/** A draft without its stream and book. */
export type DraftContent = Draft extends infer D
  ? D extends Draft
    ? Pick<D, 'type' | 'body'>
    : never
  : never

const isEnd = (stage: Stage): stage is 'closed' | 'cancelled' => stage === 'closed' || stage === 'cancelled'
