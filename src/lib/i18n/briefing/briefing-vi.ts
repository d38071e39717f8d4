/** Words for the morning's meeting and for the mark that the commander has read the book. */
export const briefing = {
  title: 'Giao ban',
  span: (from: string, until: string) => `Từ ${from} đến ${until}`,
  incidents: 'Vụ việc mới',
  tips: 'Tin báo mới',
  pressing: 'Tin quá hạn, sắp hết hạn',
  alarms: 'Báo động, diễn tập',
  gates: 'Cổng',
  hui: 'Hụi',
  none: 'Không có',
  stillOpen: (all: number) => `Đang giải quyết: ${all}`,
  strangers: (seen: number) => `Xe lạ: ${seen} lượt`,
  gatesNow: (open: number, closed: number, unknown: number) =>
    `${open} đang mở · ${closed} đóng · ${unknown} không rõ`,
  rounds: (today: number, late: number) => `Kỳ hụi hôm nay: ${today} · quá ngày: ${late}`,
  silent: (lines: number) => `Chưa báo kỳ: ${lines} dây`,
  disputed: (lines: number) => `Cần đối chiếu: ${lines} dây`,
  over: 'Quá hạn chuyển',
  soon: 'Sắp hết hạn chuyển',
  /** Tells that only what lies on this phone is counted. */
  ofThisPhone: 'Theo sổ trên máy này.',
  stillComing: 'Sổ trên máy này chưa nhận hết: con số có thể còn thiếu.',
  seen: (who: string, when: string) => `Chỉ huy ${who} đã xem sổ, ${when}`,
  notSeen: 'Chỉ huy chưa xem sổ trong 24 giờ qua',
  see: 'Đã xem sổ',
  text: {
    title: 'Nội dung gửi nhóm',
    figures: 'Chỉ có con số: không tên người, biển số, nguồn tin.',
    heading: (unit: string) => `GIAO BAN – ${unit}`,
    incidents: (count: number, kinds: string, open: number) =>
      `Vụ việc mới: ${count}${kinds ? ` (${kinds})` : ''}; đang giải quyết: ${open}.`,
    tips: (count: number, over: number, soon: number) =>
      `Tin báo mới: ${count}; quá hạn chuyển: ${over}; sắp hết hạn: ${soon}.`,
    alarms: (alarms: number, drills: number, strangers: number) =>
      `Báo động: ${alarms}; diễn tập: ${drills}; xe lạ: ${strangers} lượt.`,
    gates: (open: number, closed: number, unknown: number, concerns: number) =>
      `Cổng: ${open} đang mở, ${closed} đóng, ${unknown} không rõ; cần xem lại: ${concerns}.`,
    hui: (today: number, late: number, silent: number) =>
      `Hụi: ${today} kỳ hôm nay, ${late} kỳ quá ngày, ${silent} dây chưa báo.`
  },
  paper: {
    heading: 'BÁO CÁO GIAO BAN',
    mark: 'BC-CAX',
    columns: { time: 'Ngày, giờ', kind: 'Loại', place: 'Nơi xảy ra', gist: 'Nội dung', stage: 'Bước' },
    signers: ['Người lập', 'Chỉ huy']
  }
}
export type BriefingWords = typeof briefing
