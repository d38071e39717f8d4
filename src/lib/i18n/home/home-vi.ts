/** Words of each role's first page. */
export const home = {
  gatesOpen: 'Cổng đang mở',
  gatesElse: (closed: number, unknown: number) => `${closed}\u00a0đóng · ${unknown}\u00a0không\u00a0rõ`,
  tasks: 'Việc của tôi',
  briefing: 'Giao ban: 24 giờ qua',
  noTasks: 'Không có việc nào đang chờ',
  noTasksText: (which: string) => `Ở đây sẽ hiện: ${which}.`,
  /** The kinds of task, shown as far as the account may read them. */
  taskKinds: {
    gates: 'cổng chưa đóng, hư hỏng hay cần nhìn lại',
    incidents: 'vụ việc đang giải quyết',
    hui: 'dây hụi tới kỳ, còn thiếu hay cần đối chiếu',
    records: 'bản ghi gửi trễ hay bị từ chối'
  },
  refused: (refused: number) => `${refused} bản ghi bị từ chối`,
  refusedText: 'Vẫn còn trên máy. Bấm để xem vì sao.',
  unsent: (unsent: number) => `${unsent} bản ghi chờ gửi hơn một giờ`,
  unsentText: (since: string) => `Đã lưu trên máy từ ${since}, tự gửi khi có sóng`,
  incidentsOpen: 'Đang giải quyết',
  incidentsAll: (all: number) => `trong ${all} vụ, tin báo`,
  incidentsPressing: (tips: number) => `${tips}\u00a0sắp\u00a0hết\u00a0hạn`,
  incidentsOver: (tips: number) => `${tips}\u00a0quá\u00a0hạn`,
  writeIncident: 'Ghi vụ việc',
  writeTip: 'Ghi tin báo',
  writeGate: 'Ghi sổ cổng',
  writeClosed: 'Ghi: đã đóng',
  writeOpened: 'Ghi: đã mở',
  writeSeen: 'Xe lạ',
  noGate: 'Chưa có cổng nào giao cho bạn',
  noGateText: 'Cần giữ cổng nào thì báo chỉ huy. Thấy trộm thì gọi công an.',
  chooseGate: 'Chọn cổng',
  drawn: 'Hình vẽ, không phải hình từ camera',
  unsaid: 'Chưa ghi đóng hay mở trong 24 giờ qua'
}

/** Words for admitting phones. */
export const phones = {
  title: 'Máy của đơn vị'
}
