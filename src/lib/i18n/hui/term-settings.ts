import type { HuiTerm } from '#lib/domain/directory/facts.ts'
import type { Language } from '../words.ts'

const vi = {
  title: 'Từ dùng cho hụi',
  text: 'Để trống thì dùng từ thường. Các máy khác trong đơn vị đổi theo sau khi đồng bộ.',
  labels: {
    part: 'Phần',
    take: 'Hốt',
    bid: 'Bỏ (tiền bỏ hụi)',
    open: 'Khui',
    pay: 'Đóng',
    hand: 'Giao (tiền hốt)',
    commission: 'Tiền thảo',
    host: 'Chủ hụi'
  } satisfies Record<HuiTerm, string>,
  examples: {
    part: 'Ví dụ: chân',
    take: 'Ví dụ: lĩnh',
    bid: 'Ví dụ: kêu',
    open: 'Ví dụ: mở',
    pay: 'Ví dụ: góp',
    hand: 'Ví dụ: chung',
    commission: 'Ví dụ: hoa hồng',
    host: 'Ví dụ: đầu thảo'
  } satisfies Record<HuiTerm, string>,
  preview: 'Trên màn hình sẽ ghi'
}

const en: typeof vi = {
  title: 'Words for hụi',
  text: 'Left empty, the usual word stays. The unit’s other phones follow once they have synced. English screens stay as they are.',
  labels: {
    part: 'Part (phần)',
    take: 'Take (hốt)',
    bid: 'Bid (bỏ)',
    open: 'Open (khui)',
    pay: 'Pay (đóng)',
    hand: 'Hand over (giao)',
    commission: 'Commission (tiền thảo)',
    host: 'Host (chủ hụi)'
  },
  examples: {
    part: 'Such as chân',
    take: 'Such as lĩnh',
    bid: 'Such as kêu',
    open: 'Such as mở',
    pay: 'Such as góp',
    hand: 'Such as chung',
    commission: 'Such as hoa hồng',
    host: 'Such as đầu thảo'
  },
  preview: 'The screen will say'
}

const own: Record<Language, typeof vi> = { vi, en }

/** What is said where a unit chooses its own words for hụi. */
export const termWords = (language: Language) => own[language]
