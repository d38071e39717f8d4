/** Words of each role's first page. */
export const home = {
  gatesOpened: 'Cổng ghi đã mở',
  gatesClosed: (closed: number) => `${closed} cổng ghi đã đóng, tính trong 24 giờ qua`,
  waiting:
    'Máy này đang chờ chỉ huy duyệt: nhờ chỉ huy mở Thêm, Máy của đơn vị rồi duyệt máy có mã dưới đây. Sổ của đơn vị về máy sau đó. Những gì ghi trong lúc chờ được giữ trên máy này và tự gửi khi máy được duyệt.',
  barred:
    'Máy này đã bị ngừng dùng hoặc tài khoản bị tạm ngưng nên chưa gửi, chưa nhận được. Bản ghi vẫn giữ trên máy này. Hỏi chỉ huy.',
  tasks: 'Việc của tôi',
  noBooks: 'Sổ của đơn vị chưa về máy',
  noBooksText: 'Chưa biết có việc nào đang chờ. Sổ về khi máy tới được máy chủ.',
  noBooksYet: {
    waiting: 'Chưa biết có việc nào đang chờ. Sổ về sau khi chỉ huy duyệt máy này.',
    barred: 'Chưa biết có việc nào đang chờ. Hỏi chỉ huy.'
  },
  noTasks: 'Không có việc nào đang chờ',
  noTasksText: (which: string) => `Ở đây sẽ hiện: ${which}.`,
  /** The kinds of task, shown as far as the account may read them. */
  taskKinds: {
    gates: 'cổng chưa ghi đóng, cổng hư hỏng',
    incidents: 'vụ việc đang giải quyết',
    hui: 'dây hụi tới kỳ, còn thiếu hay cần đối chiếu',
    records: 'bản ghi gửi trễ hay bị từ chối'
  },
  refused: (refused: number) => `${refused} bản ghi bị từ chối`,
  refusedText: 'Vẫn còn trên máy. Bấm để xem vì sao.',
  unsent: (unsent: number) => `${unsent} bản ghi chờ gửi hơn một giờ`,
  unsentText: (since: string) => `Đã lưu trên máy từ ${since}, tự gửi khi có sóng`,
  gateOpened: (gate: string) => `${gate} đã mở, chưa ghi đóng`,
  gateFault: (gate: string) => `${gate} hư hỏng`,
  gateLost: (gate: string) => `${gate} mất liên lạc, không rõ đóng hay mở`,
  phone: (name: string) => `Máy của ${name} chờ duyệt`,
  incidentsOpen: 'Đang giải quyết',
  incidentsAll: (all: number) => `trong ${all} vụ việc, tin báo`,
  writeIncident: 'Ghi vụ việc',
  writeGate: 'Ghi sổ cổng',
  writeClosed: 'Ghi: đã đóng',
  writeOpened: 'Ghi: đã mở',
  writeSeen: 'Xe lạ',
  chooseGate: 'Chọn cổng',
  drawn: 'Hình vẽ, không phải hình từ camera',
  unsaid: 'Chưa ghi đóng hay mở trong 24 giờ qua',
  lost: 'Mất liên lạc'
}

/** Words for admitting phones. */
export const phones = {
  title: 'Máy của đơn vị',
  text: 'Chỉ duyệt khi chủ máy đọc đúng mã hiện trên máy đó.',
  approve: (code: string) => `Duyệt máy ${code}`,
  /** Four digits and two letters, by which people tell phones apart. */
  code: (code: string) => `mã ${code}`,
  ownCode: 'Mã của máy này',
  empty: 'Không có máy nào chờ duyệt. Máy mới đăng nhập trong đơn vị sẽ hiện ở đây.'
}
