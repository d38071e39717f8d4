/** Words for records that came after their author had left. */
export const unconfirmed = {
  title: (count: number) => `Chờ xác nhận (${count})`,
  text: 'Về đến máy chủ sau khi máy ghi đã ngừng hoặc hết quyền, nên chưa tính vào sổ. Không mất gì.',
  records: (count: number) => `${count} bản ghi`,
  look: 'Xem và xác nhận',
  ask: 'Báo chỉ huy xem và xác nhận.',
  ours: 'Hỏi người ghi và xem từng dòng. Bỏ chọn dòng lạ. Dòng đã xác nhận được tính như đã ghi lúc đó.',
  pick: 'Xác nhận dòng này',
  none: 'Chưa chọn dòng nào',
  confirmed: (count: number) => `Đã xác nhận ${count} bản ghi.`,
  confirm: (count: number) => `Giữ để xác nhận ${count} bản ghi`,
  holding: 'Giữ yên một giây…',
  more: (count: number) => `Còn ${count} bản ghi nữa.`
}
export type UnconfirmedWords = typeof unconfirmed
