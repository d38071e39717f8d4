import type { BundleRefusal, CarriedRefusal } from '#lib/domain/peers/refusals.ts'
import { channel } from './channel-vi.ts'
import { qr } from './qr-vi.ts'

/** Says why nothing of a file was taken in; each sentence says what to do. */
const refusals: Record<BundleRefusal, string> = {
  'not-a-bundle': 'Tệp này không phải tệp trao đổi của Sổ tay ANTT. Hãy chọn tệp khác.',
  newer: 'Tệp này từ phiên bản mới hơn. Hãy cập nhật ứng dụng rồi nhận lại.',
  'other-unit': 'Tệp này của xã, phường khác.',
  'no-code': 'Mã mở có 25 chữ số, chưa khớp. Hãy xem lại trên máy người đưa.',
  'wrong-code': 'Mã mở chưa đúng, hoặc tệp bị hỏng. Hãy xem lại mã, hay nhờ người đưa gửi lại tệp.',
  'too-large': 'Tệp này quá lớn, không phải tệp trao đổi.',
  'unknown-sender': 'Máy này chưa biết máy người đưa. Hãy đồng bộ khi có mạng rồi nhận lại.',
  'barred-sender': 'Máy người đưa đã ngừng dùng, không nhận. Hãy báo chỉ huy.',
  'expired-sender': 'Quyền của máy người đưa đã hết hạn, không nhận. Hãy báo chỉ huy.',
  'other-receiver': 'Tệp này làm cho người khác. Hãy nhờ người đưa chọn đúng tên.',
  'bad-sender': 'Tệp không đúng chữ ký của máy người đưa, không nhận. Hãy báo chỉ huy.',
  malformed: 'Tệp bị hỏng, không nhận. Hãy nhờ người đưa gửi lại.'
}

/** Says why single records were not taken in. */
const refused: Record<CarriedRefusal, string> = {
  'wrong-place': 'không thuộc sổ này',
  'not-allowed': 'sổ mà tài khoản này không đọc',
  'not-carried': 'chỉ máy đó tự gửi được',
  malformed: 'nội dung không đúng mẫu',
  'too-large': 'quá dài',
  'not-enrolled': 'máy người ghi chưa có trong danh sách ở đây',
  'not-approved': 'máy người ghi chưa được duyệt lúc đó',
  barred: 'máy người ghi đã ngừng dùng lúc đó',
  'bad-signature': 'không đúng chữ ký người ghi'
}

/** Words for handing records from phone to phone (Trao đổi trực tiếp). */
export const peers = {
  title: 'Trao đổi trực tiếp',
  row: 'Đưa, nhận bản ghi giữa hai máy, không cần mạng',
  text: 'Hai máy gần nhau, không cần mạng. Ai có sóng trước thì máy người đó gửi giúp.',
  carried: (facts: number) => `Máy này đang mang hộ ${facts} bản ghi, có sóng tự gửi.`,
  boxes: (boxes: number) => `Máy này đang mang hộ ${boxes} gói niêm phong, có sóng tự gửi.`,
  failed: 'Máy gặp trục trặc, chưa làm được. Bản ghi trên máy vẫn còn nguyên. Hãy thử lại.',
  full: 'Máy hết chỗ nên chưa nhận hết. Hãy xóa bớt ảnh, video trong máy rồi nhận lại tệp này.',
  give: {
    open: 'Đưa',
    title: 'Đưa bản ghi',
    what: 'Đưa những gì?',
    choices: { unsent: 'Chưa gửi', recent: '7 ngày gần đây' },
    whom: 'Đưa cho ai?',
    whomText:
      'Người nhận chỉ đọc được những sổ của mình. Sổ khác đi trong gói niêm phong, chỉ máy chủ mở được.',
    nobody: 'Chưa có ai để đưa',
    nobodyText: 'Máy này chưa biết máy nào khác của đơn vị. Hãy đồng bộ một lần khi có mạng.',
    nothing: 'Không có bản ghi nào để đưa.',
    nothingUnsent: 'Không còn bản ghi nào chờ gửi. Cần đưa thì chọn “7 ngày gần đây”.',
    again: (name: string) => `Xem lại tệp vừa làm cho ${name}`,
    ready: (name: string) => `Tệp cho ${name} đã xong`,
    records: (count: number) => `${count} bản ghi`,
    sealed: (count: number) => `${count} bản ghi niêm phong`,
    left: (count: number) => `Còn ${count} bản ghi chưa vừa tệp này. Đưa xong hãy làm thêm một tệp.`,
    photosStay: 'Ảnh không đi theo tệp: máy này tự gửi ảnh khi có mạng, hoặc đưa qua Wi-Fi.',
    code: 'Mã mở',
    codeText: 'Đọc cho người nhận nghe, hoặc cho xem màn hình này. Đừng gửi mã cùng với tệp.',
    share: 'Gửi tệp',
    save: 'Lưu tệp vào máy',
    saved: 'Đã lưu tệp. Chuyển tệp sang máy kia bằng cáp, Quick Share hay Bluetooth.',
    another: 'Đưa cho người khác'
  },
  take: {
    open: 'Nhận',
    title: 'Nhận bản ghi',
    file: 'Chọn tệp',
    fileText: 'Tệp .sotay mà đồng nghiệp vừa chuyển sang máy này.',
    chosen: (name: string) => `Tệp: ${name}`,
    waiting: 'Tệp đang chờ nhận',
    drop: 'Giữ để bỏ tệp này',
    dropping: 'Giữ thêm chút nữa để bỏ…',
    fileMissing: 'Hãy chọn tệp.',
    code: 'Mã mở',
    codeNote: (typed: number) =>
      typed > 0 ? `25 chữ số trên máy người đưa. Đã gõ ${typed}.` : '25 chữ số trên máy người đưa',
    codeMissing: 'Hãy nhập mã mở.',
    submit: 'Nhận',
    busy: 'Đang kiểm tra chữ ký…',
    done: (name: string) => `Đã nhận từ ${name}`,
    made: (when: string) => `Thời điểm đưa: ${when}`,
    nothingNew: 'Không có bản ghi nào mới',
    finish: 'Xong',
    added: (count: number) => `${count} bản ghi mới`,
    known: (count: number) => `${count} bản ghi đã có trên máy`,
    boxes: (count: number) => `${count} gói niêm phong, mang hộ tới máy chủ`,
    refused: (count: number, why: string) => `${count} bản ghi không nhận: ${why}`,
    another: 'Nhận tiếp'
  },
  qr,
  channel,
  refusals,
  refused
}
export type PeersWords = typeof peers
