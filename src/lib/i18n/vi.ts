import type { FactLimit } from '#lib/domain/fact-limits.ts'
import type { GateStateKind } from '#lib/domain/gates/gate-status.ts'
import type { Happening } from '#lib/domain/gates/note.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { Refusal } from '#lib/domain/rules.ts'
import type { SyncState } from '#lib/domain/stored.ts'
import { home, phones } from './home/home-vi.ts'

/** Codes for why a record was not saved on this phone. */
export type UnsavedCode =
  | Refusal['code']
  | FactLimit['code']
  | 'in-future'
  | 'long-past'
  | 'storage-full'
  | 'storage-broken'
  | 'another-tab-writes'
  | 'site-cleared'
  | 'secret-marking'
  | 'blank'

const roles: Record<Role, string> = {
  commander: 'Chỉ huy',
  officer: 'Cán bộ',
  'private-reader': 'Đọc sổ kín',
  keeper: 'Người giữ cổng',
  hamlet: 'Tổ bảo vệ ANTT',
  ubnd: 'UBND',
  host: 'Chủ hụi',
  'province-hui': 'Tỉnh – hụi',
  'province-incidents': 'Tỉnh – vụ việc',
  'province-movement': 'Tỉnh – phong trào',
  auditor: 'Kiểm tra',
  agent: 'Máy tại cổng'
}

const sync: Record<SyncState, string> = {
  pending: 'Chờ gửi',
  sent: 'Đã gửi',
  refused: 'Bị từ chối',
  'set-aside': 'Đã để riêng',
  received: 'Từ máy khác',
  carried: 'Máy khác đưa sang',
  kept: 'Chỉ ở máy này'
}

const happenings: Record<Happening, string> = {
  closed: 'Đã đóng',
  opened: 'Đã mở',
  seen: 'Nhìn thấy',
  fault: 'Hư hỏng',
  other: 'Khác'
}

/** The only words for how a gate stands, on every screen. */
const gateStates: Record<GateStateKind, string> = {
  open: 'Đang mở',
  closed: 'Đã đóng',
  moving: 'Đang chạy',
  unknown: 'Không rõ'
}

/** Each sentence says first what happened to the words somebody typed, and blames nobody. */
const unsaved: Record<UnsavedCode, string> = {
  blank: 'Chưa lưu. Cần thêm nội dung này.',
  'storage-full': 'Máy hết chỗ. Bản ghi CHƯA lưu, nội dung vẫn còn trên màn hình.',
  'storage-broken': 'Bản ghi CHƯA lưu, nội dung vẫn còn trên màn hình. Hãy thử lại hoặc mở lại ứng dụng.',
  'another-tab-writes':
    'Bản ghi CHƯA lưu, nội dung vẫn còn trên màn hình. Ứng dụng này đang ghi dở ở thẻ khác: mở thẻ đó lên hoặc đóng nó, rồi lưu lại.',
  'site-cleared':
    'Bản ghi CHƯA lưu, nội dung vẫn còn trên màn hình. Dữ liệu của ứng dụng trên máy vừa bị xóa trong lúc sổ đang mở: hãy chép lại nội dung, rồi tải lại trang và mở sổ lại.',
  'in-future': 'Chưa lưu, nội dung vẫn còn. Giờ này chưa tới, hãy chọn lại.',
  'long-past': 'Chưa lưu, nội dung vẫn còn. Giờ này cách đây hơn một năm, hãy xem lại năm.',
  'signed-out': 'Chưa lưu, nội dung vẫn còn. Cần đăng nhập lại.',
  'not-allowed': 'Chưa lưu, nội dung vẫn còn. Tài khoản này chưa có quyền. Hỏi chỉ huy.',
  'not-author': 'Chưa lưu, nội dung vẫn còn. Bản ghi mang tên tài khoản khác.',
  'wrong-place': 'Chưa lưu, nội dung vẫn còn. Bản ghi không thuộc sổ này.',
  'unknown-type': 'Chưa lưu, nội dung vẫn còn. Hãy cập nhật ứng dụng.',
  immutable: 'Chưa lưu. Bản ghi đã có thì không sửa, hãy ghi thêm bản mới.',
  malformed: 'Chưa lưu, nội dung vẫn còn. Hãy xem lại chỗ này.',
  'not-nfc': 'Chưa lưu, nội dung vẫn còn. Có dấu chưa chuẩn, hãy gõ lại chỗ này.',
  'not-well-formed': 'Chưa lưu, nội dung vẫn còn. Có ký tự bị lỗi, hãy gõ lại chỗ này.',
  'not-integer': 'Chưa lưu, nội dung vẫn còn. Chỗ này cần số nguyên.',
  'too-large': 'Chưa lưu, nội dung vẫn còn. Nội dung quá dài, hãy tách làm hai.',
  'secret-marking': 'Chưa lưu: có dấu độ mật, hãy ghi vào sổ giấy.'
}

export const vi = {
  app: 'Sổ tay ANTT',
  purpose: 'Ghi việc ở cổng, có mạng hay không.',
  back: 'Quay lại',
  skip: 'Tới nội dung',
  retry: 'Thử lại',
  /** Answers a short tap on a button that is held. */
  holdLonger: 'Giữ lâu hơn một chút',
  loading: 'Đang tải…',
  /** Beside a screen as it was seen last, while the notebook opens behind it. */
  seen: {
    opening: (time: string) => `Tin cũ lúc ${time}…`,
    old: (time: string) => `tin cũ lúc ${time}`,
    taken: (name: string) => `Đang mở ${name}…`,
    tapAgain: 'Sổ đang mở. Chờ chút rồi bấm lại.'
  },
  broken: {
    title: 'Chưa mở được sổ',
    text: 'Bản ghi vẫn còn trên máy. Hãy đóng rồi mở lại ứng dụng.',
    cleared:
      'Dữ liệu của ứng dụng trên máy đã bị xóa trong lúc sổ đang mở. Bản ghi đã gửi vẫn có trên máy chủ. Hãy mở lại trang rồi đăng nhập.',
    missing: 'Không có trang này.',
    notHere: 'Trang này chưa về máy. Bản ghi vẫn còn; có mạng sẽ mở được.',
    toToday: 'Về trang đầu'
  },
  nav: {
    label: 'Các mục',
    today: 'Hôm nay',
    gates: 'Cổng',
    incidents: 'Vụ việc',
    hui: 'Hụi',
    more: 'Thêm',
    strangers: 'Xe lạ',
    movement: 'Phong trào',
    sync: 'Đồng bộ',
    settings: 'Cài đặt'
  },
  roles,
  sync,
  happenings,
  unsaved,
  notYours: 'Tài khoản này chưa có quyền. Hỏi chỉ huy.',
  justNow: 'vừa xong',
  minutesAgo: (minutes: number) => `${minutes} phút trước`,
  today: 'Hôm nay',
  yesterday: 'Hôm qua',
  weekdays: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  signIn: {
    title: 'Đăng nhập',
    text: 'Cần mạng một lần. Sau đó sổ mở được cả khi mất mạng.',
    account: 'Tài khoản',
    password: 'Mật khẩu',
    show: 'Hiện',
    hide: 'Ẩn',
    submit: 'Đăng nhập',
    busy: 'Đang đăng nhập…',
    secret: 'Không ghi bí mật nhà nước vào sổ nối mạng này.',
    next: 'Tiếp theo: mã PIN khóa sổ trên máy này; máy mới thì chọn mã.',
    missing: { account: 'Hãy nhập tài khoản.', password: 'Hãy nhập mật khẩu.' },
    problems: {
      'wrong-password': 'Tài khoản hoặc mật khẩu chưa đúng.',
      unreachable: 'Chưa tới được máy chủ. Kiểm tra mạng rồi thử lại.',
      trouble: 'Máy chủ đang bận hoặc có trục trặc. Thử lại sau ít phút.',
      portal: 'Mạng này chưa cho ra ngoài. Mở trình duyệt để vào Wi-Fi rồi thử lại.',
      barred: 'Tài khoản này đang tạm ngưng nên chưa mở được ở máy mới. Hỏi chỉ huy.',
      outdated: 'Bản ứng dụng này đã cũ. Tải lại trang rồi đăng nhập.',
      insecure: 'Trang này chưa mở qua HTTPS nên không khóa được sổ. Hỏi chỉ huy đường dẫn đúng.'
    },
    throttled: (seconds: number) =>
      `Đã thử nhiều lần. Đợi ${seconds < 100 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`} rồi thử lại.`,
    others: 'Về sổ đã có trên máy'
  },
  pin: {
    choose: 'Chọn mã PIN',
    chooseText: '6 số để mở sổ trên máy này, cả khi mất mạng. Không ai khác biết mã này.',
    again: 'Nhập lại mã PIN',
    againText: 'Nhập lại 6 số vừa chọn.',
    differs: 'Hai lần nhập khác nhau. Hãy chọn lại.',
    weak: 'Mã này dễ đoán. Hãy chọn 6 số khác.',
    enter: 'Nhập mã PIN',
    forAlarm: 'Mở sổ để báo động',
    hello: (name: string) => `Sổ của ${name}`,
    wrong: 'Chưa đúng mã mở sổ.',
    wait: (time: string) => `Chưa đúng nhiều lần. Thử lại sau ${time}. Bản ghi vẫn an toàn.`,
    making: 'Đang tạo khóa cho máy này…',
    opening: 'Đang mở sổ…',
    full: 'Máy hết chỗ nên chưa mở được sổ, dữ liệu vẫn còn. Hãy xóa bớt ảnh, video trong máy rồi thử lại.',
    failed: 'Chưa mở được sổ. Bản ghi vẫn còn trên máy. Hãy thử lại.',
    failedMaking: 'Chưa tạo được sổ trên máy này. Máy có thể hết chỗ. Hãy thử lại.',
    filled: (filled: number, length: number) => `Đã nhập ${filled} trên ${length} số`,
    erase: 'Xóa một số',
    restart: 'Chọn lại từ đầu',
    callPolice: 'GỌI CÔNG AN',
    byPasskey: 'Mở bằng khóa của máy',
    passkeyFailed: 'Máy chưa xác nhận. Hãy thử lại, hoặc nhập mã mở sổ.',
    others: 'Người khác trên máy này',
    newAccount: 'Đăng nhập tài khoản khác',
    forgotten: 'Quên mã mở sổ?',
    /** @param sealed what waits for any account of this phone to bring it */
    forgottenText: (sealed: number) =>
      `Không ai mở lại được sổ trên máy này khi thiếu mã mở sổ. Hãy đăng nhập lại bằng mật khẩu khi có mạng, chọn mã mới, rồi chờ chỉ huy duyệt lại máy này: bản ghi đã gửi sẽ về lại máy. ${sealed > 0 ? `${sealed} bản ghi, tệp ảnh chưa gửi đã được niêm phong: máy này tự gửi khi có mạng, đứng tên anh/chị.` : ''} Bản nháp chưa ghi thì mất. Sổ của người khác trên máy này không bị ảnh hưởng.`,
    notSealed: (left: number) =>
      `Còn ${left} bản ghi, tệp ảnh chưa niêm phong được: chọn mã mới là mất. Hãy thử nhớ lại mã, và hỏi chỉ huy trước.`,
    anew: 'Đăng nhập lại, chọn mã mới',
    anewWithout: (left: number) => `Bỏ ${left} bản ghi đó, đăng nhập lại`
  },
  unit: (kind: string, name: string) => `${kind[0]?.toLocaleUpperCase('vi') ?? ''}${kind.slice(1)} ${name}`,
  home,
  phones,
  gates: {
    pickToWrite: 'Ghi cho cổng nào?',
    title: 'Cổng',
    kinds: { motor: 'Cổng máy', hand: 'Cổng kéo tay' },
    states: gateStates,
    keeper: (name: string) => `Giữ cổng: ${name}`,
    quiet: 'Chưa ghi gì trong 24 giờ qua',
    empty: 'Chưa có cổng nào',
    noneText: 'Đơn vị này chưa ghi danh cổng.',
    emptyText: 'Danh sách cổng sẽ hiện sau lần đồng bộ đầu tiên.',
    pick: 'Chọn một cổng',
    pickText: 'Nhật ký của cổng sẽ hiện ở đây.',
    unknown: 'Máy này chưa có cổng đó',
    unknownText: 'Cổng sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.'
  },
  log: {
    title: 'Nhật ký cổng',
    write: 'Ghi vào nhật ký',
    saysSo: (name: string) => `Theo lời ${name}`,
    gateSays: 'Cổng báo',
    recordedLate: (when: string) => `ghi sau: ${when}`,
    newer: 'Bản ghi từ phiên bản mới hơn',
    newerText: 'Cập nhật ứng dụng để xem nội dung.',
    damaged: 'Bản ghi hỏng trên máy này',
    damagedText: 'Không đọc được nội dung. Xem mục Đồng bộ.',
    older: 'Xem cũ hơn',
    allShown: 'Đã hiện hết những gì máy này có.',
    empty: 'Chưa có bản ghi nào',
    emptyText: 'Đóng, mở hay thấy điều lạ ở cổng: ghi một dòng, mất mạng vẫn ghi được.',
    readOnly: 'Tài khoản này chỉ xem nhật ký.'
  },
  /** Said after each save, of this phone alone: whether anybody else has the record is told by the sync chip. */
  saved: {
    here: 'Đã lưu trên máy',
    of: (name: string) => `Đã lưu trên máy: ${name}`,
    later: (saved: string) => `${saved}, sẽ gửi khi có sóng`
  },
  note: {
    title: 'Ghi vào nhật ký',
    what: 'Việc gì?',
    whatMissing: 'Hãy chọn một việc.',
    reason: 'Nội dung, lý do',
    reasonHint: 'VD: đóng theo giờ, đã báo ca trực',
    reasonMissing: 'Hãy ghi ngắn gọn nội dung.',
    when: 'Lúc nào?',
    now: 'Bây giờ',
    earlier: 'Trước đó',
    time: 'Ngày và giờ',
    timeMissing: 'Hãy chọn ngày và giờ.',
    who: 'Ai làm, ai thấy?',
    whoMissing: 'Hãy ghi tên người làm hoặc người thấy.',
    save: 'Ghi',
    saving: 'Đang lưu…',
    promise: 'Lưu trên máy ngay, tự gửi khi có sóng',
    left: (left: number) => `Còn ${left} ký tự`,
    over: (over: number, max: number) =>
      `Chưa lưu, nội dung vẫn còn. Nhiều nhất ${max} ký tự, cần bớt ${over}.`
  },
  syncing: {
    title: 'Đồng bộ',
    waiting: (waiting: number) => `${waiting} chờ gửi`,
    refused: (refused: number) => `${refused} bị từ chối`,
    allSent: 'Đã gửi hết',
    offline: 'Ngoại tuyến',
    trouble: 'Máy chủ bận',
    phoneTrouble: 'Máy gặp trục trặc',
    signedOut: 'Cần đăng nhập',
    awaiting: 'Chờ duyệt',
    ended: 'Đã hết hạn',
    barred: 'Đã ngừng dùng',
    outdated: 'Cần cập nhật',
    exchanging: 'Đang đồng bộ',
    chip: (state: string) => `Đồng bộ: ${state}`,
    now: 'Đồng bộ ngay',
    waitingTitle: 'Bản ghi chờ gửi',
    nothingWaiting: 'Không có bản ghi nào chờ gửi',
    othersUnsent: (count: number) =>
      `Máy này còn ${count} bản ghi, tệp ảnh của tài khoản khác chưa tới máy chủ. Đã niêm phong thì máy gửi hộ khi có mạng; còn lại chờ người đó mở khóa.`
  },
  settings: {
    title: 'Cài đặt',
    approved: 'Đã duyệt',
    awaiting: 'Chờ chỉ huy duyệt',
    lock: 'Khóa sổ'
  },
  update: {
    text: 'Có bản mới. Bản ghi vẫn giữ nguyên.',
    apply: 'Cập nhật',
    later: 'Để sau',
    /** Says first what happens to what is written. */
    outdated:
      'Vẫn ghi được, không mất gì: bản ghi và nội dung đang gõ ở lại trên máy này. Máy chủ cần bản ứng dụng mới hơn, cập nhật xong máy tự gửi. Ảnh vừa chọn mà chưa ghi thì ghi trước khi cập nhật.',
    look: 'Tải bản mới',
    looking: 'Đang tải bản mới…',
    none: 'Chưa tải được bản mới. Có mạng thì thử lại, vẫn không được thì báo chỉ huy.'
  }
}

/** The shape every language must have; a missing sentence does not compile. */
export type Words = typeof vi
