import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'

/** Kinds of notification about a gate, an alarm or the reader's own account. */
type NoticeKind = AlertKind | 'alarm-started' | 'unanswered' | 'review-needed' | 'password-reset' | 'trial'

/** `minutes`: until the gate closes, since it was opened, or of battery left; undefined when unknown. */
type Sentence = string | ((minutes: number | undefined) => string)

const list = (gates: readonly string[]) => gates.join(', ')

const kinds: Record<NoticeKind, Sentence> = {
  'closes-soon': (minutes) => (minutes === undefined ? 'Sắp tự đóng' : `Sẽ tự đóng sau ${minutes} phút`),
  postponed: 'Đã hoãn giờ tự đóng tối nay',
  'not-closed': 'Chưa đóng được, cần người tới cổng',
  'left-open': (minutes) => (minutes === undefined ? 'Chưa đóng' : `Đã mở ${minutes} phút, chưa đóng`),
  'unexpected-move': 'Cổng chạy mà không có lệnh',
  obstructed: 'Có vật cản, cổng đã dừng',
  'schedule-missed': 'Lỡ giờ đóng, cổng chưa tự đóng',
  offline: 'Bộ điều khiển mất liên lạc',
  deaf: 'Máy tại cổng không nghe được lệnh, đang tự nối lại',
  'retained-command': 'Có lệnh lạ để sẵn, hãy xem cổng',
  'power-lost': (minutes) =>
    minutes === undefined ? 'Mất điện, cổng chạy bằng bình' : `Mất điện – bình còn ${minutes} phút`,
  'power-back': 'Có điện lại. Hãy nhìn cổng và đối chiếu',
  'controller-warned': 'Bộ điều khiển cần xem lại cài đặt',
  'cannot-record': 'Máy tại cổng không ghi được xuống đĩa, chỉ còn dừng và đóng khi báo động',
  'alarm-started': 'BÁO ĐỘNG đóng cổng',
  unanswered: 'Có cổng đóng tay chưa ai trả lời',
  'review-needed': 'Có lần mở khẩn cấp cần chỉ huy xem lại',
  trial: 'Thử thông báo: có báo động thì máy này sẽ reo',
  'password-reset': 'Mật khẩu của tài khoản vừa được đặt lại. Mở sổ để xem ai đặt'
}

/** Words of notifications, both on a closed phone and at the top of the open app. */
export const notices = {
  kinds,
  /** Shown for a kind sent by a server or gate newer than this app. */
  other: 'Có tin mới, mở ứng dụng để xem',
  /** Stand in for the sentence where the notice names gates. */
  named: {
    'alarm-started': (gates: readonly string[]) => `BÁO ĐỘNG: đóng tay ${list(gates)}`,
    unanswered: (gates: readonly string[]) => `Chưa trả lời: ${list(gates)}`
  },
  again: (times: number) => `nhắc lần ${times}`,
  /** The button of an alarm: the phone's owner has seen it, and no more. */
  received: 'Đã nhận',
  drill: 'DIỄN TẬP',
  see: 'Xem',
  dismiss: 'Ẩn',
  more: (count: number) => `và ${count} tin khác`,
  setting: {
    title: 'Thông báo',
    push: 'Báo cả khi ứng dụng đóng',
    pushText:
      'Cổng, báo động và mật khẩu được đặt lại: tên cổng, việc gì, không có tên người. Chạm vào chỉ mở trang, không điều khiển gì.',
    on: 'Đang bật trên máy này',
    turnOn: 'Bật thông báo',
    turnOff: 'Tắt thông báo trên máy này',
    busy: 'Đang bật…',
    /** Offers to turn them on, where the page of the day says that this phone would not ring. */
    offer: 'Máy này chưa reo khi có báo động mà ứng dụng đang đóng.',
    later: 'Để sau',
    states: {
      off: 'Chưa bật trên máy này',
      denied: 'Trình duyệt đang chặn thông báo. Mở cài đặt của trình duyệt để cho phép, rồi bật lại ở đây.',
      'not-installed':
        'iPhone chỉ nhận thông báo khi ứng dụng ở màn hình chính. Bấm Chia sẻ, Thêm vào MH chính, mở lại từ đó rồi bật.',
      unavailable:
        'Máy này không nhận được thông báo khi ứng dụng đóng. Hãy cài ứng dụng ra màn hình chính rồi thử lại.',
      'not-offered': 'Máy chủ của đơn vị chưa bật thông báo. Khi ứng dụng mở, cổng vẫn báo ở đầu màn hình.',
      unreachable: 'Chưa tới được máy chủ. Có mạng rồi bật lại.'
    },
    sound: 'Âm báo khi ứng dụng mở',
    sounds: { on: 'Có', off: 'Không' },
    try: 'Nghe thử'
  }
}
export type NoticeWords = typeof notices
