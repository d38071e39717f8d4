import { alertKinds } from '#lib/domain/gates/contract/alert.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Notice } from '#lib/domain/notice.ts'
import type { Book, Role } from '#lib/domain/roles.ts'

/** What a fact says to people who do not look. */
export type NoticeContent = Pick<Notice, 'kind' | 'about' | 'minutes' | 'drill'>

interface NoticeRule {
  /** Where such facts are written; only its readers are told. */
  book: Book
  /** Older than this when it arrives, it wakes nobody, ms. */
  freshMs: number
  /** Null: it is nobody's business at this hour. `to`: only these of the readers. */
  telling(body: Record<string, unknown>): (NoticeContent & { to?: readonly Role[] }) | null
}

const minute = 60_000

/** The types of fact that people are told of: a new one is one more row. */
export const noticeRules: Readonly<Record<string, NoticeRule>> = {
  'gates.event-reported': { book: 'gates', freshMs: 30 * minute, telling: gateEvent },
  'duty.alarm-started': {
    book: 'duty',
    freshMs: 30 * minute,
    telling: ({ drill }) => ({ kind: 'alarm-started', about: 'alarm', ...(drill === true && { drill }) })
  }
}

/** The books that somebody must follow. */
export const booksToFollow: readonly Book[] = [...new Set(Object.values(noticeRules).map(({ book }) => book))]

/** An agent's report that is an alert; an exercise is none. */
function gateEvent({
  kind,
  code,
  source,
  override,
  minutes,
  drill
}: Envelope['body']): ReturnType<NoticeRule['telling']> {
  if (drill === true) return null
  if (kind === 'accepted' && override !== undefined)
    return { kind: 'review-needed', about: 'gate', to: ['commander'] }
  const alert = kind === 'refused' && code === 'RETAINED' ? 'retained-command' : kind
  const warned = kind === 'config-changed' && source === 'agent' ? 'controller-warned' : alert
  const known = alertKinds.find((one) => one === warned)
  if (!known) return null
  return { kind: known, about: 'gate', ...(typeof minutes === 'number' && { minutes }) }
}
