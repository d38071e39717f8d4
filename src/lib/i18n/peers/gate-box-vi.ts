import type { BoxRefusalCode } from '#lib/domain/gates/contract/gate-box/box-reply.ts'

/** Says why boxes were not left or taken at a gate; each sentence says what to do. */
const problems: Record<BoxRefusalCode | 'DENIED' | 'UNREACHABLE' | 'REVOKED' | 'NOT_ALLOWED', string> = {
  BOX_FULL: 'Hộp ở cổng đã đầy, chưa nhận thêm. Bản ghi vẫn còn trên máy.',
  YOURS_FULL: 'Hộp đang giữ nhiều gói của máy này rồi, chưa nhận thêm. Bản ghi vẫn còn trên máy.',
  TOO_OFTEN: 'Máy này vừa gửi nhiều quá. Bản ghi vẫn còn trên máy, một giờ nữa hãy gửi lại.',
  DISK_FULL: 'Ổ đĩa của máy ở cổng hết chỗ, chưa nhận thêm. Hãy báo người trông máy.',
  OTHER_SERVER: 'Máy này hoặc hộp chưa biết khóa mới của máy chủ. Hãy đồng bộ khi có mạng rồi gửi lại.',
  BAD_BOX: 'Gói không nguyên vẹn nên không nhận. Hãy thử lại.',
  STRANGER: 'Có gói của máy chưa được duyệt, hộp không nhận. Gói vẫn còn trên máy này, có mạng thì tự gửi.',
  GONE: 'Gói không còn ở hộp nữa.',
  DENIED:
    'Máy này đang chặn mạng nội bộ. Bấm biểu tượng cạnh địa chỉ trang → Quyền → Mạng nội bộ → Cho phép.',
  UNREACHABLE: 'Chưa tới được hộp. Hãy đứng gần cổng, bật Wi-Fi của cổng rồi thử lại.',
  REVOKED: 'Hộp không nhận máy này: máy chưa được duyệt, hoặc đã ngừng dùng. Hãy báo chỉ huy.',
  NOT_ALLOWED: 'Hộp ở cổng này chưa mở cho điện thoại. Hãy báo người lắp máy.'
}

/** Words for leaving records at a gate's box, where there is no signal. */
export const gateBox = {
  open: 'Gửi ở cổng',
  title: 'Gửi ở cổng',
  text: 'Máy ở cổng giữ hộ gói niêm phong, có sóng thì tự gửi về máy chủ. Chỉ máy chủ mở được. Gói chưa gửi được sẽ bỏ sau 7 ngày; bản ghi trên máy này vẫn còn.',
  whom: 'Đang đứng ở cổng nào?',
  wifi: 'Bật Wi-Fi của cổng rồi bấm.',
  none: 'Chưa có cổng nào có hộp',
  noneText: 'Chỉ huy ghi địa chỉ ở trang của cổng, mục Mạng tại cổng.',
  stages: {
    connecting: () => 'Đang nối tới hộp…',
    sealing: () => 'Đang niêm phong…',
    leaving: (done: number, of: number) => `Đang gửi gói ${done + 1}/${of}…`,
    taking: (done: number, of: number) => `Đang nhận gói mang hộ ${done + 1}/${of}…`
  },
  silent: 'Hộp chưa trả lời, máy đang tự thử lại. Hãy đứng gần cổng và bật Wi-Fi của cổng.',
  progress: 'Tiến độ',
  left: (name: string) => `Đã gửi ở hộp ${name}, chờ hộp có sóng`,
  leftNote: (records: number, boxes: number) =>
    records > 0 ? `${records} bản ghi, ảnh · ${boxes} gói niêm phong` : `${boxes} gói niêm phong`,
  leftAt: (when: string) => `Gửi lúc ${when}`,
  nothing: 'Máy này không có gì chờ gửi',
  unleft: (boxes: number) => `Còn ${boxes} gói chưa gửi được ở hộp`,
  taken: (boxes: number) => `Mang hộ thêm ${boxes} gói niêm phong, có sóng tự gửi`,
  problems,
  problem: 'Hộp ở cổng chưa nhận được. Bản ghi vẫn còn trên máy. Hãy thử lại.'
}
export type GateBoxWords = typeof gateBox
