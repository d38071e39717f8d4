import type { GateAnswer } from '#lib/domain/alarms/facts.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Fact } from '#lib/domain/facts.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { PickedPhotos } from '../photos/picked-photos.svelte.ts'
import type { Outcome, Unsaved } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

/** Names the answer's author in the gate's own log, and words its note that the gate cannot be closed. */
export interface GateTold {
  who: string
  cannot: string
}

/** The reason why an answer was not recorded in full. `begun`: the alarm has it; a retry records the rest. */
export type Unanswered = Unsaved & { begun?: true }
type Refused = { ok: false; refusal: Unanswered }
export type Answered = { ok: true; fact: Fact } | Refused

export interface AlarmAnswersDeps extends Pick<
  BookDeps,
  'unit' | 'clock' | 'record' | 'keepPhoto' | 'whole'
> {
  /** Id of the alarm. */
  alarm: string
  isDrill(): Promise<boolean>
}

/** An answer that the alarm's stream already has, by its last entry there. */
interface Begun {
  answer: GateAnswer
  text: string
  last: Fact
  /** True once the answer is in the gate's own log as well. */
  inLog: boolean
}

/** Records the answers of people at the gates in one alarm, in its stream and in the gate's own log, with the same time. */
export class AlarmAnswers {
  readonly #photos = new Map<string, PickedPhotos>()
  readonly #begun = new Map<string, Begun>()

  constructor(private readonly parts: AlarmAnswersDeps) {}

  /** Returns the pictures picked for an answer that is not given yet. */
  photos(gate: string): PickedPhotos {
    const known = this.#photos.get(gate)
    if (known) return known
    const photos = new PickedPhotos()
    this.#photos.set(gate, photos)
    return photos
  }

  /**
   * Records an answer given at a gate, with the pictures taken for it. A picture that cannot be kept stays in `photos`
   * with the reason and does not hold the answer back. Giving the same answer again after a partial failure records the
   * rest.
   */
  give(gate: string, answer: GateAnswer, text: string, told: GateTold): Promise<Answered> {
    return this.parts.whole(this.#give(gate, answer, text, told))
  }

  async #give(gate: string, answer: GateAnswer, text: string, told: GateTold): Promise<Answered> {
    const begun = await this.#inAlarm(gate, answer, cleanText(text))
    if ('ok' in begun) return begun
    if (!begun.inLog && !(await this.parts.isDrill())) {
      const outcome = await this.#toGateLog(gate, begun, told)
      if (!outcome.ok) return { ok: false, refusal: { ...outcome.refusal, begun: true } }
    }
    begun.inLog = true
    return { ok: true, fact: begun.last }
  }

  async #inAlarm(gate: string, answer: GateAnswer, text: string): Promise<Begun | Refused> {
    const photos = this.photos(gate)
    const before = this.#begun.get(gate)
    const isSame = before?.answer === answer && before.text === text
    // An answer that was recorded in full is not a retry when it is given again.
    if (!isSame || (before.inLog && photos.all.length === 0)) this.#begun.delete(gate)
    for (const picked of photos.all) {
      // A picture is stored in the database of the moment that its fact names.
      const now = this.parts.clock.now()
      const photo = await this.parts.keepPhoto(picked.picture, 'pictures', now)
      picked.problem = 'code' in photo ? photo.code : null
      if ('code' in photo) continue
      const said = await this.#say(gate, answer, text, { photo }, { at: new Date(now).toISOString() })
      if ('ok' in said) return said
      photos.remove(picked)
    }
    return this.#begun.get(gate) ?? this.#say(gate, answer, text)
  }

  async #say(
    gate: string,
    answer: GateAnswer,
    text: string,
    named: { photo?: Photo } = {},
    moment: { at?: string } = {}
  ): Promise<Begun | Refused> {
    const before = this.#begun.get(gate)
    // The first entry already has the text.
    const body = { gate, answer, ...(text && !before && { text }), ...named }
    const place = { unit: this.parts.unit, book: 'duty', stream: `alarm/${this.parts.alarm}` } as const
    const outcome = await this.parts.record({ ...place, type: 'duty.gate-answered', body, ...moment })
    if (!outcome.ok) return { ok: false, refusal: { ...outcome.refusal, ...(before && { begun: true }) } }
    // The log's note about a gate that cannot be closed has no pictures, so none is missing there.
    const inLog = before?.inLog === true && answer === 'cannot'
    const begun = { answer, text, last: outcome.fact, inLog }
    this.#begun.set(gate, begun)
    return begun
  }

  #toGateLog(gate: string, { answer, text, last }: Begun, { who, cannot }: GateTold): Promise<Outcome> {
    const { unit, record } = this.parts
    const place = { unit, book: 'gates', stream: `gate/${gate}`, at: last.at } as const
    const { photo } = last.body as { photo?: Photo }
    if (answer === 'closed')
      return record({
        ...place,
        type: 'gates.hand-claimed',
        body: { what: 'closed', ...(photo && { photo }) }
      })
    const reason = text ? `${cannot}: ${text}` : cannot
    return record({ ...place, type: 'gates.note-written', body: { what: 'fault', reason, who } })
  }
}
