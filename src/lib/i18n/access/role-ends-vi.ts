const dayText = (day: string) => day.split('-').reverse().join('/')

/** Words for the last day of a role. */
export const roleEnds = {
  title: 'Thời hạn',
  text: 'Hết ngày đó máy chủ và cổng không nhận nữa. Những gì đã ghi trước đó vẫn gửi được.',
  until: (day: string) => `Đến hết ngày ${dayText(day)}.`,
  soon: (role: string, day: string) =>
    `Vai trò ${role} chỉ đến hết ngày ${dayText(day)}. Còn làm nhiệm vụ thì báo chỉ huy để xin gia hạn.`
}
export type RoleEndWords = typeof roleEnds
