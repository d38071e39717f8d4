import * as v from 'valibot'
import { Notice, noticePage, noticeTag } from '#lib/domain/notice.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { noticeLines } from '#lib/i18n/settings/notices.ts'

/** What goes with a notification until somebody taps it. */
export interface NoticeData {
  /** Of the notice; null: nobody could read it. */
  id: string | null
  /** The page that it leads to. */
  page: string
}

interface Shown {
  title: string
  options: NotificationOptions & { data: NoticeData; renotify?: boolean; vibrate?: number[] }
}

/**
 * What a pushed text is shown as. A browser wants something shown for every push, so that one which cannot be read has a
 * sentence too. What is pushed names a gate or an alarm and nothing more: it cannot say where a tap leads.
 * @param standing the ids of notices with that tag which are on the screen already: the same again makes no sound
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
