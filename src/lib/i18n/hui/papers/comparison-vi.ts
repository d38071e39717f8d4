import type { SpokenTerms } from '../hui-terms.ts'

/** Builds the words of a collapse file's claims beside the book from a unit's own terms. */
export const comparisonViOf = (t: SpokenTerms) => ({
  title: 'Khai – sổ – chênh lệch',
  heading: 'BẢNG ĐỐI CHIẾU KÊ KHAI VỚI SỔ HỤI',
  number: (host: string) => `Hồ sơ vỡ hụi: ${host}`,
  lines: (codes: string) => `Dây hụi: ${codes}.`,
  open: 'Bảng khai – sổ – chênh lệch',
  claimed: 'Khai, có tên trong sổ',
  book: 'Theo sổ của những người đó',
  difference: 'Chênh lệch',
  apart: 'Khai, chưa có sổ để so',
  all: 'Tổng kê khai',
  says: (money: string) => `sổ ghi ${money}`,
  more: (money: string) => `khai nhiều hơn sổ ${money}`,
  less: (money: string) => `khai ít hơn sổ ${money}`,
  same: 'khớp sổ',
  together: (claims: number, money: string) => `${claims} lần khai cộng ${money}`,
  byName: 'ghi theo tên, chưa so được với sổ',
  noLine: 'không dây nào trong sổ có tên',
  columns: ['Người kê khai', 'Khai', 'Theo sổ', 'Chênh lệch'],
  none: 'Chưa ai kê khai, chưa có gì để so.',
  means: `Theo sổ: tiền đã ${t.pay} vào ${t.part} chưa ${t.take}, và tiền ${t.host} còn thiếu người đó (${t.take} chưa ${t.hand}, gửi lại, ${t.pay} trước, trả lại người rút).`,
  note: 'Chênh lệch là chỗ cần xác minh, không nói ai khai sai hay sổ sai. Tiền người kê khai còn thiếu, lãi, thỏa thuận sau khi đình hụi để riêng: xem Bảng kê để hòa giải của mỗi dây.'
})
