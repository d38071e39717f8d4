/** Words of the pictures on a host's page. */
export const huiHost = {
  show: 'Xem số',
  liability: {
    title: 'Hụi chết còn phải đóng, theo ngày',
    text: 'Các phần đã hốt trong mọi dây của chủ hụi này còn phải đóng ở các kỳ tới, tính theo mệnh giá. Chưa cộng tiền đang thiếu. Không phải dự báo.',
    now: 'Kỳ gần nhất:',
    peak: (money: string) => `Cao nhất ${money}`,
    summary: (now: string, peak: string, day: string) => `Kỳ gần nhất ${now}. Cao nhất ${peak}, ngày ${day}.`,
    day: 'Ngày',
    owed: 'Còn phải đóng'
  },
  stops: {
    title: 'Nếu một người ngừng đóng',
    member: 'Người đã hốt',
    choose: 'Chọn một người',
    total: (name: string) => `Nếu ${name} ngừng đóng, chủ hụi phải góp thay:`,
    nothing: (name: string) => `${name} không còn kỳ nào phải đóng.`,
    text: 'Tính các kỳ chưa tới của phần đã hốt. Chỉ để xem trước, không nói ai sẽ ngừng. Thỏa thuận của dây có thể khác:',
    logged: 'Lượt xem từng người được ghi lại.'
  },
  ahead: {
    sum: (people: number, money: string) => `${people} người đã hốt còn phải đóng ${money} ở các kỳ tới.`,
    each: 'Từng người chỉ xem được khi đã mở hồ sơ vỡ hụi.'
  }
}

export type HuiHostText = typeof huiHost
