/** Words for handing an officer's work over, and for its paper. */
export const handover = {
  title: 'Bàn giao công tác',
  text: 'Mọi hồ sơ, tin báo, dây hụi, cổng người này đang phụ trách và chỗ ngồi trong nhóm hụi chuyển hết sang người nhận trong một lần ghi. Việc ghi trước lúc bàn giao mà máy này chưa nhận cũng chuyển theo.',
  from: (name: string) => `Người bàn giao: ${name}`,
  inCharge: (name: string) => `Phụ trách: ${name}`,
  mine: 'Bạn phụ trách',
  files: (count: number) => `Hồ sơ, tin báo đang mở (${count})`,
  lines: (count: number) => `Dây hụi đang giữ sổ (${count})`,
  gates: (count: number) => `Cổng đang giữ (${count})`,
  groups: (count: number) => `Nhóm hụi đang tham gia (${count})`,
  nothing: 'Không có việc nào để bàn giao',
  nothingText: (name: string) =>
    `${name} không phụ trách hồ sơ, dây hụi hay cổng nào, không ngồi trong nhóm hụi nào.`,
  nothingHere: 'Máy này chưa thấy việc nào của người này. Việc máy khác gửi về sau vẫn chuyển theo.',
  tooMany: (listed: number) => `Giấy chỉ kê ${listed} mục mỗi loại; phần còn lại vẫn chuyển theo.`,
  unlisted: 'Đơn vị chưa có tài khoản này',
  nobody: 'Chưa có ai nhận được',
  nobodyText:
    'Người nhận phải có tên trong danh sách của đơn vị, không bị tạm ngưng, vai trò còn hạn và đọc được những gì bàn giao: hồ sơ và dây hụi cần chỉ huy hoặc cán bộ.',
  to: 'Người nhận',
  toHint: 'Chọn người nhận',
  toMissing: 'Hãy chọn người nhận.',
  /** A name among those to choose from, beside the person's roles. */
  person: (name: string, roles: string) => `${name} (${roles})`,
  reason: 'Lý do, quyết định (không bắt buộc)',
  reasonHint: 'VD: quyết định 12',
  hold: 'Giữ để bàn giao',
  holding: 'Giữ yên một giây…',
  /** Rows of one handover. */
  handed: (to: string) => `Đã bàn giao cho ${to}`,
  received: (from: string) => `Nhận bàn giao từ ${from}`,
  counted: (files: number, lines: number, gates: number, groups: number) =>
    [
      files > 0 && `${files} hồ sơ, tin báo`,
      lines > 0 && `${lines} dây hụi`,
      gates > 0 && `${gates} cổng`,
      groups > 0 && `${groups} nhóm hụi`
    ]
      .filter(Boolean)
      .join(' · ') || 'Không kê mục nào',
  by: (name: string, when: string) => `${name} quyết định, ${when}`,
  waits: (name: string) => `Chờ ${name} xác nhận đã nhận.`,
  /** For a keeper, who does not read the book with the handover. */
  byHand: (name: string) => `${name} không dùng sổ vụ việc trên máy: ký nhận trên giấy.`,
  taken: (name: string, when: string) => `${name} đã nhận, ${when}.`,
  pending: 'Đã lưu trên máy, CHƯA gửi: máy khác và cổng chưa biết cho tới khi máy này có mạng.',
  refused: 'Máy chủ từ chối: việc KHÔNG chuyển. Mở Đồng bộ để xem vì sao.',
  takeOver: 'Đã nhận',
  takeOverText: 'Xem hết danh sách rồi mới xác nhận. Thiếu gì thì hỏi người bàn giao.',
  print: 'In giấy bàn giao',
  unknown: 'Máy này chưa có lần bàn giao đó',
  unknownText: 'Danh sách sẽ đủ khi đồng bộ xong.',
  missing: (id: string) => `Chưa có trên máy này: ${id}`,
  past: 'Các lần bàn giao',
  next: 'Việc nên làm tiếp',
  nextText: (name: string) => `Công tác của ${name} đã bàn giao. Người này chuyển đi hẳn thì còn:`,
  nextPhones: (count: number) => `Ngừng từng máy đang dùng (${count})`,
  nextPhonesText: 'Bấm vào máy ở danh sách trên: máy không gửi, không nhận, cổng không nhận lệnh.',
  nextAccount: 'Tạm ngưng tài khoản',
  nextAccountText: 'Mọi máy của người này cùng lúc. Ở cuối trang này.',
  nextRoles: 'Cho vai trò hết hạn theo ngày',
  nextRolesText: 'Còn làm đến một ngày: nhờ người quản trị ghi ngày cuối vào danh sách tài khoản.',
  nextHere: (name: string) => `Việc nên làm tiếp với tài khoản của ${name}`,
  paper: {
    mark: 'BBBG',
    heading: 'BIÊN BẢN BÀN GIAO CÔNG TÁC',
    today: (hour: string, day: number, month: number, year: number) =>
      `Lúc ${hour}, ngày ${day} tháng ${month} năm ${year}, chỉ huy quyết định bàn giao công tác như sau:`,
    decided: 'Người quyết định',
    from: 'Người bàn giao',
    to: 'Người nhận',
    post: 'Chức vụ',
    reason: 'Lý do',
    files: 'I. Hồ sơ vụ việc, tin báo',
    lines: 'II. Dây hụi',
    gates: 'III. Cổng',
    groups: 'IV. Chỗ ngồi trong nhóm hụi',
    none: 'Không có.',
    columns: {
      kind: 'Loại',
      day: 'Ngày tiếp nhận',
      about: 'Nơi xảy ra, nội dung',
      line: 'Dây',
      host: 'Chủ',
      round: 'Kỳ'
    },
    tip: (category: string) => `Tin báo: ${category}`,
    round: (k: number, n: number) => `${k}/${n}`,
    all: 'Bản kê lập theo sổ trên máy của người quyết định lúc bàn giao. Việc người bàn giao ghi trước lúc đó mà đến sau cũng thuộc về người nhận.',
    taken: (who: string, when: string) => `Người nhận đã xác nhận trên máy: ${who}, ${when}.`,
    notTaken: 'Người nhận CHƯA xác nhận trên máy.',
    refused: 'Máy chủ KHÔNG nhận lần bàn giao này: giấy không có giá trị.',
    notSent: 'Lần bàn giao này chưa gửi máy chủ.',
    ids: (id: string, device: string) => `Mã bản ghi: ${id}; khóa của máy đã ký: ${device}`,
    takenIds: (id: string, device: string) => `Mã xác nhận: ${id}; khóa của máy đã ký: ${device}`,
    signed: {
      genuine: 'Chữ ký số: khớp.',
      changed: 'Chữ ký số: KHÔNG KHỚP.',
      unknown: 'Chữ ký số: chưa kiểm được.'
    },
    signers: ['NGƯỜI BÀN GIAO', 'NGƯỜI NHẬN', 'NGƯỜI QUYẾT ĐỊNH']
  }
}
export type HandoverWords = typeof handover
