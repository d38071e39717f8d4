export const space = {
  decimals: 'vi-VN',
  kept: 'Dữ liệu được giữ chắc trên máy này',
  keptNote: 'Trình duyệt không tự xóa, kể cả khi máy gần đầy.',
  loose: 'Trình duyệt chưa nhận giữ chắc dữ liệu',
  looseNote:
    'Khi máy gần đầy, trình duyệt có thể xóa dữ liệu trên máy này. Bản ghi đã gửi vẫn còn trên máy chủ.',
  keep: 'Giữ chắc dữ liệu',
  refused: 'Trình duyệt chưa đồng ý. Hãy cài ứng dụng ra màn hình chính, dùng vài lần rồi bấm lại.',
  used: (used: string, left: string) => `Đã dùng ${used}, còn trống khoảng ${left}`,
  unknown: 'Trình duyệt không cho biết chỗ trống',
  gauge: 'Chỗ đã dùng trên máy',
  low: 'Máy gần đầy. Hãy gửi hết bản ghi đang chờ, rồi xóa bớt ảnh, video trong máy.'
}
