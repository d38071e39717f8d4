import type { HuiTerm } from '#lib/domain/directory/facts.ts'

export const termSettings = {
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
    part: 'VD: chân',
    take: 'VD: lĩnh',
    bid: 'VD: kêu',
    open: 'VD: mở',
    pay: 'VD: góp',
    hand: 'VD: chung',
    commission: 'VD: hoa hồng',
    host: 'VD: đầu thảo'
  } satisfies Record<HuiTerm, string>,
  preview: 'Trên màn hình sẽ ghi'
}
