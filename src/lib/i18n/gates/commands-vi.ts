import type { LockKind } from '#lib/domain/gates/contract/actions.ts'
import type { Schedule, Weekday } from '#lib/domain/gates/schedule.ts'

/** The week as people speak of it: from Monday. */
const week: readonly Weekday[] = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']

function inWeek(hours: Exclude<Schedule['closeAt'], string>): string {
  const closes = week.flatMap((day) => (hours[day] ? [`${day} ${hours[day]}`] : []))
  return `Tự đóng ${closes.join(' · ')}`
}

const kinds: Record<LockKind, string> = { maintenance: 'Bảo trì', alarm: 'Báo động' }
const kindTexts: Record<LockKind, string> = {
  maintenance: 'Cổng đứng yên: không ai đóng, mở từ xa được, kể cả giờ đóng tối nay.',
  alarm: 'Cổng chỉ đóng, không mở, trừ Mở khẩn cấp.'
}

/** Words for commands other than moving the gate, and for reviewing them afterwards. */
export const orders = {
  lock: {
    open: 'Khóa cổng',
    release: 'Mở khóa',
    title: 'Khóa cổng',
    releaseTitle: 'Mở khóa cổng',
    kind: 'Khóa vì việc gì?',
    kinds,
    kindTexts,
    kindMissing: 'Chưa khóa. Hãy chọn một việc.',
    reason: 'Lý do',
    reasonHint: 'VD: thay xích',
    releaseHint: 'VD: đã thay xong',
    reasonMissing: 'Chưa gửi. Hãy ghi ngắn gọn lý do.',
    lock: 'Khóa cổng',
    unlock: 'Mở khóa cổng',
    keeps: 'Đang khóa để bảo trì: tới giờ cổng không tự đóng',
    notes: 'Cổng không chạy vì lệnh này. Người khóa và lý do ghi vào nhật ký.'
  },
  postpone: {
    open: 'Hoãn tối nay',
    again: 'Hoãn thêm',
    /** Says that tonight's closing is put off, and by whom where that is known. */
    used: (until: string, name: string | null) =>
      name === null ? `Đã hoãn đến ${until}` : `Đã hoãn đến ${until}, người hoãn: ${name}`,
    usedText: 'Mỗi tối hoãn một lần. Muốn hoãn nữa, hãy gọi chỉ huy.',
    title: 'Hoãn giờ đóng',
    ahead: 'Chọn một tối sau này cũng được, ví dụ ngày lễ: ghi ngày và giờ đóng của tối đó.',
    closes: (when: string) => `Cổng tự đóng lúc ${when}`,
    /** Says at which hours it closes, the whole week or day by day. */
    hours: (closeAt: Schedule['closeAt'], openAt: string) =>
      typeof closeAt === 'string'
        ? `Mỗi tối ${closeAt}, mở lại từ ${openAt}`
        : `${inWeek(closeAt)}; mở lại từ ${openAt}`,
    isPostponed: (day: string, until: string) => `Đã hoãn tối ${day}: tới ${until} mới đóng`,
    why: 'Hoãn vì việc gì?',
    whys: { funeral: 'Đám tang', feast: 'Lễ', boats: 'Ghe về', other: 'Việc khác' },
    whyMissing: 'Chưa hoãn. Hãy chọn một việc.',
    more: 'Ghi thêm (nếu cần)',
    moreNeeded: 'Việc gì?',
    moreMissing: 'Chưa hoãn. Hãy ghi ngắn gọn là việc gì.',
    until: 'Đóng lúc',
    untilMissing: 'Chưa hoãn. Hãy chọn giờ đóng.',
    untilEarly: (when: string) => `Chưa hoãn. Hãy chọn giờ sau ${when}.`,
    untilFar: 'Chưa hoãn. Chỉ hoãn trước được 60 ngày.',
    untilLate: 'Chưa hoãn. Chỉ hoãn được trong 12 giờ tới.',
    submit: 'Hoãn giờ đóng',
    notes: 'Tới giờ đó cổng báo 5 giây rồi tự đóng.',
    early: (when: string) => `Hoãn được từ ${when}: chỉ hoãn trong vòng 12 giờ tới.`,
    none: 'Cổng này không tự đóng theo giờ',
    noneText: 'Không có giờ đóng nào để hoãn, hoặc máy chưa nghe được cổng.'
  },
  review: {
    task: (gate: string) => `Xem lại mở khẩn cấp: ${gate}`,
    title: 'Xem lại lần mở khẩn cấp',
    text: 'Việc gấp thì mở trước, xem lại sau. Hãy xem lý do và hình, rồi xác nhận đã xem.',
    what: 'Việc',
    who: 'Người mở',
    when: 'Lúc',
    reason: 'Lý do',
    came: 'Kết quả',
    submit: 'Đã xem lại',
    done: (name: string, when: string) => `${name} đã xem lại, ${when}.`,
    unknown: 'Máy này chưa có lần mở đó',
    unknownText: 'Sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.'
  }
}
export type OrderWords = typeof orders
