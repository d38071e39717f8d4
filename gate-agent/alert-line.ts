import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'

const sentences: Record<AlertKind, string | ((minutes: number | undefined) => string)> = {
  'closes-soon': (minutes) => (minutes === undefined ? 'sắp tự đóng.' : `sẽ tự đóng sau ${minutes} phút.`),
  postponed: 'đã hoãn giờ tự đóng tối nay.',
  'not-closed': 'chưa đóng được, cần người tới cổng.',
  'left-open': (minutes) => (minutes === undefined ? 'chưa đóng.' : `đã mở ${minutes} phút, chưa đóng.`),
  'unexpected-move': 'chạy mà không có lệnh.',
  obstructed: 'có vật cản, đã dừng.',
  'schedule-missed': 'lỡ giờ đóng, chưa tự đóng.',
  offline: 'bộ điều khiển mất liên lạc.',
  deaf: 'máy này không nghe được lệnh qua máy chủ MQTT, đang tự nối lại.',
  'retained-command': 'có lệnh lạ để sẵn ở máy chủ MQTT, hãy xem cổng.',
  'power-lost': (minutes) =>
    minutes === undefined ? 'mất điện, chạy bằng bình.' : `mất điện, bình còn ${minutes} phút.`,
  'power-back': 'có điện lại; hãy nhìn cổng và đối chiếu.',
  'controller-warned': 'bộ điều khiển cần xem lại cài đặt; trang của cổng nói rõ.',
  'cannot-record':
    'máy này không ghi được xuống đĩa (đầy hoặc hỏng), chỉ còn dừng và đóng khi báo động. Hãy dọn đĩa.'
}

/** Returns an alert as a line for whoever stands at the machine. */
export function alertLine(gate: string, alert: AlertKind, minutes?: number): string {
  const sentence = sentences[alert]
  return `${gate}: ${typeof sentence === 'string' ? sentence : sentence(minutes)}`
}
