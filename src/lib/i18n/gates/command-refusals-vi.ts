import type { PhoneCode, RefusalCode, RefusalReason } from '#lib/domain/gates/contract/codes.ts'

/** Each sentence says first what happened to the command, and blames nobody. */
export const commandRefusals: Record<RefusalCode | PhoneCode, string> = {
  OFFLINE: 'Mất kết nối. Lệnh KHÔNG được gửi.',
  AGENT_OFFLINE: 'Máy tại cổng không nghe được. Lệnh KHÔNG tới cổng. Hãy gọi người đang ở cổng.',
  UNKNOWN: 'Không rõ kết quả. Hãy nhìn hình hoặc gọi người đang ở cổng.',
  RETAINED: 'Cổng không nhận lệnh được lưu sẵn. Hãy bấm lại.',
  BAD_FORMAT: 'Cổng không đọc được lệnh, cổng đứng yên. Hãy cập nhật ứng dụng rồi thử lại.',
  ACTOR_MISMATCH: 'Cổng chưa nhận ra máy này, cổng đứng yên. Hỏi chỉ huy.',
  BAD_SIGNATURE: 'Chữ ký của lệnh không khớp, cổng đứng yên. Báo chỉ huy.',
  REVOKED: 'Máy hoặc tài khoản này đã ngừng dùng, cổng đứng yên. Hỏi chỉ huy.',
  STALE: 'Lệnh tới cổng trễ nên không được làm. Hãy nhìn hình rồi bấm lại.',
  CLOCK_SKEW: 'Giờ máy đi nhanh hơn giờ cổng, lệnh chưa được làm. Hãy chỉnh giờ máy rồi bấm lại.',
  DUPLICATE: 'Lệnh này cổng đã nhận một lần, không làm lại.',
  REPLAY: 'Lệnh này cũ hơn lệnh trước nên không được làm. Hãy bấm lại.',
  NOT_ALLOWED: 'Tài khoản này chưa có quyền. Hỏi chỉ huy.',
  LOCKED: 'Cổng đang khóa, lệnh không được làm.',
  DEVICE_OFFLINE: 'Bộ điều khiển cổng mất liên lạc. Lệnh KHÔNG được làm. Hãy gọi người đang ở cổng.',
  OBSTRUCTED: 'Có vật cản, cổng không đóng. Hãy nhìn hình hoặc gọi người đang ở cổng.',
  CANNOT_RECORD:
    'Máy tại cổng không ghi được sổ lệnh nên chỉ nhận lệnh dừng và đóng khi báo động. Hãy gọi người đang ở cổng và báo người quản trị.',
  RATE_LIMITED: 'Cổng vừa nhận nhiều lệnh liền nhau, lệnh này không được làm. Hãy chờ một phút.',
  NEEDS_SECOND: 'Giờ này cần thêm một người đồng ý. Lệnh đang chờ người thứ hai.'
}

export const reasons: Record<RefusalReason, string> = {
  role: 'Tài khoản này chưa có quyền. Hỏi chỉ huy.',
  'closed-hours': 'Giờ này cổng không mở. Việc gấp thì dùng Mở khẩn cấp.',
  'no-picture': 'Hình đã cũ hoặc chưa có, cổng chưa mở. Hãy xem lại hình, hoặc ghi lý do không thấy hình.',
  'no-emergency': 'Cổng này không dùng Mở khẩn cấp, cổng chưa mở. Hãy gọi người đang ở cổng.',
  'alarm-key': 'Máy đang khóa thì chỉ đóng được cổng. Hãy mở khóa máy rồi thử lại.',
  'no-decision': 'Cổng này chưa có quyết định của UBND nên không đóng theo báo động, cổng đứng yên.',
  'too-long': 'Chỉ hoãn được tới sáng mai, trong 12 giờ. Giờ đóng vẫn như cũ.',
  'no-evening': 'Giờ hoãn phải sau giờ tự đóng của tối đó. Giờ đóng vẫn như cũ.',
  'no-clock': 'Máy tại cổng chưa biết giờ nên chưa hoãn được. Giờ đóng vẫn như cũ.',
  'no-reason': 'Hãy ghi lý do hoãn. Giờ đóng vẫn như cũ.',
  postponed: 'Tối nay đã hoãn một lần rồi. Muốn hoãn nữa, hãy gọi chỉ huy.',
  'phone-waiting': 'Máy này chưa được chỉ huy duyệt, cổng đứng yên.'
}
