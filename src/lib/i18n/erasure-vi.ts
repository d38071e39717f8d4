/** Erasing what the books say of one person. */
export const erasure = {
  title: 'Xóa dữ liệu một người',
  link: 'Xóa dữ liệu người này',
  will: (records: number, photos: number) =>
    photos > 0 ? `Sẽ xóa ${records} bản ghi và ${photos} ảnh` : `Sẽ xóa ${records} bản ghi`,
  where: 'Trên máy chủ và trên mọi điện thoại. Không lấy lại được.',
  backups: 'Bản sao lưu đã làm trước đó vẫn còn dữ liệu này cho đến khi hết hạn giữ.',
  words:
    'Tên viết trong nội dung vụ việc, ghi chú thì máy không tự tìm. Máy chỉ xóa những gì ghi riêng về người này.',
  reason: 'Vì sao xóa?',
  reasons: { mistake: 'Nhập nhầm', asked: 'Người đó yêu cầu' },
  missing: 'Hãy chọn vì sao xóa.',
  hold: 'Giữ để xóa',
  holding: 'Giữ yên một giây…',
  kept: {
    'in-line':
      'Chưa xóa được: người này là chủ hụi hoặc hụi viên của một dây hụi. Xóa thì sổ hụi thiếu người, tiền đóng và tiền hốt không còn khớp.',
    'in-collapse': 'Chưa xóa được: người này có tên trong hồ sơ vỡ hụi.',
    linked: 'Chưa xóa được: xe lạ này gắn với một vụ việc.'
  },
  waiting: 'Đã ra lệnh xóa. Máy chủ nhận được thì xóa ngay.',
  done: (records: number, photos: number) =>
    photos > 0 ? `Đã xóa ${records} bản ghi, ${photos} ảnh` : `Đã xóa ${records} bản ghi`,
  nothing: 'Không có gì để xóa',
  nothingText: 'Trên máy này không có gì về người đó.',
  own: (records: number) => `${records} bản ghi trong đó do máy này ghi.`,
  by: (who: string, day: string) => `${who} ra lệnh ngày ${day}`
}
export type ErasureWords = typeof erasure
