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
  { kind, minutes, drill, gates }: { kind: string } & Pick<Partial<Notice>, 'minutes' | 'drill' | 'gates'>
): string {
  const known = Object.hasOwn(t.kinds, kind) ? t.kinds[kind as keyof typeof t.kinds] : t.other
  const named = Object.hasOwn(t.named, kind) ? t.named[kind as keyof typeof t.named] : null
  const plain = typeof known === 'string' ? known : known(minutes)
  const text = gates && named ? named(gates) : plain
  return drill ? `${t.drill}: ${text}` : text
}

/** Returns the two texts of a notification: where it is, and what happened since when. */
export function noticeLines(notice: Notice): { title: string; body: string } {
  const t = own[notice.language]
  const again = notice.again ? [t.again(notice.again)] : []
  const body = [noticeSentence(t, notice), time(notice.at), ...again].join(' · ')
  return { title: notice.name || 'Sổ tay ANTT', body }
}

/** Returns the words of an alarm's button, in the language of its phone. */
export function receivedLabel({ language }: Pick<Notice, 'language'>): string {
  return own[language].received
}
