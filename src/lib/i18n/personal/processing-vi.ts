import type { RequestKind, RequestOutcome } from '#lib/domain/personal/facts.ts'
import type { Term } from '#lib/domain/personal/requests.ts'

const kinds: Record<RequestKind, string> = {
  view: 'Xem dữ liệu về mình',
  correct: 'Sửa cho đúng',
  delete: 'Xóa',
  object: 'Phản đối việc sử dụng'
}
const outcomes: Record<RequestOutcome, string> = {
  done: 'Đã làm đủ',
  partly: 'Làm một phần',
  declined: 'Không làm được'
}

/** Words for the commander's page about personal data, the record of processing, and people's requests. */
export const processing = {
  title: 'Dữ liệu cá nhân',
  row: 'Ghi gì, ai đọc, giữ bao lâu; yêu cầu của người dân',
  law: 'Theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP.',
  what: 'Được ghi những gì',
  whatText:
    'Chỉ ghi khi công việc cần, mỗi mục nói rõ dùng để làm gì. Số định danh, tài khoản, nguồn tin chỉ ghi trong Sổ kín. Không chụp, không lưu ảnh căn cước.',
  where: 'Dữ liệu nằm ở đâu',
  places: [
    'Điện thoại, máy tính của người được cấp tài khoản: đã mã hóa, mở bằng mã PIN. Mỗi máy chỉ có những sổ mà vai trò được đọc.',
    'Máy chủ của đơn vị: đọc được để kiểm tra quyền. Chỉ người quản trị vào được.',
    'Bản sao lưu của máy chủ: do người quản trị giữ, có khóa.',
    'Thông báo đẩy đi qua máy chủ của hãng trình duyệt (Google, Apple, Mozilla …): đã mã hóa, hãng chỉ biết có thông báo và lúc nào. Lời thông báo không nêu tên ai.'
  ],
  who: 'Ai đọc sổ nào',
  whoText: 'Lấy từ chính bảng mà máy chủ dùng để cho đọc.',
  kept: 'Giữ bao lâu',
  keptFor: (days: number, quarters: number) => [
    `Xe lạ và ảnh: ${days} ngày, trừ khi gắn với vụ việc.`,
    `Sổ cổng, sổ trực: người quản trị xóa được sau ${quarters} quý.`,
    'Hụi, vụ việc, sổ kín: tới khi hết cần. Chỉ huy ra lệnh xóa được người không còn trong dây hụi nào, cả những gì sổ kín ghi về người đó, ở máy chủ và mọi máy. Chỉ bỏ một mục sổ kín thì mục không hiện nữa, nhưng số cũ còn ở máy chủ. Bản sao lưu đã làm thì còn tới khi hết hạn giữ.'
  ],
  requests: 'Yêu cầu của người dân',
  noRequests: 'Chưa có yêu cầu nào.',
  receive: 'Ghi yêu cầu',
  kinds,
  kind: 'Yêu cầu gì',
  from: 'Người yêu cầu',
  fromMissing: 'Cần ghi tên người yêu cầu.',
  receivedOn: 'Ngày nhận',
  day: 'Cần chọn ngày.',
  future: 'Ngày này chưa tới.',
  text: 'Nội dung',
  term: ({ days, verified }: Term) =>
    `Trả lời trong ${days} ngày${verified ? '' : ' (tham khảo, chưa đối chiếu văn bản)'}.`,
  received: (day: string) => `Nhận ${day}`,
  due: (day: string) => `Hạn ${day}`,
  open: 'Đang chờ',
  overdue: 'Quá hạn',
  answered: 'Đã trả lời',
  answer: 'Trả lời',
  outcome: 'Kết quả',
  outcomes,
  said: 'Đã trả lời thế nào',
  saidMissing: 'Cần ghi đã trả lời thế nào.',
  cancel: 'Thôi',
  answeredBy: (name: string, when: string) => `${name} · ${when}`,
  record: 'Hồ sơ xử lý dữ liệu',
  recordRow: 'In từ chính các bảng ở trên',
  paper: {
    heading: 'HỒ SƠ XỬ LÝ DỮ LIỆU CÁ NHÂN',
    kind: 'HSXLDL',
    unit: 'Đơn vị',
    purpose: 'Mục đích',
    kinds: 'Loại dữ liệu trong sổ kín',
    counts: (entries: number, open: number, overdue: number) =>
      `Sổ kín đang có ${entries} mục; ${open} yêu cầu đang chờ, ${overdue} quá hạn.`,
    book: 'Sổ',
    readers: 'Người đọc',
    where: 'Nơi lưu',
    kept: 'Thời hạn',
    signer: 'TRƯỞNG CÔNG AN',
    printedBy: (name: string, when: string) =>
      `${name} in lúc ${when}. Có dữ liệu cá nhân của đơn vị, không phát tán.`
  }
}
export type ProcessingWords = typeof processing
