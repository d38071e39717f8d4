import { isPublishTopic } from '#lib/domain/mqtt-topic.ts'
import type { PointedContact, Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { SurveyHeard } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { BookDeps } from '../../notebook/book-deps.ts'
import type { SurveyAsk, SurveyOutcome } from '#lib/ports/ports.ts'

export type { SurveyHeard }
/** A value that differs from what was remembered of it. */
export type KnownChange = SurveyHeard['changed'][number]
/** The end at which the gate stood when its values were remembered. */
export type GateEnd = 'closed' | 'open'
/** Lists what a gate must do rightly while its controller is tried. */
export const trialActs = ['open', 'stop', 'close'] as const
export type TrialAct = (typeof trialActs)[number]

/** Holds what is typed and chosen before it is a proposal. */
export interface SurveyDraft {
  /** The chosen controller: `found <kind> <id>` or `kind <kind>`; '' while none is. */
  choice: string
  topic: string
  /** Seconds from end to end, as typed. */
  travel: string
  closed: PointedContact | null
}

const emptyDraft = (): SurveyDraft => ({ choice: '', topic: '', travel: '', closed: null })

/**
 * Connects one gate to its controller, by a phone that stands there: listens to what its broker carries, tries a
 * proposal by ordinary commands, and keeps it. It outlives screens, so it holds no `$derived`.
 */
export class GateSurvey {
  heard = $state.raw<SurveyHeard | null>(null)
  draft = $state<SurveyDraft>(emptyDraft())
  /** The request that is under way; null: none. */
  busy = $state.raw<SurveyAsk['survey'] | null>(null)
  /** Code of why the last request was not carried out; null: it was. */
  refused = $state.raw<string | null>(null)
  /** The end at which the gate stood when its values were remembered; null: they were not. */
  marked = $state.raw<GateEnd | null>(null)
  trial = $state.raw<{ digest: string; until: number } | null>(null)
  /** The acts that the gate did rightly on trial, with the wall in sight. */
  did = $state<TrialAct[]>([])

  constructor(
    readonly gate: string,
    private readonly parts: Pick<BookDeps, 'gateConnection' | 'directory'>
  ) {}

  /** Asks what the gate's broker carries. @param stands remembers all values, of a gate that stands at that end */
  async listen(stands?: GateEnd): Promise<void> {
    const reply = await this.#ask({ survey: 'hear', ...(stands && { marks: true }) })
    if (reply?.survey !== 'heard') return
    this.heard = reply
    if (stands) this.marked = stands
  }

  /** Returns the values that changed since they were remembered: they may tell one end from the other. */
  get changes(): readonly KnownChange[] {
    return this.heard?.changed ?? []
  }

  /** Returns the contact at the closed end that a change makes known: what it says at this end and away from it. */
  contactOf({ topic, pointer, before, after }: KnownChange): PointedContact {
    const [yes, no] = this.marked === 'open' ? [after, before] : [before, after]
    return { topic, ...(pointer !== undefined && { pointer }), yes, no }
  }

  /** Tells whether the chosen kind has one button for everything, so that its travel must be known. */
  get hasOneButton(): boolean {
    return this.#kind?.oneButton ?? false
  }

  /** Returns the topics heard that fit the chosen kind; null where it needs none. */
  get topics(): readonly string[] | null {
    return this.#kind?.topics ?? null
  }

  /** Returns what is wanting in the draft before it can be tried. */
  get wanting(): Partial<Record<'choice' | 'topic' | 'travel', true>> {
    const { choice, topic, travel } = this.draft
    const seconds = secondsOf(travel)
    return {
      ...(!choice && { choice: true }),
      ...(this.topics && !isPublishTopic(topic.trim()) && { topic: true }),
      ...((travel.trim() ? seconds === null : this.hasOneButton) && { travel: true })
    }
  }

  /** Has the gate driven by the draft for a while; only commands move it. */
  async try(): Promise<void> {
    const reply = await this.#ask({ survey: 'try', proposal: this.#proposal })
    if (reply?.survey !== 'trying') return
    this.trial = { digest: reply.digest, until: reply.until }
    this.did = []
  }

  /** Keeps what is being tried as the gate's controller. @returns whether it is kept */
  async keep(): Promise<boolean> {
    if (!this.trial) return false
    const reply = await this.#ask({ survey: 'keep', digest: this.trial.digest })
    if (reply?.survey !== 'kept') return false
    this.#begin()
    return true
  }

  #begin() {
    this.draft = emptyDraft()
    this.heard = this.trial = this.marked = null
    this.did = []
  }

  get #kind() {
    const { way, kind } = chosenIn(this.draft.choice)
    return way === 'kind' ? this.heard?.kinds.find((one) => one.kind === kind) : undefined
  }

  get #proposal(): Proposal {
    const { choice, topic, travel, closed } = $state.snapshot(this.draft)
    const { way, kind, id } = chosenIn(choice)
    const seconds = secondsOf(travel)
    const travelSeconds = seconds === null ? {} : { travelSeconds: seconds }
    if (way === 'kind') return { kind, topic: topic.trim(), ...(closed && { closed }), ...travelSeconds }
    const found = this.heard?.found.find((one) => one.kind === kind && one.id === id)
    return { kind, id, ...(found?.topic && { topic: found.topic }), ...travelSeconds }
  }

  async #ask(asked: SurveyAsk): Promise<Exclude<SurveyOutcome, { code: string }> | null> {
    if (this.busy) return null
    this.busy = asked.survey
    this.refused = null
    const reply = await this.#answer(asked)
    this.busy = null
    if (!('code' in reply) && reply.survey !== 'refused') return reply
    this.refused = 'code' in reply ? reply.code : reply.refusal.code
    if (this.refused === 'NOT_TRIED') this.trial = null
    return null
  }

  async #answer(asked: SurveyAsk): Promise<SurveyOutcome> {
    const url = this.parts.directory().localAddresses.get(this.gate)
    const line = url && (await this.parts.gateConnection(url).catch(() => null))
    return line ? line.survey(this.gate, asked) : { code: 'OFFLINE' }
  }
}

/** Reads a choice; an id may contain anything. */
function chosenIn(choice: string) {
  const { way = '', kind = '', id = '' } = /^(?<way>\w+) (?<kind>\S+) ?(?<id>.*)$/s.exec(choice)?.groups ?? {}
  return { way, kind, id }
}

/** Reads typed seconds, with a decimal comma or point; null where no gate takes so long, or so little: see `Proposal`. */
function secondsOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  const seconds = /^\d{1,3}(?:\.\d{1,2})?$/.test(text) ? Number(text) : NaN
  return seconds >= 1 && seconds <= 600 ? seconds : null
}

/** The surveys of a unit's motor gates on this phone. */
export class GateSurveys {
  readonly #surveys = new Map<string, GateSurvey>()

  constructor(private readonly parts: BookDeps) {}

  /** Returns the survey of one gate; the same object for every component that asks. */
  gate(id: string): GateSurvey {
    const known = this.#surveys.get(id)
    if (known) return known
    const survey = new GateSurvey(id, this.parts)
    this.#surveys.set(id, survey)
    return survey
  }
}
