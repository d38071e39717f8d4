import * as v from 'valibot'
import { Notice, noticePage, noticeTag } from '#lib/domain/notice.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { noticeLines } from '#lib/i18n/settings/notices.ts'

/** Data kept with a notification until it is tapped. */
export interface NoticeData {
  /** The notice's id; null when the push could not be read. */
  id: string | null
  /** The page that a tap opens. */
  page: string
}

interface Shown {
  title: string
  options: NotificationOptions & { data: NoticeData; renotify?: boolean; vibrate?: number[] }
}

/**
 * Turns pushed text into a notification. Browsers require one for every push, so an unreadable push gets a generic
 * sentence. A push names a gate or an alarm and nothing more: it cannot choose where a tap leads.
 * @param standing returns the notifications with that tag already on screen: a repeated one makes no sound
 */
export function shownAs(text: string | undefined, standing: (tag: string) => readonly unknown[]): Shown {
  const notice = read(text)
  if (!notice)
    return { title: 'Sổ tay ANTT', options: { body: notices.other, data: { id: null, page: '/' } } }
  const { title, body } = noticeLines(notice)
  const tag = noticeTag(notice)
  return {
    title,
    options: {
      body,
      tag,
      renotify: !standing(tag).includes(notice.id),
      vibrate: notice.kind === 'alarm-started' ? [400, 200, 400, 200, 800] : [200, 100, 200],
      timestamp: notice.at,
      requireInteraction: notice.kind === 'alarm-started',
      lang: notice.language,
      icon: '/icons/icon-192.png',
      data: { id: notice.id, page: noticePage(notice) }
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
