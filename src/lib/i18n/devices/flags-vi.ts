import type { FlagKind } from '#lib/domain/notary/facts.ts'

const number = ({ from, to }: { from: number; to: number }) => (from === to ? `${from}` : `${from}–${to}`)

/** Names what was found, behind "Máy của Tư Khởi". */
const found: Record<FlagKind, (count: number) => string> = {
  unsealed: (count) => `${count} bản ghi không đi qua cửa máy chủ`,
  changed: (count) => `${count} bản ghi có chữ ký không khớp`,
  uncertified: (count) => `${count} bản ghi lúc máy hoặc tài khoản chưa được phép`,
  fork: (count) => `${count} số thứ tự có hai bản ghi`,
  gap: (count) => `thiếu ${count} bản ghi`,
  'far-date': (count) => `${count} bản ghi ngày giờ lệch xa`
}

/** Says what it means, and what the commander does about it. */
const explained: Record<FlagKind, string> = {
  unsealed:
    'Có người ghi thẳng vào kho dữ liệu, đứng tên máy này. Việc cần làm: chưa tin các bản ghi đó; báo người quản trị máy chủ ngay.',
  changed:
    'Bản ghi đứng tên máy này nhưng máy không ký như vậy. Việc cần làm: chưa tin các bản ghi đó; hỏi người giữ máy đã ghi gì; báo người quản trị máy chủ.',
  uncertified:
    'Lúc ghi, máy chưa được duyệt hoặc đã ngừng, tài khoản đang tạm ngưng, hoặc không có quyền ghi sổ đó. Việc cần làm: hỏi người giữ máy. Không phải họ ghi thì ngừng dùng máy.',
  fork: 'Một máy không đánh một số hai lần. Việc cần làm: hỏi người giữ máy có khôi phục, sao chép máy không. Nghi có người chép máy thì ngừng dùng máy.',
  gap: 'Quá một ngày máy chủ chưa nhận các số này. Việc cần làm: bảo người giữ máy mở sổ nơi có sóng, vào Đồng bộ gửi hoặc để riêng bản ghi bị từ chối. Mất máy thì hỏi đã ghi gì và ghi lại.',
  'far-date':
    'Ngày giờ ghi lệch xa lúc máy chủ nhận. Việc cần làm: bảo người giữ máy chỉnh lại ngày giờ của máy; ghi nhầm ngày thì ghi lại.'
}

/** Tells the commander what the server has found about the records of a device, and what to do. */
export const flags = {
  title: 'Máy chủ báo cần xem lại',
  text: 'Máy chủ đối chiếu từng bản ghi với chữ ký, quyền, số thứ tự và giờ nhận.',
  found,
  explained,
  of: (name: string, what: string) => `Máy của ${name}: ${what}`,
  server: (what: string) => `Máy chủ của đơn vị: ${what}`,
  unknown: (what: string) => `Máy chưa được duyệt: ${what}`,
  numbers: (book: string, runs: readonly { from: number; to: number }[]) =>
    `${book}: số ${runs.map(number).join(', ')}`,
  settle: 'Giữ để ghi đã xem xong',
  settled: (title: string) => `Đã ghi là xem xong: ${title}.`,
  task: (count: number) => `Máy chủ báo ${count} việc cần xem lại`
}
export type FlagWords = typeof flags
