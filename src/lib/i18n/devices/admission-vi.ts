/** Words for phones and accounts in use, and for shutting them out. */
export const standing = {
  waiting: 'Chờ duyệt',
  waitingText: 'Chỉ duyệt khi chủ máy đọc đúng mã hiện trên máy đó.',
  noneWaiting: 'Không có máy nào chờ duyệt. Máy mới đăng nhập trong đơn vị sẽ hiện ở đây.',
  waitingOf: (name: string) => `Máy của ${name} chờ duyệt`,
  approve: (code: string) => `Giữ để duyệt máy ${code}`,
  /** Four digits and two letters, by which people tell phones apart. */
  code: (code: string) => `mã ${code}`,
  inUse: 'Đang dùng',
  shutOut: 'Đã ngừng',
  outCount: (count: number) => `${count} máy đã ngừng dùng`,
  thisPhone: 'Máy này',
  pick: 'Bấm vào một máy để xem, kết thúc phiên, hoặc ngừng dùng khi mất máy, đổi người.',
  owner: 'Người dùng',
  enrolled: (when: string) => `Vào đơn vị ${when}`,
  unknown: 'Máy này chưa có máy đó',
  unknownText: 'Danh sách sẽ đủ khi đồng bộ xong.',
  own: 'Đây là máy đang cầm. Muốn ngừng máy này thì dùng máy của chỉ huy khác.',
  reason: 'Lý do',
  because: (reason: string) => `Lý do: ${reason}`,
  reasonMissing: 'Hãy ghi ngắn gọn lý do.',
  /** Shown on the phone itself. */
  here: {
    /** @param names those who may approve it, as far as this phone knows */
    waiting: (names: readonly string[]) =>
      `Máy này đang chờ ${names.join(' hoặc ') || 'chỉ huy'} duyệt: đọc mã dưới đây cho người ấy, sổ và các cổng của đơn vị về máy ngay sau đó.`,
    /** To a commander, who has another phone for it. */
    waitingForOwn:
      'Duyệt máy này ở máy đang dùng của anh/chị, hoặc nhờ chỉ huy khác: Thêm → Máy của đơn vị, chọn máy có mã dưới đây.',
    barred:
      'Máy này đã bị ngừng dùng hoặc tài khoản bị tạm ngưng nên chưa gửi, chưa nhận được. Bản ghi vẫn giữ trên máy này. Hỏi chỉ huy.',
    ended:
      'Vai trò của tài khoản này đã hết hạn nên không nhận sổ, không ra lệnh cho cổng được nữa. Những gì đã ghi trước đó vẫn tự gửi. Còn làm nhiệm vụ thì báo chỉ huy để xin gia hạn.',
    noBooks: 'Sổ của đơn vị chưa về máy',
    noBooksText: 'Chưa biết có việc nào đang chờ. Sổ về khi máy tới được máy chủ.',
    noBooksYet: {
      waiting: 'Những gì ghi trong lúc chờ duyệt vẫn giữ trên máy này và tự gửi sau.',
      ended: 'Vai trò của tài khoản này đã hết hạn.',
      barred: 'Chưa biết có việc nào đang chờ. Hỏi chỉ huy.'
    },
    ownCode: 'Mã của máy này'
  },
  phone: {
    title: 'Máy đang dùng',
    suspended: 'Máy có tài khoản tạm ngưng',
    waiting: 'Máy chờ duyệt',
    stop: 'Ngừng dùng máy',
    out: 'Máy đã ngừng dùng',
    reasonHint: 'VD: đổi người',
    text: 'Khi đã ngừng, máy này không gửi, không nhận được nữa, cổng không nhận lệnh từ máy. Bản ghi đã gửi vẫn còn nguyên. Sổ đã về máy không xóa được từ xa: ai biết mã PIN vẫn xem được.',
    hold: 'Giữ để ngừng dùng máy',
    since: (name: string, when: string) => `${name} ngừng máy này ${when}.`,
    readmit: 'Giữ để cho dùng lại máy này',
    readmitText: 'Chỉ cho dùng lại khi máy đã về đúng chủ.',
    /** For a machine at gates: the names of those that it moves. */
    moves: (gates: readonly string[]) =>
      gates.length > 0
        ? `Đang điều khiển: ${gates.join(', ')}.`
        : 'Không điều khiển cổng nào: cổng đã chọn máy khác, hoặc chưa chọn máy này. Chọn ở trang của cổng → Sửa thông tin cổng → Máy tại cổng này. Máy không dùng nữa thì ngừng ở dưới.'
  },
  /** On the page to which a code leads that was scanned at a machine. */
  scanned: {
    fits: 'Đúng máy vừa quét: dấu khóa khớp.',
    text: 'Chỉ duyệt khi chính mình vừa quét mã trên máy đó.',
    differs:
      'KHÔNG phải máy vừa quét: dấu khóa không khớp nên không duyệt được ở đây. Quét lại mã trên chính máy đó.',
    notYet: 'Chưa thấy máy vừa quét',
    notYetText: 'Máy ấy phải chạy và gọi được máy chủ trước. Máy sẽ hiện ra ở đây.'
  },
  account: {
    title: 'Tài khoản',
    stop: 'Tạm ngưng tài khoản',
    reasonHint: 'VD: đã nghỉ việc',
    text: 'Khi tạm ngưng, mọi máy của người này không gửi, không nhận được, cổng không nhận lệnh. Bản ghi đã gửi vẫn còn nguyên. Chỉ huy cho dùng lại được lúc nào cũng được.',
    hold: 'Giữ để tạm ngưng tài khoản',
    since: (name: string, when: string) => `${name} tạm ngưng tài khoản này ${when}.`,
    restore: 'Giữ để cho dùng lại tài khoản',
    open: (name: string) => `Tạm ngưng cả tài khoản của ${name}`,
    reopen: (name: string) => `Tài khoản của ${name} đang tạm ngưng: xem, cho dùng lại`,
    out: 'Tài khoản đang tạm ngưng',
    own: 'Đây là tài khoản đang dùng. Chỉ huy khác mới ngừng được tài khoản này.'
  },
  /** Says what the commander has just done. */
  done: {
    approved: (name: string) => `Đã duyệt máy của ${name}.`,
    revoked: (name: string) => `Đã ngừng dùng máy của ${name}.`,
    readmitted: (name: string) => `Đã cho dùng lại máy của ${name}.`,
    suspended: (name: string) => `Đã tạm ngưng tài khoản của ${name}.`,
    restored: (name: string) => `Đã cho dùng lại tài khoản của ${name}.`
  },
  /** Says instead that it does not hold before the server has it. */
  waits: {
    approved: (name: string) =>
      `CHƯA có hiệu lực: máy của ${name} chỉ được duyệt khi máy đang cầm có mạng và gửi xong.`,
    revoked: (name: string) =>
      `CHƯA có hiệu lực: máy của ${name} vẫn dùng được cho tới khi máy đang cầm có mạng và gửi xong.`,
    readmitted: (name: string) =>
      `CHƯA có hiệu lực: máy của ${name} chỉ dùng lại được khi máy đang cầm có mạng và gửi xong.`,
    suspended: (name: string) =>
      `CHƯA có hiệu lực: tài khoản của ${name} vẫn dùng được cho tới khi máy đang cầm có mạng và gửi xong.`,
    restored: (name: string) =>
      `CHƯA có hiệu lực: tài khoản của ${name} chỉ dùng lại được khi máy đang cầm có mạng và gửi xong.`
  },
  refused: (name: string) =>
    `KHÔNG có hiệu lực: máy chủ từ chối việc vừa ghi về ${name}. Mở Đồng bộ để xem vì sao.`,
  holding: 'Giữ yên một giây…'
}
export type StandingWords = typeof standing
