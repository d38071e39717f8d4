import type { FineConduct } from '#lib/domain/hui/law/fines.ts'

const conducts: Record<FineConduct, string> = {
  residence: 'Không báo nơi ở mới',
  joiners: 'Không nói đủ cho người vào hụi',
  agreement: 'Không có văn bản thỏa thuận, hoặc thiếu nội dung',
  ledger: 'Không lập sổ hụi',
  pot: 'Không giao hụi cho người hốt',
  'ledger-shown': 'Không cho xem, chép sổ hụi',
  receipt: 'Không giao giấy biên nhận',
  notice: 'Không thông báo cho UBND xã',
  usury: 'Cho vay lãi nặng, huy động vốn trái phép qua hụi'
}

/** Words of the law beside numbers of hụi. */
export const huiLaw = {
  unknownArticle: 'chưa rõ điều',
  verified: 'đã có nguồn công khai',
  unverified: 'chưa đối chiếu công báo',
  reading: 'tham khảo',
  fines: {
    title: 'Mức phạt hành chính (tham khảo)',
    day: 'Ngày có hành vi',
    between: (from: string, until: string) => `${from} đến ${until}`,
    since: (from: string) => `Từ ${from}`,
    conducts,
    band: (least: string, most: string) => `${least} đến ${most}`,
    none: 'chưa biết mức',
    text: 'Chỉ cán bộ xem. Không ghi vào lời nhắc hay giấy tờ cho chủ hụi. Mức phạt do người có thẩm quyền quyết định.'
  }
}

export type HuiLawText = typeof huiLaw
