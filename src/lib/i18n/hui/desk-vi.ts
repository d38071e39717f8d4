/** Words of the People's Committee's first page: hụi. */
export const desk = {
  due: 'Kỳ tới ngày',
  dueLate: (late: number) => `${late} đã quá ngày`,
  dueTitle: 'Kỳ tới ngày, chưa ghi',
  noneDue: 'Không có kỳ nào tới ngày.',
  late: (days: number) => (days === 0 ? 'Hôm nay' : `Quá ${days} ngày`),
  arrears: 'Dây còn thiếu',
  noArrears: 'Không dây nào còn thiếu.',
  disputed: 'Hai máy ghi khác nhau',
  ofLines: (lines: number) => `${lines} dây`,
  notices: 'Thuộc diện phải thông báo',
  noNotices: 'Không dây nào thuộc diện này.',
  perOpening: (money: string) => `${money} một kỳ`,
  several: (host: string) => `${host} có từ 2 dây cùng lúc`,
  rule: (law: string, money: string) =>
    `Tham khảo ${law}: một kỳ từ ${money} trở lên, hoặc có từ 2 dây cùng lúc. Ở đây chưa ghi dây nào đã thông báo.`,
  more: (lines: number) => `Còn ${lines} dây nữa`,
  tasks: {
    disputed: (lines: number) => `${lines} dây cần đối chiếu`,
    due: (rounds: number) => `${rounds} kỳ tới ngày`,
    arrears: (lines: number) => `${lines} dây còn thiếu`
  },
  all: 'Xem tất cả'
}

export type DeskWords = typeof desk
