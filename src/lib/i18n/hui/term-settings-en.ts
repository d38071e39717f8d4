import type * as vi from './term-settings-vi.ts'

export const termSettings: typeof vi.termSettings = {
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
