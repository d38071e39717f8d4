/** Words for commanding a gate by text message when data fail. */
export const sms = {
  title: 'Nhắn tin SMS tới cổng',
  close: 'Nhắn SMS đóng cổng',
  ask: 'Hỏi cổng đang thế nào',
  text: 'Không có dữ liệu vẫn ra lệnh đóng được bằng một tin nhắn, tính tiền như tin thường. Tin có hiệu lực 2 phút. Cổng trả lời bằng SMS.',
  prepared: {
    CLOSE: (at: string, until: string) =>
      `Tin đóng cổng đã soạn lúc ${at}, CHƯA gửi. Bấm gửi trong mục tin nhắn trước ${until}. Đóng hay chưa, chờ SMS của cổng.`,
    ALARM: (at: string, until: string) =>
      `Tin báo động đã soạn lúc ${at}, CHƯA gửi. Bấm gửi trong mục tin nhắn trước ${until}. Cổng đóng chưa, xã nhận chưa, chờ SMS trả lời.`,
    QUERY: (at: string, until: string) =>
      `Tin hỏi cổng đã soạn lúc ${at}, CHƯA gửi. Bấm gửi trong mục tin nhắn trước ${until}, rồi chờ SMS của cổng.`
  },
  over: (at: string) =>
    `Tin soạn lúc ${at} đã hết hiệu lực. Chưa gửi thì bỏ đi, soạn tin mới. Đã gửi thì chờ SMS của cổng.`,
  reopen: 'Mở lại tin đã soạn',
  failed: 'Chưa soạn được tin. Hãy gọi hoặc đóng tay theo các bước dưới đây.',
  set: 'Số SMS của cổng',
  setText:
    'Số SIM trong modem ở máy tại cổng. Có số này, người được quyền đóng cổng nhắn SMS được khi mất sóng dữ liệu. Để trống là không dùng SMS.'
}
export type GateSmsWords = typeof sms
