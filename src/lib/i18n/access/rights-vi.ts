import type { GateAction } from '#lib/domain/gates/contract/actions.ts'

const acts: Record<GateAction, string> = {
  OPEN: 'mở',
  CLOSE: 'đóng',
  STOP: 'dừng',
  PASS: 'cho qua rồi đóng',
  LOCK: 'khóa',
  UNLOCK: 'mở khóa',
  POSTPONE: 'hoãn giờ đóng'
}

/** Words for what an account may do, as sentences. */
export const rights = {
  title: 'Quyền của tôi',
  row: 'Sổ nào đọc, ghi được; cổng nào mở, đóng được',
  text: 'Điện thoại, máy chủ và máy tại cổng đều hỏi đúng bảng này. Cần thêm quyền thì hỏi chỉ huy.',
  none: 'Tài khoản này chưa có vai trò, nên chưa đọc, ghi được gì.',
  gates: 'Cổng có mô-tơ',
  every: 'Mọi cổng',
  noMotor: 'Đơn vị chưa có cổng có mô-tơ.',
  noGate: 'Không có cổng nào giao cho tài khoản này. Thấy trộm thì gọi công an.',
  at: (asks: readonly GateAction[], looks: boolean) =>
    `Được ${[...asks.map((action) => acts[action]), ...(looks ? ['xem camera'] : [])].join(', ')}.`,
  inAlarm: 'Đóng cùng nhóm cổng khi báo động.',
  stricter: 'Cổng nào đặt giờ cấm mở hoặc cần hai người thì theo cổng đó.',
  books: 'Sổ',
  reads: 'Đọc được.',
  unread: 'Không đọc được.',
  writes: (kinds: readonly string[]) => `Ghi được: ${kinds.join(' · ')}.`
}
export type RightsWords = typeof rights
