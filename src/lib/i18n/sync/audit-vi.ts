const number = (count: number) => count.toLocaleString('vi-VN')

export const audit = {
  now: 'Đối chiếu với máy chủ',
  running: 'Đang đối chiếu…',
  last: 'Lần đối chiếu gần nhất',
  never: 'Chưa đối chiếu lần nào từ khi mở sổ',
  everyDay: 'Máy tự đối chiếu mỗi ngày một lần.',
  failed: 'Chưa đối chiếu được. Hãy thử lại sau ít phút.',
  noNetwork: 'Chưa đối chiếu được. Hãy thử lại khi có mạng.',
  noServer: 'Chưa đối chiếu được vì máy chủ đang bận hoặc có trục trặc. Hãy thử lại sau ít phút.',
  signedOut: 'Chưa đối chiếu được. Máy chủ cần đăng nhập lại.',
  awaiting: 'Chưa đối chiếu được. Máy này đang chờ chỉ huy duyệt.',
  ended: 'Không đối chiếu nữa. Vai trò của tài khoản này đã hết hạn.',
  barred: 'Chưa đối chiếu được. Máy này đã bị ngừng dùng hoặc tài khoản bị tạm ngưng. Hỏi chỉ huy.',
  outdated: 'Chưa đối chiếu được. Cần cập nhật ứng dụng trước.',
  complete: (records: number) => `Đủ ${number(records)} bản ghi, không thiếu bản nào`,
  partly: (records: number) => `Chưa đối chiếu hết: ${number(records)} bản ghi đã xem, không thiếu bản nào`,
  /** Summarizes in one sentence what was repaired; empty when nothing was. */
  healed(fetched: number, resent: number, dropped: number): string {
    const parts = [
      fetched > 0 && `lấy về ${number(fetched)}`,
      resent > 0 && `gửi lại ${number(resent)}`,
      dropped > 0 && `bỏ ${number(dropped)} bản đã xóa trên máy chủ`
    ].filter((part) => part !== false)
    return parts.length > 0 ? `Đã ${parts.join(', ')}` : ''
  },
  left: (left: number) => `Máy chủ còn thiếu ${number(left)} bản ghi đang có trên máy này`
}
