/** Words for the decision of the People's Committee on a gate, and for the sign that hangs beside it. */
export const decision = {
  title: 'Quyết định của UBND',
  told: (number: string, day: string) => `Quyết định số ${number} ngày ${day}`,
  hours: (from: string, to: string) => `Giờ đóng: ${from} – ${to}`,
  mayOrder: (who: string) => `Được ra lệnh đóng: ${who}`,
  none: {
    motor:
      'Cổng chưa có quyết định của UBND nên không tự đóng theo giờ, không đóng theo báo động. Người được quyền vẫn đóng, mở từng lần.',
    hand: 'Cổng chưa có quyết định của UBND nên không đóng theo báo động.'
  },
  mends: 'Chỉ huy, cán bộ công an hoặc UBND ghi quyết định ở trang này.',
  withdrawn: (who: string, when: string, why: string) => `${who} bỏ quyết định trước, ${when}: ${why}`,
  task: {
    title: (gate: string) => `${gate}: đã bỏ quyết định của UBND`,
    ended: {
      motor: 'Cổng thôi tự đóng theo giờ, thôi đóng theo báo động.',
      hand: 'Cổng thôi đóng theo báo động.'
    }
  },
  record: 'Ghi quyết định',
  change: 'Ghi quyết định mới',
  number: 'Số quyết định',
  numberHint: 'VD: 12/QĐ-UBND',
  numberMissing: 'Hãy ghi số quyết định.',
  date: 'Ngày ký',
  dateMissing: 'Hãy ghi ngày ký, ví dụ 24/11/2026.',
  future: 'Ngày ký chưa tới.',
  from: 'Đóng từ',
  to: 'Đến',
  hourWrong: 'Hãy ghi giờ từ 00:00 đến 23:59, ví dụ 22:00.',
  sameHour: 'Giờ này trùng giờ đóng.',
  who: 'Ai được ra lệnh đóng',
  whoHint: 'VD: Trực chỉ huy xã',
  whoMissing: 'Hãy ghi ai được ra lệnh đóng.',
  replaces: 'Quyết định mới thay quyết định đang ghi. Giờ tự đóng do máy tại cổng đặt, không đổi theo.',
  withdraw: 'Bỏ quyết định',
  withdrawText:
    'Cổng thôi tự đóng theo giờ, thôi đóng theo báo động, cho tới khi có quyết định khác. Quyết định cũ vẫn còn trong sổ.',
  reason: 'Lý do',
  reasonHint: 'VD: đã thu hồi',
  reasonMissing: 'Hãy ghi ngắn gọn lý do.',
  hold: 'Giữ để bỏ quyết định',
  holding: 'Giữ yên một giây…',
  sign: {
    title: 'Bảng treo ở cổng',
    row: 'In bảng treo ở cổng',
    noDecision: 'Chưa in được bảng',
    noDecisionText: 'Bảng ghi giờ đóng theo quyết định của UBND. Cổng này chưa có quyết định.',
    ask: 'Tên và số của người giữ chìa khóa in ra cho mọi người đọc: hỏi người ấy trước khi treo.',
    office: (unit: string) => `ỦY BAN NHÂN DÂN ${unit.toLocaleUpperCase('vi')}`,
    number: (number: string, day: string) => `Quyết định số ${number} ngày ${day}`,
    closed: 'Cổng đóng hằng ngày',
    hours: (from: string, to: string) => `${from} – ${to}`,
    mayOrder: 'Được ra lệnh đóng',
    call: 'Cần qua cổng, gọi:',
    duty: 'Trực ban công an',
    key: 'Giữ chìa khóa',
    blank: '……………………',
    byHand: 'Mở bằng tay',
    steps: {
      motor: [
        'Gọi một trong hai số trên. Người giữ chìa khóa đến mở.',
        'Ngắt điện bộ điều khiển ở cổng.',
        'Nhìn kỹ: không ai đứng dưới cửa. Rút chốt.',
        'Kéo xích tay đều tay cho cửa lên hết.',
        'Móc xích giữ cửa. Xong việc thì báo lại trực ban.'
      ],
      hand: [
        'Gọi một trong hai số trên. Người giữ chìa khóa đến mở.',
        'Mở khóa, rút chốt. Cửa cuốn thì kéo xích tay đều tay cho cửa lên hết.',
        'Cài chốt hoặc móc xích giữ cửa. Xong việc thì báo lại trực ban.'
      ]
    },
    camera: 'KHU VỰC CÓ CAMERA'
  }
}
export type GateDecisionWords = typeof decision
