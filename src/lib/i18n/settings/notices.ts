import type { Notice } from '#lib/domain/notice.ts'
import { time } from '../format.ts'
import { notices as en } from './notices-en.ts'
import { notices as vi, type NoticeWords } from './notices-vi.ts'
import type { Language } from '../words.ts'

const own: Record<Language, NoticeWords> = { vi, en }

/** What people are told without asking; it comes with what tells them, never with the first screen. */
export const noticeWords = (language: Language): NoticeWords => own[language]

/** "Còn mở 30 phút", "DIỄN TẬP: BÁO ĐỘNG đóng cổng"; a kind that this build does not know has a sentence too. */
export function noticeSentence(
  t: NoticeWords,
  { kind, minutes, drill }: { kind: string; minutes?: number | undefined; drill?: true | undefined }
): string {
  const known = Object.hasOwn(t.kinds, kind) ? t.kinds[kind as keyof typeof t.kinds] : t.other
  const text = typeof known === 'string' ? known : known(minutes)
  return drill ? `${t.drill}: ${text}` : text
}

/** The two lines of a notification: the place, and what is there since when. */
export function noticeLines(notice: Notice): { title: string; body: string } {
  const t = noticeWords(notice.language)
  return { title: notice.name || 'Sổ tay ANTT', body: `${noticeSentence(t, notice)} · ${time(notice.at)}` }
}
