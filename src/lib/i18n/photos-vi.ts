/** Why a photo was not kept, or cannot be shown now. */
export type PhotoCode =
  | 'not-a-picture'
  | 'storage-full'
  | 'storage-broken'
  | 'absent'
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
  'not-matching': 'Ảnh không khớp, chưa hiện. Báo chỉ huy.',
  'not-allowed': 'Tài khoản này chưa có quyền xem ảnh. Hỏi chỉ huy.',
  'signed-out': 'Ảnh chưa về máy này. Cần đăng nhập lại.',
  unreachable: 'Ảnh chưa về máy này. Có mạng sẽ xem được.',
  trouble: 'Ảnh chưa về máy này. Máy chủ đang bận, thử lại sau ít phút.'
}

/** Photos on this phone, and on their way. */
export const photos = {
  problems,
  waiting: (waiting: number) => `${waiting} tệp ảnh chờ gửi`,
  refused: (refused: number) => `${refused} tệp ảnh máy chủ chưa nhận, vẫn còn trên máy. Báo chỉ huy.`
}
