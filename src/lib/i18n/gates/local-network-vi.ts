/** Words for reaching a gate over its local network when the commune's network is down. */
export const local = {
  title: 'Mạng tại cổng',
  text: 'Khi mất sóng, máy này có thể nối thẳng tới cổng qua Wi-Fi tại cổng. Lệnh vẫn ký, vẫn ghi nhật ký như thường.',
  address: 'Địa chỉ tại cổng',
  addressHint: 'VD: wss://cong1',
  addressWrong: 'Chưa lưu, nội dung vẫn còn. Địa chỉ có dạng wss://tên-máy:cổng.',
  save: 'Lưu địa chỉ',
  saved: 'Đã lưu trên máy, máy khác sẽ nhận khi đồng bộ.',
  none: 'Cổng này chưa có địa chỉ tại chỗ',
  noneText: 'Chỉ huy ghi địa chỉ khi lắp máy tại cổng.',
  try: 'Cho phép và nối thử',
  tryText: 'Đứng ở cổng, bật Wi-Fi của cổng rồi bấm. Máy hỏi thì chọn Cho phép. Cổng không chạy vì việc này.',
  trying: 'Đang nối thử…',
  works: 'Nối được. Khi mất sóng có thể điều khiển qua mạng tại cổng.',
  silent: 'Chưa nghe được cổng. Kiểm tra Wi-Fi của cổng rồi thử lại.',
  denied:
    'Máy này đang chặn mạng nội bộ. Bấm biểu tượng cạnh địa chỉ trang → Quyền → Mạng nội bộ → Cho phép.',
  go: 'Điều khiển qua mạng tại cổng',
  goText: 'Cần đứng gần, đã bật Wi-Fi của cổng.',
  notAsked:
    'Máy này chưa được cho phép dùng mạng tại cổng. Bây giờ hãy gọi hoặc đóng tay theo các bước dưới đây.',
  notNow:
    'Máy này đang chặn mạng tại cổng nên không nối thẳng được. Hãy gọi hoặc đóng tay theo các bước dưới đây.',
  allowEarly: 'Máy này chưa được phép nối thẳng tới cổng khi mất sóng.',
  allow: 'Xem và cho phép',
  on: 'Đang nối thẳng tại cổng, không qua mạng của xã.',
  back: 'Về đường thường',
  household: (name: string) => `Gọi hộ giữ chìa khóa: ${name}`,
  householdSms: 'Nhắn tin hộ giữ chìa khóa'
}
export type LocalWords = typeof local
