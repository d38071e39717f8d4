import type { ListedSession } from '#lib/domain/devices/session-list.ts'
import { moment } from '../format.ts'
import { text } from '../text.ts'
import { words } from '../words.ts'
import { sessions } from './sessions-vi.ts'

/** Words for the sessions of phones; bundled with the screens that list them. */
export const sessionWords = text('deviceSessions', sessions)

/** Says whether a phone has a session, and when the server saw it last. @param now Unix ms */
export function sessionText(session: ListedSession | undefined, now: number): string {
  if (!session) return sessionWords.none
  const { isOpen, asksPassword, seenAt } = session
  const when = moment(seenAt, Math.max(now, seenAt), words)
  if (isOpen) return sessionWords.open(when)
  return asksPassword ? sessionWords.asks(when) : sessionWords.closed(when)
}
