import type { LineModel } from '#lib/domain/hui/facts/agreement.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'
import type { EntryDoubt } from '#lib/domain/hui/entries.ts'
import { collapseViOf } from './collapse-vi.ts'
import { spoken, type SpokenTerms } from './hui-terms.ts'
import { ledgerViOf } from './papers/ledger-vi.ts'
import { receiptViOf } from './papers/receipt-vi.ts'
import { comparisonViOf } from './papers/comparison-vi.ts'
import { settlementViOf } from './papers/settlement-vi.ts'
import { lineFormsViOf } from './line-forms-vi.ts'
import { lineViOf } from './line-vi.ts'
import { membersViOf } from './members/members-vi.ts'

const periods: Record<Period, string> = {
  day: 'Ngày',
  week: 'Tuần',
  'ten-days': '10 ngày',
  'half-month': 'Nửa tháng',
  month: 'Tháng',
  quarter: '3 tháng',
  'four-months': '4 tháng',
  season: 'Mùa'
}

/** Explains why a record does not count (yet); the record is kept in any case. */
const doubtsOf = (t: SpokenTerms): Record<EntryDoubt, string> => ({
  'before-opening': `Ngày ${t.open} trước ngày ${t.open} kỳ đầu của dây.`,
  'out-of-order': `Kỳ này chưa tới lượt, hoặc ngày ${t.open} trước kỳ trước.`,
  'taken-twice': `${t.Part} này đã ${t.take} ở kỳ trước.`,
  'unknown-part': `Dây không có ${t.part} này.`,
  'unknown-holder': `Người này không giữ ${t.part} đó ở kỳ ấy.`,
  'bid-not-below-face': `Tiền ${t.bid} phải nhỏ hơn tiền một ${t.part}.`,
  'bid-not-highest': `Người ${t.take} không phải người ${t.bid} cao nhất.`,
  'bid-outside-limits': `Tiền ${t.bid} ngoài mức đã thỏa thuận.`,
  'bid-not-fixed': `Tiền ${t.bid} khác mức cố định của dây.`,
  'bid-without-interest': `Dây không lãi thì không ${t.bid} hụi.`,
  'head-round': `Kỳ đầu của hụi đầu thảo do ${t.host} ${t.take}, không ${t.bid}.`,
  'last-round-has-bid': `Kỳ cuối không ${t.bid} hụi.`,
  'payout-below-zero': `${t.Commission} nhiều hơn tiền thu được của kỳ.`,
  overpaid: `Số tiền nhiều hơn tiền ${t.take} còn phải ${t.hand}, hoặc ${t.commission} còn được giữ.`,
  'not-the-taker': `Người nhận không phải người ${t.take} kỳ đó, nên chưa tính là đã ${t.hand}.`,
  'unknown-round': 'Kỳ đó chưa được tính, hoặc máy này chưa có.',
  'round-withdrawn': `Kỳ này đã được ghi sửa, chờ ghi lại.`,
  'unknown-entry': 'Máy này chưa có bản ghi được nói tới.',
  'twice-opened': 'Dây đã được ghi bằng một bản ghi khác.',
  'heard-twice':
    'Giống một lần ghi khác: cùng người, cùng kỳ, cùng số tiền, hoặc cùng biên nhận. Chưa tính hai lần.',
  'pot-not-due': `Tiền ${t.take} chưa tới ngày ${t.hand} nên chưa trừ nợ được.`,
  'after-stop': 'Xảy ra, hoặc bắt đầu tính, sau ngày đình hụi.',
  'twice-stopped': 'Đã có một bản ghi đình hụi khác.',
  'whole-line-only': 'Điều này chỉ sửa được cho cả dây, từ kỳ 1.',
  'no-line': 'Sửa như vậy thì không còn là một dây hụi.',
  'opening-too-large': 'Sửa như vậy thì tiền cả dây mỗi kỳ quá lớn.',
  unsigned: 'Chưa đủ chữ ký nên chưa được tính.',
  'not-the-holder': `Người sang hay rút không giữ đủ ${t.part} đó.`,
  'receipt-before': 'Đã có biên nhận của kỳ đó hay kỳ sau, nên chưa tính được từ kỳ đó.',
  'stop-before-receipt': 'Sau ngày đình này có kỳ đã cấp biên nhận, nên các kỳ đến kỳ đó vẫn được tính.',
  'host-herself': `${t.Host} giữ ${t.part} trống; ${t.host} không vào, không rút như hụi viên.`,
  'dues-not-settled': `Đã ${t.take} mà chưa ${t.pay} hết các kỳ còn lại thì chưa rút được.`,
  'not-vacant': `${t.Part} này không có chỗ trống do người rút để lại.`,
  'member-overpaid': 'Số tiền nhiều hơn phần còn phải trả cho người rút, hoặc người vào còn thiếu.',
  'order-by-bid': `Dây này ${t.bid} hụi để ${t.take}, không có lượt để đổi.`,
  'turn-past': `Kỳ đó đã ${t.open}, hoặc ${t.part} đó đã ${t.take}, trước ngày đổi lượt.`,
  'not-its-turn': `Kỳ này là lượt của ${t.part} khác.`,
  'not-a-member': `Người được bảo lãnh không giữ ${t.part} nào trong dây.`,
  'not-by-host': `Người khác ghi vào sổ riêng của ${t.host}: không tính.`,
  'lot-not-verified': `Mã đã công bố không ra ${t.part} này.`,
  'lot-differs': `Người ${t.take} khác ${t.part} bốc thăm được.`,
  'receipt-unbacked':
    'Số tiền của biên nhận này đã được ghi sửa hoặc chưa được tính. Giấy đã đưa vẫn còn: cần đối chiếu, sai thì ghi sửa biên nhận.',
  'receipt-differs': 'Sổ nay ghi khác biên nhận đã đưa. Giấy vẫn giữ nguyên lời: cần đối chiếu.',
  'receipt-twice': 'Số tiền này đã có biên nhận khác, hoặc số biên nhận bị trùng.',
  'not-the-creditor': 'Lãi này không phải của người được ghi là nhận hoặc bỏ.',
  'line-goes-on': 'Dây chưa đình và chưa mãn, nên thỏa thuận này chưa tính.',
  'outside-line': 'Có người không ở trong dây hụi này.',
  'settlement-unsigned': 'Thỏa thuận chưa đủ chữ ký của hai người nào.',
  'outside-agreement': 'Thỏa thuận không nói hai người này trả cho nhau.'
})

const modelsOf = (t: SpokenTerms): Record<LineModel, string> => ({
  discount: `${t.Bid} hụi (trừ tiền ${t.bid})`,
  premium: `${t.Bid} hụi (${t.pay} thêm)`,
  fixed: `Tiền ${t.bid} cố định`,
  'interest-free': 'Không lãi'
})

/** Builds the words of the hụi screens from a unit's own terms. */
export const huiViOf = (t: SpokenTerms) => ({
  title: 'Hụi',
  closed: 'Sổ hụi không thuộc vai trò này',
  closedText: 'Chỉ huy và cán bộ xem sổ hụi.',
  search: 'Tìm người, dây hụi',
  searchExample: 'VD: ba hue',
  searchHint: 'Gõ không dấu cũng được: ba hue',
  notFound: 'Không thấy người hay dây nào',
  lines: 'Dây hụi',
  people: 'Người',
  open: 'Ghi dây hụi',
  addPerson: 'Thêm người',
  pick: 'Chọn một dây hụi',
  pickText: 'Các kỳ và tiền của dây sẽ hiện ở đây.',
  empty: 'Chưa có dây hụi nào',
  emptyText: `Bấm Ghi dây hụi, ghi chủ hụi và người giữ từng ${t.part}. Mất mạng vẫn ghi được.`,
  emptyReadOnly: 'Dây hụi sẽ hiện sau khi cán bộ ghi và máy đồng bộ.',
  host: t.Host,
  hostIs: (name: string) => `${t.Host}: ${name}`,
  parts: (n: number) => `${n} ${t.part}`,
  part: (no: number) => `${t.Part} ${no}`,
  periods,
  models: modelsOf(t),
  head: 'Đầu thảo',
  doubts: doubtsOf(t),
  source: {
    label: 'Biết từ đâu?',
    options: {
      post: 'Bài trong nhóm',
      host: `${t.Host} nói`,
      member: 'Hụi viên nói',
      paper: 'Xem giấy tờ',
      seen: 'Thấy tận mắt'
    },
    by: { host: `${t.host} khai`, member: 'hụi viên xác nhận', officer: 'cán bộ ghi' },
    /** Tells by what a record was told, where its writer chose one of the options. */
    told: {
      post: 'theo bài trong nhóm',
      host: `${t.host} khai`,
      member: 'hụi viên xác nhận',
      paper: 'theo giấy tờ',
      seen: 'cán bộ ghi'
    }
  },
  ...lineViOf(t),
  ...lineFormsViOf(t),
  receipt: receiptViOf(t),
  ledger: ledgerViOf(t),
  settlement: settlementViOf(t),
  members: membersViOf(t),
  person: {
    new: 'Thêm người',
    edit: 'Sửa thông tin người',
    name: 'Họ tên',
    nameHint: 'Ghi đúng như giấy tờ, một chữ hay ba chữ đều được',
    nameMissing: 'Hãy ghi họ tên.',
    knownAs: 'Tên thường gọi',
    knownAsHint: 'VD: Ba Huệ',
    khmer: 'Tên chữ Khmer (chỉ khi người đó muốn)',
    khmerConsent: {
      version: '2026-11',
      legend: 'Người này có đồng ý cho ghi tên chữ Khmer không?',
      options: { yes: 'Có, đã đọc cho nghe', no: 'Không' },
      text: 'Tôi đồng ý cho ghi tên tôi bằng chữ Khmer trong sổ hụi để gọi, ghi cho đúng tên. Tôi được rút lại bất cứ lúc nào; khi đó tên này được bỏ.',
      missing: 'Chưa hỏi người này thì chưa lưu tên chữ Khmer. Hãy chọn một câu hoặc xóa ô này.',
      refused: 'Không lưu tên chữ Khmer, vì người này không đồng ý. Tên đã ghi trước đây cũng được bỏ.'
    },
    hamlet: 'Ấp, khóm',
    unknown: 'Máy này chưa có người đó',
    unknownText: 'Người này sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.',
    erased: '(đã xóa dữ liệu)',
    member: (lines: number) => `có mặt trong ${lines} dây hụi`,
    hosts: (lines: number) => `làm chủ ${lines} dây`,
    about: 'Thông tin',
    held: `Dây có giữ ${t.part}`,
    tookAt: (part: string, k: number) => `${part} (${t.take} kỳ ${k})`,
    isOwed: (money: string) => `Còn được nhận ${money}`,
    group: 'Nhóm hụi',
    find: (label: string) => `${label}: tìm theo tên`,
    add: (name: string) => `Thêm người mới “${name}”`,
    change: 'Đổi người'
  },
  collapse: collapseViOf(t),
  comparison: comparisonViOf(t),
  lunar: {
    months: ['Giêng', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Mười một', 'Chạp'],
    day: (day: number, month: string) => `${day <= 10 ? 'mùng ' : ''}${day} tháng ${month}`,
    leap: (month: string) => `${month} nhuận`,
    short: (date: string) => `${date} âl`
  }
})

export const huiVi = huiViOf(spoken({}))
