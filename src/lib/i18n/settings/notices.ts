import type { Notice } from '#lib/domain/notice.ts'
import { time } from '../format.ts'
import { notices as en } from './notices-en.ts'
import { notices as vi, type NoticeWords } from './notices-vi.ts'

const own: Record<Notice['language'], NoticeWords> = { vi, en }

/**
 * Returns a notification's sentence: "Đã mở 30 phút, chưa đóng", "DIỄN TẬP: BÁO ĐỘNG đóng cổng". A kind unknown to this build
 * gets a generic one.
 */
export function noticeSentence(
  t: NoticeWords,
  { kind, minutes, drill }: { kind: string; minutes?: number | undefined; drill?: true | undefined }
): string {
  const known = Object.hasOwn(t.kinds, kind) ? t.kinds[kind as keyof typeof t.kinds] : t.other
  const text = typeof known === 'string' ? known : known(minutes)
  return drill ? `${t.drill}: ${text}` : text
}

/** Returns the two texts of a notification: where it is, and what happened since when. */
export function noticeLines(notice: Notice): { title: string; body: string } {
  const t = own[notice.language]
  return { title: notice.name || 'Sổ tay ANTT', body: `${noticeSentence(t, notice)} · ${time(notice.at)}` }
}
