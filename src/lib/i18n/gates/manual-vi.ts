import type { HandStand } from '#lib/domain/gates/note.ts'

const stands: Record<HandStand, string> = { closed: 'Đã đóng tay', opened: 'Đã mở' }

/** Words for gates moved by hand, and for what people report about them. */
export const hand = {
  stands,
  title: 'Ghi đóng, mở tay',
  what: 'Cổng bây giờ thế nào?',
  whatMissing: 'Chưa ghi. Hãy chọn đã đóng hay đã mở.',
  who: 'Theo lời ai?',
  shoot: 'Chụp ảnh và ghi',
  without: 'Ghi, không chụp ảnh',
  again: 'Thử ghi lại với ảnh này',
  photo: 'Ảnh lúc ghi',
  see: 'Xem ảnh',
  keeper: 'Theo lời người giữ cổng'
}
export type HandWords = typeof hand
