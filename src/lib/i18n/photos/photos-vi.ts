/** Codes for why a photo was not kept, or cannot be shown now. */
type PhotoCode =
  | 'not-a-picture'
  | 'storage-full'
  | 'storage-broken'
  | 'absent'
  | 'lost'
  | 'not-matching'
  | 'not-allowed'
  | 'signed-out'
  | 'unreachable'
  | 'trouble'

const problems: Record<PhotoCode, string> = {
  'not-a-picture': 'CHƯA lưu ảnh. Máy không mở được tệp này như một ảnh.',
  'storage-full': 'Máy hết chỗ. Ảnh CHƯA lưu, những gì đã ghi vẫn còn.',
  'storage-broken': 'Ảnh CHƯA lưu, những gì đã ghi vẫn còn. Hãy thử lại hoặc mở lại ứng dụng.',
  absent: 'Ảnh chưa về máy này.',
  lost: 'Ảnh đã mất: máy này không còn giữ và máy chủ chưa có. Báo chỉ huy.',
  'not-matching': 'Ảnh không khớp, chưa hiện. Báo chỉ huy.',
  'not-allowed': 'Tài khoản này chưa có quyền xem ảnh. Hỏi chỉ huy.',
  'signed-out': 'Ảnh chưa về máy này. Cần đăng nhập lại.',
  unreachable: 'Ảnh chưa về máy này. Có mạng sẽ xem được.',
  trouble: 'Ảnh chưa về máy này. Máy chủ đang bận, thử lại sau ít phút.'
}

/** Words for photos on this phone and in transit. */
export const photos = {
  problems,
  waiting: (waiting: number) => `${waiting} tệp ảnh chờ gửi`,
  refused: (refused: number) => `${refused} tệp ảnh máy chủ chưa nhận`,
  sendAgain: 'Gửi lại ảnh',
  sending: 'Đang gửi lại ảnh…',
  daily: 'Mỗi ngày máy tự gửi lại một lần.',
  waits: 'Ảnh chờ gửi lên máy chủ.',
  /** Explains why the server has not accepted a photo. */
  reasons: {
    'too-large': 'Ảnh còn trên máy, máy chủ chưa nhận: quá lớn.',
    'not-allowed': 'Ảnh còn trên máy, máy chủ chưa nhận: tài khoản này chưa có quyền. Hỏi chỉ huy.',
    lost: 'Ảnh trên máy này đã hỏng hoặc mất, chưa kịp gửi. Báo chỉ huy.',
    other: 'Ảnh còn trên máy, máy chủ chưa nhận. Báo chỉ huy.'
  }
}
