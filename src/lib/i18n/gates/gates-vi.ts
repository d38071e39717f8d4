import { commandRefusals, reasons } from './command-refusals-vi.ts'
import type { Emergency, GateAction, LockKind } from '#lib/domain/gates/contract/actions.ts'
import type { ReplyStatus } from '#lib/domain/gates/contract/codes.ts'
import type { GateEvent, GateSource } from '#lib/domain/gates/facts.ts'
import type { Motion } from '#lib/domain/gates/motion.ts'
import { warnings } from './warnings-vi.ts'

const actions: Record<GateAction, string> = {
  OPEN: 'Mở cổng',
  CLOSE: 'Đóng cổng',
  STOP: 'Dừng',
  PASS: 'Mở cho qua rồi đóng',
  LOCK: 'Khóa cổng',
  UNLOCK: 'Mở khóa cổng',
  POSTPONE: 'Hoãn giờ đóng'
}

const emergencies: Record<Emergency, string> = { medical: 'Cấp cứu', fire: 'Cháy', birth: 'Sinh' }

const locks: Record<LockKind, string> = { alarm: 'Báo động', maintenance: 'Bảo trì' }

const motions: Record<Motion, string> = {
  open: 'Cổng báo: đang mở',
  closed: 'Cổng báo: đã đóng',
  opening: 'Cổng báo: đang mở ra',
  closing: 'Cổng báo: đang đóng lại',
  stopped: 'Cổng báo: dừng giữa chừng',
  unknown: 'Không rõ'
}

const replies: Record<ReplyStatus | 'unknown', string> = {
  accepted: 'Cổng đã nhận lệnh',
  moving: 'Cổng đang chạy',
  completed: 'Đã làm xong',
  stopped: 'Cổng đã dừng',
  obstructed: 'Có vật cản, cổng đã dừng',
  timeout: 'Quá giờ, không rõ kết quả',
  failed: 'Cổng không làm được',
  refused: 'Lệnh không được làm',
  unknown: 'Đã ra lệnh, chưa có phản hồi'
}

/** Words for a command that the gate has carried out. @param seconds how long it took; 0 when not measured */
const done: Record<GateAction, (seconds: number) => string> = {
  OPEN: (seconds) => (seconds > 0 ? `Mở xong trong ${seconds} giây` : 'Mở xong'),
  CLOSE: (seconds) => (seconds > 0 ? `Đóng xong trong ${seconds} giây` : 'Đóng xong'),
  STOP: () => 'Đã dừng cổng',
  PASS: () => 'Cho qua xong, đã đóng lại',
  LOCK: () => 'Đã khóa cổng',
  UNLOCK: () => 'Đã mở khóa cổng',
  POSTPONE: () => 'Đã hoãn giờ đóng'
}

/** Words for a gate that was already where the command would bring it. */
const wasThere: Partial<Record<Motion, string>> = {
  open: 'Cổng đã mở sẵn',
  opening: 'Cổng đang mở sẵn theo lệnh trước',
  closed: 'Cổng đã đóng sẵn',
  closing: 'Cổng đang đóng sẵn theo lệnh trước'
}

const events: Record<GateEvent, string> = {
  ...replies,
  'local-manual': 'Thao tác tại chỗ',
  'unexpected-move': 'Cổng chạy mà không có lệnh',
  'left-open': 'Quên đóng',
  'not-closed': 'Chưa đóng được, cần người tới',
  'schedule-missed': 'Lỡ giờ đóng',
  offline: 'Mất liên lạc',
  online: 'Có liên lạc lại',
  deaf: 'Máy tại cổng không nghe được lệnh',
  'power-lost': 'Mất điện',
  'power-back': 'Có điện lại',
  'cannot-record': 'Máy tại cổng không ghi được xuống đĩa',
  'config-changed': 'Đổi cài đặt cổng',
  'camera-viewed': 'Xem hình cổng'
}

const sources: Record<GateSource, string> = {
  app: 'Từ điện thoại',
  lan: 'Từ điện thoại, tại cổng',
  sms: 'Từ điện thoại, qua tin nhắn SMS',
  schedule: 'Theo giờ',
  wall: 'Nút tại chỗ',
  agent: 'Máy tại cổng'
}

/** Words of the motor gate screens, in addition to the common ones. */
export const gates = {
  emptyRecent: 'Gần đây chưa có bản ghi',
  noKeeper: 'Chưa ghi người giữ cổng',
  recordedBy: (name: string) => `${name} ghi`,
  actions,
  emergencies,
  locks,
  motions,
  refusals: commandRefusals,
  reasons,
  replies,
  done,
  wasThere,
  events,
  sources,
  warnings,
  /** Words for what the directory says of a gate, as entries of its log. */
  noted: {
    decision: 'Ghi quyết định của UBND',
    withdrawal: 'Bỏ quyết định của UBND',
    machine: 'Đổi máy tại cổng',
    told: (number: string, day: string, from: string, to: string) =>
      `Số ${number} ngày ${day}, đóng ${from} – ${to}`,
    agent: (name: string) => `Nay là ${name}`,
    noAgent: 'Không ghi máy nào',
    lists: 'Nhập từ danh sách của đơn vị'
  },
  unknownWarning: 'Bộ điều khiển báo một điều mà bản ứng dụng này chưa biết.',
  warningsTitle: (count: number) => `Bộ điều khiển: ${count} điều nên xem lại`,
  unknownCode: 'Cổng không làm lệnh này. Hãy nhìn hình hoặc gọi người đang ở cổng.',
  lockedBy: (name: string) => `Cổng đang khóa, người khóa: ${name}.`,
  unconfirmed: 'Chưa xác nhận từ cổng',
  looks: (count: number) => `Xem hình cổng, ${count} lần`,
  looksEach: 'Hiện từng lần xem',
  looksFold: 'Thu gọn',
  timesMore: (times: number) => `thêm ${times} lần như vậy`,
  /** Says until what time closing is postponed. */
  until: (when: string) => `tới ${when}`,
  reviewed: (name: string) => `${name} đã xem lại`,
  seconded: 'Đã có người thứ hai đồng ý',
  agreed: (name: string, came: string) => `${name} đã đồng ý: ${came}`,
  unreviewed: 'Chờ chỉ huy xem lại',
  emergency: 'Mở khẩn cấp',
  drill: 'Diễn tập'
}
export type OwnGateWords = typeof gates
