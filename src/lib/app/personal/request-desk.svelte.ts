import {
  personalLimits,
  requestKinds,
  requestOutcomes,
  type RequestKind,
  type RequestOutcome
} from '#lib/domain/personal/facts.ts'
import { dataRequests, isOverdue, requestTerms, type DataRequest } from '#lib/domain/personal/requests.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

export { isOverdue, personalLimits, requestKinds, requestOutcomes, requestTerms }
export type { DataRequest, RequestOutcome }

/** A request as its form holds it; `text` is empty when there is none. */
export interface RequestEntry {
  kind: RequestKind
  receivedOn: string
  from: string
  text: string
}

/** Holds people's requests about the data about them, on screen. It outlives its screens, so it holds no `$derived`. */
export class RequestDesk {
  readonly #facts: Live<StoredFact[]>

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.book('private'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** The requests, open ones first, the most urgent before the others. */
  get requests(): DataRequest[] {
    return dataRequests(this.#facts.current)
  }

  /** Writes down a request on the day it came. */
  receive({ kind, receivedOn, from, text }: RequestEntry): Promise<Outcome> {
    const id = uuidv7(this.parts.clock.now(), crypto.getRandomValues(new Uint8Array(10)))
    const said = cleanText(text)
    const body = { kind, receivedOn, from: cleanText(from), ...(said && { text: said }) }
    return this.#record(id, { type: 'private.request-received', body })
  }

  answer({ id }: DataRequest, outcome: RequestOutcome, text: string): Promise<Outcome> {
    return this.#record(id, { type: 'private.request-answered', body: { outcome, text: cleanText(text) } })
  }

  #record(id: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'private', stream: `request/${id}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }
}

/** Returns the notebook's requests; its code loads with the screens that show them. */
export const requestDeskOf = (notebook: Notebook): RequestDesk => notebook.open(RequestDesk)
