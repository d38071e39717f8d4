import type { Book } from '#lib/domain/roles.ts'
import { otherPhones, type OtherPhonesWords } from './other-devices-vi.ts'
import { text } from '../text.ts'

/** Words for an account's other phones; bundled with the screens that show them. */
export const otherPhoneWords = text('otherDevices', otherPhones)

/**
 * Lists the records and photos that are on the other phone only: "Chỉ còn trên máy đó: 3 bản ghi (Sổ cổng: 2, Vụ việc:
 * 1), 1 ảnh."
 */
export function leftWords(
  { left, photos }: { left: readonly { book: Book; count: number }[]; photos: number },
  t: OtherPhonesWords
): string {
  const records = left.reduce((sum, { count }) => sum + count, 0)
  const where = left.map(({ book, count }) => `${t.book(book)}: ${count}`).join(', ')
  return t.left(records, where, photos)
}
