import { isShaped, type FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { PrivateFact } from './entries.ts'
import type { RequestKind } from './facts.ts'

/** A term as data: the law's days, and whether its text has been compared with the official one. */
export interface Term {
  days: number
  verified: boolean
}

/**
 * How long a request may wait, days. Luật 91/2025/QH15 Điều 4 gives the rights; the days are the stricter reading, 72
 * hours, and have not been compared with the text of NĐ 356/2025: screens say "tham khảo".
 */
export const requestTerms: Readonly<Record<RequestKind, Term>> = {
  view: { days: 3, verified: false },
  correct: { days: 3, verified: false },
  delete: { days: 3, verified: false },
  object: { days: 3, verified: false }
}

type Received = FactOf<'private.request-received'>
type Answered = FactOf<'private.request-answered'>

/** A person's request about the data about them. */
export interface DataRequest extends Pick<Received['body'], 'kind' | 'receivedOn' | 'from' | 'text'> {
  id: string
  fact: PrivateFact
  /** The ISO day on which it is to be answered. */
  due: string
  /** The first answer; null while it is open. */
  answer: (Answered['body'] & { by: string; at: number }) | null
}

const streamKind = 'request/'
const dayMs = 86_400_000

/**
 * Folds the requests of the book `private`, open ones first, of these the most urgent first. The first opening of a stream
 * is the request; the first answer after it counts, a later one changes nothing.
 */
export function dataRequests(facts: readonly PrivateFact[]): DataRequest[] {
  const requests = new Map<string, DataRequest>()
  const known = inOrder([...new Map(facts.map((fact) => [fact.id, fact])).values()])
  for (const fact of known) {
    if (fact.sync === 'refused' || !fact.stream.startsWith(streamKind) || !isShaped(fact)) continue
    const id = fact.stream.slice(streamKind.length)
    const request = requests.get(id)
    if (fact.type === 'private.request-received' && !request) {
      const due = dueDay(fact.body.kind, fact.body.receivedOn)
      requests.set(id, { id, fact, ...fact.body, due, answer: null })
    }
    if (fact.type === 'private.request-answered' && request)
      request.answer ??= { ...fact.body, by: fact.by, at: Date.parse(fact.at) }
  }
  return [...requests.values()].sort(
    (a, b) => Number(!!a.answer) - Number(!!b.answer) || compare(a.due, b.due) || compare(a.id, b.id)
  )
}

/** Returns the ISO day on which a request that came on that day is to be answered. */
export const dueDay = (kind: RequestKind, receivedOn: string): string =>
  new Date(Date.parse(`${receivedOn}T00:00:00.000Z`) + requestTerms[kind].days * dayMs)
    .toISOString()
    .slice(0, 10)

/** Tells whether a request still waits after its day. @param today the commune's ISO day */
export const isOverdue = ({ answer, due }: Pick<DataRequest, 'answer' | 'due'>, today: string): boolean =>
  answer === null && due < today

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
