import type { ChannelRefusal } from '#lib/domain/peers/channel/refusals.ts'

/** Says why two phones did not connect, or did not pass everything; each sentence says what to do. */
const refusals: Record<ChannelRefusal | 'full' | 'failed', string> = {
  'not-a-signal': 'Mã này không phải mã kết nối của Sổ tay ANTT. Hãy quét mã trên màn hình máy kia.',
  'other-unit': 'Máy kia của xã, phường khác.',
  own: 'Đây là mã của chính máy này. Hãy quét mã trên máy kia.',
  stale: 'Mã đã cũ, hoặc giờ hai máy lệch nhau. Hãy làm lại mã trên máy kia, xem lại giờ hai máy.',
  'not-an-offer': 'Đây là mã trả lời. Hãy quét mã kết nối ở bước 1 trên máy kia.',
  'not-an-answer': 'Máy kia cũng đang ở bước 1. Một máy quét, một máy cho quét.',
  'other-offer': 'Mã này trả lời lần kết nối khác. Hãy làm lại từ bước 1.',
  'bad-sender': 'Mã không đúng chữ ký của máy kia, không kết nối. Hãy báo chỉ huy.',
  'unknown-sender': 'Máy này chưa biết máy kia. Hãy đồng bộ khi có mạng rồi làm lại.',
  'barred-sender': 'Máy kia đã ngừng dùng, không kết nối. Hãy báo chỉ huy.',
  'expired-sender': 'Quyền của máy kia đã hết hạn, không kết nối. Hãy báo chỉ huy.',
  unsupported: 'Trình duyệt này không nối được hai máy. Hãy dùng tệp.',
  'no-connection':
    'Hai máy chưa thấy nhau. Hãy cho cùng vào một Wi-Fi hay điểm phát rồi làm lại, hoặc dùng tệp.',
  lost: 'Mất kết nối. Phần đã nhận vẫn còn. Hãy kết nối lại để chuyển tiếp phần còn thiếu.',
  cancelled: 'Đã dừng. Phần đã nhận vẫn còn.',
  unproven: 'Máy ở đầu kia không phải máy vừa quét, đã ngắt. Hãy đổi Wi-Fi và báo chỉ huy.',
  foreign: 'Máy kia gửi dữ liệu sai mẫu, đã ngắt. Hãy cập nhật ứng dụng trên cả hai máy.',
  unlisted:
    'Máy kia gửi bản ghi ngoài danh sách đã báo, đã ngắt. Phần gửi thừa không được giữ. Hãy báo chỉ huy.',
  full: 'Máy hết chỗ nên chưa nhận hết. Hãy xóa bớt ảnh, video trong máy rồi kết nối lại.',
  failed: 'Máy gặp trục trặc, chưa làm được. Bản ghi trên máy vẫn còn nguyên. Hãy thử lại.'
}

/** Words for passing records over Wi-Fi (Nối hai máy). */
export const channel = {
  open: 'Nối hai máy qua Wi-Fi',
  title: 'Nối hai máy qua Wi-Fi',
  text: 'Hai máy cùng một Wi-Fi, hay một máy phát cho máy kia; không cần internet. Bản ghi đi cả hai chiều.',
  offer: 'Cho máy kia quét mã',
  answer: 'Quét mã máy kia',
  offerStep: 'Bước 1: cho máy kia quét mã này',
  acceptStep: 'Bước 2: quét mã trả lời trên máy kia',
  scanStep: 'Bước 1: quét mã trên máy kia',
  answerStep: 'Bước 2: cho máy kia quét mã này',
  code: 'Mã trên máy kia',
  follow: 'Tiếp tục',
  asText: 'Chép chữ của mã',
  left: (facts: number) => `Còn ${facts} bản ghi chưa vừa một lần. Hãy kết nối lại để chuyển tiếp.`,
  preparing: 'Đang chuẩn bị…',
  connecting: (name: string) => `Đang nối với máy ${name}…`,
  passing: (name: string) => `Đang trao đổi với ${name}`,
  given: (facts: number, all: number) => `Đưa: ${facts}/${all} bản ghi`,
  taken: (facts: number, all: number) => `Nhận: ${facts}/${all} bản ghi`,
  photosGiven: (photos: number, all: number) => `Đưa: ${photos}/${all} ảnh`,
  photosTaken: (photos: number, all: number) => `Nhận: ${photos}/${all} ảnh`,
  bytes: (kilobytes: number) => `Đã chuyển ${kilobytes} KB`,
  secondsLeft: (seconds: number) => `Còn khoảng ${seconds} giây`,
  minutesLeft: (minutes: number) => `Còn khoảng ${minutes} phút`,
  done: (name: string) => `Đã trao đổi với ${name}`,
  gave: (what: string) => `Đã đưa ${what}`,
  photos: (photos: number) => `${photos} ảnh mới`,
  stop: 'Dừng',
  again: 'Kết nối lại',
  finish: 'Xong',
  asTextNote:
    'Chữ quá dài để gõ tay: chép rồi gửi sang máy kia bằng Bluetooth, Quick Share hay cáp. Không thì quét mã, hoặc dùng tệp.',
  paste: 'Dán chữ của mã',
  late: 'Chưa nối được. Hãy xem máy kia: có thể máy đó đã từ chối hoặc hết giờ chờ. Nếu vậy, bấm Dừng rồi làm lại từ bước 1.',
  inBoxes: (facts: number, boxes: number) => `${facts} bản ghi trong ${boxes} gói niêm phong`,
  nothing: 'Không có bản ghi nào để đưa',
  theyHad: (facts: number) => `Máy kia đã có sẵn ${facts} bản ghi`,
  gaveChain: (facts: number) => `Đưa kèm ${facts} xác nhận về máy, tài khoản của đơn vị`,
  got: (what: string) => `Đã nhận ${what}`,
  gotNothing: 'Không có bản ghi mới',
  hadHere: (facts: number) => `Máy này đã có sẵn ${facts} bản ghi`,
  gotChain: (facts: number) => `Nhận kèm ${facts} xác nhận về máy, tài khoản của đơn vị`,
  refusals
}
