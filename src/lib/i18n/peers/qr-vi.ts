import type { CodeKind } from '#lib/domain/peers/code-kind.ts'
import type { BundleRefusal, CardRefusal } from '#lib/domain/peers/refusals.ts'

/** Says why nothing is handed to the phone whose card was read; each sentence says what to do. */
const cards: Record<CardRefusal, string> = {
  'other-unit': 'Máy này của xã, phường khác, không đưa được.',
  'own-card': 'Đây là mã của chính tài khoản này. Hãy quét máy người nhận.',
  'stale-card':
    'Mã này đã cũ, hoặc giờ hai máy lệch nhau. Hãy mở lại Nhận trên máy kia, xem lại giờ hai máy.',
  'unknown-taker': 'Máy này chưa biết máy người nhận. Hãy đồng bộ khi có mạng rồi đưa lại.',
  'barred-taker': 'Máy người nhận đã ngừng dùng, không đưa. Hãy báo chỉ huy.',
  'expired-taker': 'Quyền của máy người nhận đã hết hạn, không đưa. Hãy báo chỉ huy.',
  'bad-card': 'Mã không đúng chữ ký của máy người nhận, không đưa. Hãy báo chỉ huy.'
}

/** Says why nothing of a bundle that was read was taken in, where a file has other words. */
const unread: Partial<Record<BundleRefusal, string>> = {
  'not-a-bundle': 'Mã đọc bị hỏng, không nhận. Hãy nhờ người đưa quét lại mã của máy này.',
  newer: 'Máy người đưa dùng phiên bản mới hơn. Hãy cập nhật ứng dụng rồi nhận lại.',
  'other-unit': 'Máy người đưa của xã, phường khác.',
  'wrong-code': 'Mã đọc bị hỏng, không nhận. Hãy nhờ người đưa quét lại mã của máy này.',
  'other-receiver': 'Mã này làm cho người khác. Hãy nhờ người đưa quét mã của máy này.',
  'bad-sender': 'Không đúng chữ ký của máy người đưa, không nhận. Hãy báo chỉ huy.',
  malformed: 'Mã đọc bị hỏng, không nhận. Hãy nhờ người đưa quét lại mã của máy này.'
}

const rescan = 'Quét lại mã máy nhận'

/** Says what a giver's phone read in place of a card; each sentence says what to do. */
const noCards: Record<Exclude<CodeKind, 'card'>, string> = {
  running: 'Máy kia cũng đang đưa. Một máy đưa, một máy nhận: trên máy kia hãy bấm Nhận.',
  wifi: 'Đây là mã nối hai máy qua Wi-Fi. Trên máy kia hãy mở Trao đổi trực tiếp, bấm Nhận rồi quét mã ở đó.',
  other:
    'Đây không phải mã nhận của Sổ tay ANTT. Trên máy kia hãy mở Trao đổi trực tiếp, bấm Nhận rồi quét mã ở đó.'
}

/** Says what a taker's phone has read for a while in place of codes for its card; each sentence says what to do. */
const strays: Record<Exclude<CodeKind, 'other'>, string> = {
  running: `Mã đang chạy là cho máy khác, hoặc cho lần mở trước của máy này. Nhờ người đưa bấm ${rescan}, rồi cho máy đó quét mã này.`,
  card: 'Máy kia cũng đang nhận. Một máy đưa, một máy nhận: trên máy kia hãy bấm Đưa.',
  wifi: 'Đây là mã nối hai máy qua Wi-Fi. Trên máy kia hãy mở Trao đổi trực tiếp, bấm Đưa.'
}

/** Words for codes that run from screen to camera (Bằng mã QR). */
export const qr = {
  number: 'Số so',
  numberText: 'Hai máy phải hiện cùng một số.',
  cameras: {
    denied:
      'Máy chưa cho dùng máy quay. Hãy cho phép trong cài đặt của trình duyệt rồi thử lại, hoặc dùng tệp.',
    'in-use': 'Không mở được máy quay. Hãy tắt ứng dụng khác đang dùng máy quay rồi thử lại, hoặc dùng tệp.',
    'no-camera': 'Máy này không có máy quay, hoặc trang này không được dùng máy quay. Hãy dùng tệp.'
  },
  tryAgain: 'Thử lại',
  camera: 'Hình từ máy quay',
  give: {
    look: 'Hướng máy quay vào mã trên máy người nhận. Trên máy đó mở Trao đổi trực tiếp, bấm Nhận.',
    file: 'Đưa bằng tệp',
    to: (name: string) => `Đưa cho ${name}`,
    soon: 'Mã chạy sau vài giây.',
    running: 'Để máy người nhận nhìn vào mã này tới khi máy đó báo đã nhận.',
    eased: 'Mã đã tự chậm lại và to hơn cho dễ đọc. Máy người nhận đọc lại từ đầu.',
    code: 'Mã đang chạy',
    slow: 'Chậm lại, mã to hơn',
    rescan,
    noCards
  },
  take: {
    card: (name: string) => `Mã của ${name}`,
    text: 'Cho máy người đưa quét mã này, rồi hướng máy quay vào màn hình máy đó.',
    file: 'Nhận bằng tệp',
    read: (have: number, needed: number) => `Đã đọc ${have}/${needed}`,
    left: (seconds: number) => `còn khoảng ${seconds} giây`,
    hints: { closer: 'Lại gần hơn, giữ yên máy.', light: 'Đủ sáng chưa? Nhờ người đưa bấm Chậm lại.' },
    checking: 'Đang kiểm tra chữ ký…',
    strays
  },
  cards,
  unread
}
export type QrWords = typeof qr
