import * as v from 'valibot'
import { Notice, noticePage, noticeTag } from '#lib/domain/notice.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { noticeLines, receivedLabel } from '#lib/i18n/settings/notices.ts'

/** Data kept with a notification until it is tapped. */
export interface NoticeData {
  /** The notice's id; null when the push could not be read. */
  id: string | null
  /** The page that a tap opens. */
  page: string
  /** Of an alarm: tells the server that its owner has it. `account`: whose pushes the phone got then; null: nobody's. */
  alarm?: { id: string; receipt: string | undefined; account: string | null }
  /** Of a trial: what the phone brings back at once, locked or not. */
  answer?: string
}

interface Shown {
  title: string
  options: NotificationOptions & {
    data: NoticeData
    renotify?: boolean
    vibrate?: number[]
    actions?: { action: string; title: string }[]
  }
}

/** Action of an alarm's button: its owner has seen it. */
export const received = 'received'

/**
 * Turns pushed text into a notification. Browsers require one for every push, so an unreadable push gets a generic
 * sentence. A push names a gate or an alarm and nothing more: it cannot choose where a tap leads, and the one button, of an alarm, says no more than that its owner has seen it.
 * @param standing returns the notifications with that tag already on screen: a repeated one makes no sound
 * @param account whose pushes the phone gets
 */
export function shownAs(
  text: string | undefined,
  standing: (tag: string) => readonly unknown[],
  account: string | null = null
): Shown {
  const notice = read(text)
  if (!notice)
    return { title: 'Sổ tay ANTT', options: { body: notices.other, data: { id: null, page: '/' } } }
  const { title, body } = noticeLines(notice)
  const tag = noticeTag(notice)
  const isAlarm = notice.kind === 'alarm-started'
  // Each ring of a call is another one, so that it sounds again.
  const id = notice.again ? `${notice.id} ${notice.again}` : notice.id
  return {
    title,
    options: {
      body,
      tag,
      renotify: !standing(tag).includes(id),
      vibrate: isAlarm ? [400, 200, 400, 200, 800] : [200, 100, 200],
      timestamp: notice.at,
      requireInteraction: isAlarm,
      ...(isAlarm && { actions: [{ action: received, title: receivedLabel(notice) }] }),
      lang: notice.language,
      data: {
        id,
        page: noticePage(notice),
        ...(isAlarm && { alarm: { id: notice.subject, receipt: notice.receipt, account } }),
        ...(notice.kind === 'trial' && notice.receipt && { answer: notice.receipt })
      }
    } as Shown['options']
  }
}

function read(text: string | undefined): Notice | null {
  try {
    const parsed = v.safeParse(Notice, JSON.parse(text ?? ''))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
