import { sizeOf } from '#lib/domain/devices/device-report.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { lossOf, lossReason, lossTerm, lostMark, reasonIn, type Loss } from '#lib/domain/devices/loss.ts'
import type { ListedSession } from '#lib/domain/devices/session-list.ts'
import type { Device, Directory } from '#lib/domain/directory/directory.ts'
import { books, mayRead, roles as allRoles, type Book, type Role } from '#lib/domain/roles.ts'
import { lockAfterMs } from '../access/auto-lock.ts'
import { cleanText } from '../notebook/clean-text.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { maxReason, revoke } from './admission.ts'

export { lossOf, lossTerm, reasonIn }
export type { Loss }

/** Longest text about a loss, UTF-16 units: what the reason of a revocation leaves beside the mark. */
export const maxLossText = maxReason - `${lostMark}: `.length

/** Describes what was on a lost phone of one account, as far as the directory and the phone's last report tell. */
export interface LostContent {
  account: string
  /** Every role that the phone was ever certified with: a book that came once stayed. */
  roles: Role[]
  books: Book[]
  /** Since when the phone was introduced, Unix ms. */
  since: number
  /** When the server last heard of it, Unix ms; null: never, as far as this phone knows. */
  lastHeard: number | null
  /**
   * Null: the server did not answer, or the phone has never reported. What arrived sealed in a box does not count as left.
   */
  left: { book: Book; count: number }[] | null
  /** Whether the server says that the phone has never reported. */
  neverReported: boolean
  photos: number
  /** After how much time without a touch it locked itself, ms. */
  locksAfter: number
  hasAlarmKey: boolean
}

/** Marks a phone as lost: revokes it, for that reason. @param told where and when; may be empty */
export const markLost = (notebook: Notebook, device: string, told: string): Promise<Outcome> =>
  revoke(notebook, device, lossReason(cleanText(told)))

/** Returns what was on a phone of one account. @param statuses what the server says of phones; null without an answer */
export function lostContent(
  phone: Device,
  statuses: readonly DeviceStatus[] | null,
  sessions: readonly ListedSession[]
): LostContent {
  const isIts = (one: { account: string; device: string }) =>
    one.account === phone.account && one.device === phone.id
  const held = new Set(phone.certificates.flatMap(({ roles }) => roles))
  const roles = allRoles.filter((role) => held.has(role))
  const status = statuses?.find(isIts)
  const heard = [status?.reportedAt, sessions.find(isIts)?.seenAt].filter((at) => at != null)
  return {
    account: phone.account,
    roles,
    books: books.filter((book) => mayRead(roles, book)),
    since: Date.parse(phone.enrolledAt),
    lastHeard: heard.length > 0 ? Math.max(...heard) : null,
    left:
      status?.reportedAt != null
        ? books.flatMap((book) => {
            const count = sizeOf(status.books[book]?.onPhone)
            return count > 0 ? [{ book, count }] : []
          })
        : null,
    neverReported: status?.reportedAt === null,
    photos: status?.photos ?? 0,
    locksAfter: lockAfterMs(roles),
    hasAlarmKey: phone.alarmKey !== null
  }
}

/** Returns other phones in use that bear the same name: of one shared device each account has an entry of its own. */
export const sameNamed = ({ devices }: Pick<Directory, 'devices'>, { id, label }: Device): Device[] =>
  devices.filter((one) => one.label === label && one.id !== id && one.approved)

/** Returns how much of the term is over, whole hours, and how much is left; none left once it is over. */
export function lossClock({ from }: Pick<Loss, 'from'>, now: number): { gone: number; left: number } {
  const gone = Math.max(0, Math.floor((now - from) / 3_600_000))
  return { gone, left: Math.max(0, lossTerm.hours - gone) }
}
