/**
 * Words of the sync page (Đồng bộ): the state of the exchange, and records the server did not accept: retried, set
 * aside or exported.
 */
export const unsent = {
  page: {
    states: {
      starting: 'Đang bắt đầu…',
      exchanging: 'Đang trao đổi với máy chủ…',
      idle: 'Đã kết nối máy chủ',
      'waiting-for-network': 'Chưa tới được máy chủ, sẽ tự thử lại',
      'server-trouble': 'Máy chủ đang bận hoặc có trục trặc, sẽ tự thử lại',
      'phone-trouble': 'Máy này gặp trục trặc khi đọc hoặc lưu sổ, sẽ tự thử lại',
      'signed-out': 'Máy chủ cần đăng nhập lại, bản ghi vẫn chờ trên máy',
      'waiting-for-approval': 'Chờ chỉ huy duyệt máy này',
      ended: 'Vai trò đã hết hạn: gửi những gì đã ghi trước đó, không nhận gì thêm',
      barred: 'Máy này đã ngừng dùng',
      outdated: 'Cần cập nhật ứng dụng, bản ghi vẫn chờ trên máy'
    },
    safe: 'Mọi bản ghi đều đã lưu an toàn trên máy này.',
    damaged: (count: number) =>
      `${count} bản ghi bị hỏng trên máy này, không đọc được nữa. Các bản ghi khác vẫn an toàn.`,
    damagedArrived: (count: number) =>
      `${count} bản ghi bị hỏng trên máy này. Máy chủ có bản tốt, máy lấy lại khi trao đổi được với máy chủ.`,
    nothingWaitingText: 'Những gì tài khoản này ghi trên máy đã tới máy chủ.',
    kept: (count: number) =>
      `Sổ hụi riêng: ${count} bản ghi chỉ ở máy này, không tự gửi cho ai. Mất máy là mất. Lưu bản sao ở mục Lưu ra tệp dưới đây.`,
    waits: (until: string) => `Máy chủ đề nghị đợi tới ${until}, bản ghi vẫn chờ trên máy.`,
    last: 'Lần đồng bộ gần nhất',
    never: 'chưa lần nào từ khi mở sổ',
    signInAgain: 'Đăng nhập lại'
  },
  refusedTitle: 'Bản ghi bị từ chối',
  damagedTitle: 'Bản ghi hỏng trên máy này',
  damagedText:
    'Ai còn nhớ việc đó thì ghi lại. Để riêng bản ghi hỏng thì người đọc sổ biết vì sao thiếu một số thứ tự.',
  someShown: (shown: number, all: number) => `Hiện ${shown} trên ${all} bản ghi`,
  sendAgain: 'Gửi lại',
  sendAllAgain: (count: number) => `Gửi lại cả ${count} bản ghi`,
  sending: 'Đang gửi lại…',
  byItself: 'Khi quyền của tài khoản hoặc cách nhận của máy chủ đổi, máy tự gửi lại.',
  asideTitle: 'Đã để riêng',
  asideText: 'Không gửi nữa, không tính vào sổ. Vẫn còn trên máy này.',
  refusedFor: (reason: string) => `Bị từ chối: ${reason}`,
  one: {
    title: 'Bản ghi bị từ chối',
    number: (n: number) => `Bản ghi số ${n} của máy này trong sổ`,
    happened: 'Xảy ra',
    written: 'Ghi lúc',
    inBook: 'Xem trong sổ',
    damaged: 'Bản ghi bị hỏng',
    gone: 'Không có ở đây',
    goneText: 'Bản ghi này đã gửi được, đang chờ gửi, hoặc đã để riêng.'
  },
  aside: {
    title: 'Để riêng, không gửi nữa',
    text: 'Bản ghi không tính vào sổ nữa, vẫn còn trên máy này và lưu ra tệp được. Người đọc sổ chỉ thấy số thứ tự này đã để riêng và lý do.',
    reason: 'Vì sao để riêng?',
    hint: 'VD: ghi nhầm sổ',
    missing: 'Hãy ghi ngắn gọn vì sao.',
    hold: 'Giữ để để riêng',
    holding: 'Giữ yên một giây…',
    cannot: 'Tài khoản này không còn đọc sổ đó nên chưa để riêng được. Bản ghi vẫn còn trên máy.'
  },
  files: {
    title: 'Lưu ra tệp',
    text: 'Mọi bản ghi chưa tới máy chủ: bị từ chối, chờ gửi, để riêng, và sổ hụi riêng của chủ hụi. Tệp nằm trong máy này, làm được cả khi mất mạng; ảnh không nằm trong tệp.',
    table: 'Bảng tính (CSV)',
    signed: 'Bản có chữ ký (JSON)',
    name: 'ban-ghi-chua-gui',
    columns: {
      day: 'Ngày',
      hour: 'Giờ',
      what: 'Việc',
      place: 'Ở đâu',
      words: 'Nội dung',
      state: 'Tình trạng',
      why: 'Chưa gửi được vì',
      written: 'Ghi lúc',
      book: 'Sổ',
      number: 'Số thứ tự',
      id: 'Mã'
    }
  },
  portal:
    'Mạng này chưa cho ra ngoài. Wi-Fi đòi đăng nhập hoặc đồng ý trước: mở trình duyệt để vào mạng, hoặc tắt Wi-Fi, dùng sóng di động. Bản ghi vẫn chờ trên máy.'
}
export type UnsentWords = typeof unsent
