import type { DetailKind, Purpose, ReadingReason, RemovalReason } from '#lib/domain/personal/facts.ts'

const kinds: Record<DetailKind, string> = {
  'id-number': 'Số định danh (CCCD)',
  'bank-account': 'Tài khoản ngân hàng',
  'tip-source': 'Nguồn tin',
  contact: 'Cách liên hệ khác'
}

const abouts = {
  person: 'Người chơi hụi',
  incident: 'Vụ việc, tin báo',
  line: 'Dây hụi',
  collapse: 'Hồ sơ vỡ hụi',
  notice: 'Thông báo dây hụi',
  stranger: 'Người, xe lạ',
  alarm: 'Báo động',
  gate: 'Cổng',
  model: 'Mô hình',
  other: 'Việc khác'
}

const purposes: Record<Purpose, string> = {
  paper: 'Lập, đối chiếu giấy tờ hụi',
  identity: 'Xác định đúng người',
  case: 'Giải quyết vụ việc',
  contact: 'Liên hệ, trả lời người dân',
  payment: 'Đối chiếu việc chuyển tiền'
}

const readingReasons: Record<ReadingReason, string> = {
  identity: 'Đối chiếu đúng người',
  paper: 'Ghi vào giấy tờ theo luật',
  contact: 'Cần liên hệ ngay',
  case: 'Xác minh vụ việc',
  payment: 'Đối chiếu việc chuyển tiền',
  asked: 'Chính người đó yêu cầu',
  other: 'Việc khác'
}

const removalReasons: Record<RemovalReason, string> = {
  mistake: 'Ghi nhầm',
  asked: 'Người đó yêu cầu',
  served: 'Không còn cần'
}

/** Words for the private book: what is written of people, and who has read it. */
export const privateBook = {
  title: 'Sổ kín',
  row: 'Số định danh, tài khoản, nguồn tin: chỉ người được giao mới đọc',
  closed: 'Không có quyền đọc sổ kín',
  closedText: 'Chỉ chỉ huy và cán bộ được giao mới đọc sổ này. Cần thì hỏi chỉ huy.',
  empty: 'Sổ kín chưa có mục nào',
  emptyText: 'Mở một người chơi hụi hoặc một vụ việc, bấm Sổ kín để ghi.',
  none: 'Chưa ghi gì về mục này',
  noneText: 'Chỉ ghi khi thật cần cho công việc. Không chụp, không lưu ảnh căn cước.',
  entries: (count: number) => `${count} mục`,
  kinds,
  abouts,
  purposes,
  purpose: 'Dùng để làm gì',
  add: 'Ghi vào sổ kín',
  kind: 'Loại',
  value: 'Nội dung',
  valueHints: {
    'id-number': '12 số, hoặc 9 số của CMND cũ',
    'bank-account': 'Số tài khoản, rồi tên ngân hàng',
    'tip-source': 'Ai báo, ở đâu',
    contact: 'Số điện thoại, Zalo, người nhắn giúp'
  } satisfies Record<DetailKind, string>,
  missing: 'Cần ghi nội dung.',
  wrong: {
    'id-number': 'Số định danh có 12 số, CMND cũ có 9 số.',
    'bank-account': 'Cần số tài khoản từ 6 tới 19 số ở đầu.'
  } as Partial<Record<DetailKind, string>>,
  noPhoto: 'Không chụp thẻ căn cước: sổ chỉ giữ con số, và chỉ khi cần.',
  consent: 'Người này có đồng ý cho ghi không?',
  consentMissing: 'Cần chọn một câu.',
  consents: { asked: 'Có, đã đọc cho nghe', law: 'Không hỏi: luật yêu cầu ghi' },
  consentText: {
    version: '2026-11',
    text: 'Tôi đồng ý cho công an xã, phường ghi thông tin này để dùng đúng vào việc đã nói với tôi. Tôi được xem, yêu cầu sửa, xóa, hoặc rút lại sự đồng ý bất cứ lúc nào.'
  },
  agreed: (version: string) => `Đã đồng ý (bản ${version})`,
  correct: 'Ghi sửa (giữ bản cũ)',
  corrected: (times: number) => `Đã sửa ${times} lần`,
  remove: 'Bỏ mục này',
  removeText:
    'Mục sẽ không còn hiện ở máy nào. Bản ghi cũ vẫn nằm trong nhật ký đã ký, không ai mở ra được trên màn hình.',
  removeWhy: 'Vì sao bỏ',
  removalReasons,
  show: 'Xem số',
  shownFor: 'Tự che lại sau 30 giây.',
  cover: 'Che lại',
  why: 'Xem để làm gì',
  whyText: 'Lần xem này được ghi lại: ai, lúc nào, để làm gì.',
  readingReasons,
  whyMissing: 'Hãy chọn xem để làm gì.',
  more: 'Nói rõ thêm',
  moreMissing: 'Cần nói rõ việc gì.',
  cancel: 'Thôi',
  readers: 'Ai đã xem',
  noReaders: 'Chưa ai xem.',
  reading: (name: string, when: string) => `${name} · ${when}`,
  by: (name: string, when: string) => `${name} ghi ${when}`
}
export type PrivateWords = typeof privateBook
