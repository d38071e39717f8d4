export const space = {
  decimals: 'vi-VN',
  kept: 'Máy không tự xóa dữ liệu của sổ',
  keptNote: 'Kể cả khi máy gần đầy.',
  loose: 'Khi gần đầy, máy có thể tự xóa dữ liệu của sổ',
  looseNote: 'Bản ghi đã gửi vẫn còn trên máy chủ.',
  keep: 'Không cho máy tự xóa',
  refused: 'Trình duyệt chưa đồng ý. Hãy cài ứng dụng ra màn hình chính, dùng vài lần rồi bấm lại.',
  used: (used: string, left: string) => `Đã dùng ${used}, còn trống khoảng ${left}`,
  unknown: 'Trình duyệt không cho biết chỗ trống',
  gauge: 'Chỗ đã dùng trên máy',
  low: 'Máy gần đầy. Hãy gửi hết bản ghi đang chờ, rồi xóa bớt ảnh, video trong máy.'
}
