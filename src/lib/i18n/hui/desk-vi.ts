/** Words of the task that the unit's hụi lines are on first pages. */
export const desk = {
  dueLate: (late: number) => `${late} đã quá ngày`,
  silent: {
    title: 'Kỳ hụi chưa báo',
    hosts: (hosts: number, rows: number) =>
      rows > hosts ? `${rows} dây của ${hosts} chủ hụi` : `${hosts} chủ hụi`
  },
  tasks: {
    disputed: (lines: number) => `${lines} dây cần đối chiếu`,
    due: (lines: number) => `${lines} dây tới kỳ`,
    arrears: (lines: number) => `${lines} dây còn thiếu`,
    unlisted: (lines: number) => `${lines} dây cần đưa vào sổ thông báo`
  },
  none: 'Không còn dây nào như vậy',
  noneText: 'Việc đã có người ghi xong.',
  all: 'Xem mọi dây hụi'
}

export type DeskWords = typeof desk
