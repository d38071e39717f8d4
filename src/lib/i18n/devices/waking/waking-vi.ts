import type { WakeState } from '#lib/domain/devices/wakefulness.ts'

const states: Record<WakeState, string> = {
  on: 'Có báo động là reo, cả khi máy khóa.',
  off: 'Chưa bật thông báo. Trên máy đó: Cài đặt, Bật thông báo.',
  denied:
    'Trình duyệt đang chặn thông báo. Trên máy đó: cho phép trong cài đặt trình duyệt, rồi Cài đặt, Bật thông báo.',
  'not-installed':
    'iPhone chưa để ứng dụng ở màn hình chính. Trên máy đó: Chia sẻ, Thêm vào MH chính, mở lại từ đó rồi Cài đặt, Bật thông báo.',
  unavailable:
    'Trình duyệt trên máy đó không nhận được thông báo. Dùng Chrome, cài ứng dụng ra màn hình chính.',
  gone: 'Máy đã thôi nhận thông báo. Trên máy đó: mở sổ, vào Cài đặt, Bật thông báo.',
  untold: 'Máy chưa cho biết. Mở sổ trên máy đó một lần khi có mạng.'
}

/** Names a state in a few words, in a list of phones that may not ring; `on`: the last trial was not answered. */
const short: Record<WakeState, string> = {
  on: 'Gửi thử chưa trả lời',
  off: 'Chưa bật thông báo',
  denied: 'Trình duyệt chặn thông báo',
  'not-installed': 'iPhone chưa cài ứng dụng',
  unavailable: 'Trình duyệt không nhận được',
  gone: 'Đã thôi nhận thông báo',
  untold: 'Chưa cho biết'
}

/** Words for whether phones ring while they are locked, and for trying them. */
export const waking = {
  title: 'Reo khi máy khóa',
  states,
  short,
  /** Heads the list of phones that will not ring. */
  silent: (count: number) => `${count} máy có thể không reo khi báo động`,
  silentText: 'Chủ máy chỉ thấy báo động khi đang mở ứng dụng. Cần gấp thì gọi điện.',
  tryOut: 'Gửi thử',
  trying: 'Đang gửi thử, chờ máy trả lời…',
  came: (seconds: number) => (seconds < 1 ? 'Máy đã nhận ngay.' : `Máy đã nhận sau ${seconds} giây.`),
  noAnswer:
    'Máy chưa trả lời sau 20 giây: đang tắt, mất mạng, hoặc tiết kiệm pin không cho chạy nền. Trên máy Android: cài đặt pin của Chrome, chọn Không hạn chế.',
  lastCame: (when: string, seconds: number) =>
    seconds < 1 ? `Gửi thử ${when}: nhận ngay` : `Gửi thử ${when}: nhận sau ${seconds} giây`,
  lastSilent: (when: string) => `Gửi thử ${when}: chưa trả lời`,
  /** Why nothing was tried or listed. */
  notNow: {
    unreachable: 'Cần có mạng để gửi thử.',
    'signed-out': 'Máy chủ cần đăng nhập lại trên máy này rồi mới gửi thử được.',
    'not-offered': 'Máy chủ của đơn vị chưa bật thông báo.',
    'too-soon': 'Vừa gửi thử xong. Đợi 20 giây rồi gửi lại.',
    trouble: 'Máy chủ đang bận hoặc có trục trặc. Hãy thử lại.',
    'not-approved': 'Máy đang cầm chưa được duyệt nên chưa gửi thử được.',
    'not-yours': 'Tài khoản này không gửi thử cho máy đó được. Hỏi chỉ huy.',
    asleep: 'Máy đó chưa bật thông báo nên không gửi thử được.'
  }
}
export type WakingWords = typeof waking
