import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { Motion } from '#lib/domain/gates/motion.ts'

const asked: Record<GateAction, string> = {
  OPEN: 'Mở',
  CLOSE: 'Đóng',
  STOP: 'Dừng',
  PASS: 'Cho qua',
  LOCK: 'Khóa',
  UNLOCK: 'Mở khóa',
  POSTPONE: 'Hoãn'
}

/** The motions as a gate reports them; where a state has two, it stands below the state. */
const motions: Record<Motion, string> = {
  open: 'Đang mở',
  closed: 'Đã đóng',
  opening: 'mở ra',
  closing: 'đóng lại',
  stopped: 'Dừng giữa chừng',
  unknown: 'Không rõ'
}

/** Words for a motor gate's current state and for operating it. */
export const live = {
  cells: { ordered: 'Đã ra lệnh', pressed: 'Đã bấm', reported: 'Cổng báo', seen: 'Camera thấy' },
  asked,
  notAsked: 'Chưa ra lệnh',
  wall: 'Tại chỗ',
  motions,
  /** Marks a state that the controller only estimates. */
  assumed: (word: string) => `${word} (ước tính)`,
  old: (when: string, word: string) => `Tin cũ lúc ${when}: ${word}`,
  /** A run of the gate, told by its measured travel. */
  run: {
    left: (opens: boolean, seconds: number) => `${opens ? 'Đang mở ra' : 'Đang đóng'}, còn ${seconds} giây`,
    late: (opens: boolean) => `${opens ? 'Đang mở ra' : 'Đang đóng'}, lâu hơn thường lệ`,
    over: (isOpen: boolean, seconds: number) => `${isOpen ? 'Mở' : 'Đóng'} xong trong ${seconds} giây`
  },
  seconds: (seconds: number) => (seconds === 0 ? 'vừa xong' : `${seconds} giây trước`),
  neverHeard: 'chưa có tin',
  lostSince: (when: string) => `Mất liên lạc từ ${when}`,
  /** Says that the machine at the gate speaks, but commands do not reach it. */
  deaf: 'Máy tại cổng không nghe được lệnh',
  /** Says that a person's word and the gate's own report contradict each other. */
  contradicted: (reported: string, who: string, said: string, when: string) =>
    `Không khớp: cổng báo ${reported.toLowerCase()}, ${who} ghi ${said.toLowerCase()} lúc ${when}. Hãy nhìn cổng.`,
  concerns: {
    contradicted: (gate: string) => `${gate}: lời ghi không khớp với cổng báo`,
    fault: (gate: string) => `${gate} hư hỏng`,
    obstructed: (gate: string) => `${gate} có vật cản`,
    'left-open': (gate: string) => `${gate} đang mở, chưa đóng`,
    lost: (gate: string) => `${gate} mất liên lạc, không rõ đóng hay mở`
  },
  camera: {
    /** Says only that there is a picture and how old it is: judging what it shows is left to people. */
    picture: (gate: string) => `Hình camera ở ${gate}`,
    live: (seconds: string) => `Trực tiếp · ${seconds} giây`,
    late: (seconds: string) => `Hình trễ · ${seconds} giây`,
    old: (when: string) => `Hình cũ, lúc ${when}`,
    age: (seconds: string) => `${seconds} giây`,
    oldAge: (when: string) => `cũ: ${when}`,
    decimal: ',',
    coming: 'Đang lấy hình…',
    unreachable: 'Chưa lấy được hình',
    refused: 'Tài khoản này chưa được xem hình. Hỏi chỉ huy.',
    seen: 'Có hình',
    unseen: 'Không có hình',
    none: 'Không có camera',
    show: (pictures: number) => (pictures === 1 ? 'Xem hình camera' : `Xem ${pictures} hình camera`),
    taken: (when: string) => `Camera, lúc ${when}`
  },
  connecting: 'Đang nối với cổng…',
  lost: 'Mất kết nối với cổng, đang tự nối lại',
  hold: 'Giữ để đóng cổng',
  holding: 'Giữ yên một giây…',
  closeAll: 'Giữ để đóng tất cả',
  stop: 'Dừng',
  notSent: 'Mất kết nối — lệnh KHÔNG được gửi',
  open: 'Mở cổng…',
  emergency: 'Mở khẩn cấp',
  left: (seconds: number) => `còn ${seconds} giây`,
  sent: 'Đã ra lệnh, chưa có phản hồi',
  stopsFirst: 'Cổng đang chạy chiều kia nên dừng lại trước. Hãy nhìn rồi bấm lại.',
  reached: 'Cổng báo đã tới nơi',
  unlogged: 'Lệnh này chưa ghi được vào nhật ký của máy.',
  lock: {
    alarm: (name: string, when: string) => `Cổng khóa vì báo động, người khóa: ${name}, lúc ${when}.`,
    maintenance: (name: string, when: string) => `Cổng khóa để bảo trì, người khóa: ${name}, lúc ${when}.`
  },
  battery: 'Mất điện, cổng chạy bằng bình',
  powerLost: (when: string) => `Mất điện từ ${when}`,
  powerBack: (when: string) =>
    `Có điện lại lúc ${when}. Cổng đứng yên, không tự chạy. Hãy nhìn cổng, đối chiếu rồi ghi một dòng.`,
  compare: 'Ghi: đã xem cổng',
  batteryLeft: (minutes: number) => `Mất điện – bình còn ${minutes} phút`,
  obstructed: 'Có vật cản ở cổng',
  skewed: 'Giờ máy này lệch giờ cổng hơn một phút. Hãy chỉnh giờ máy.',
  second: {
    waits: (name: string, until: string) => `${name} xin mở cổng, đang chờ người thứ hai tới ${until}.`,
    own: (until: string) => `Lệnh mở đang chờ người thứ hai tới ${until}.`,
    over: 'Lệnh không còn chờ người thứ hai. Hãy nhìn cổng và nhật ký.',
    agree: 'Xem và đồng ý',
    why: (name: string, reason: string) => `Lý do của ${name}: ${reason}`
  },
  /** Tells of a gate that a passage holds open, with the seconds left, and of one that it holds no longer. */
  held: {
    closes: 'Cổng mở cho qua, sắp tự đóng lại',
    stop: 'Bấm “Dừng” thì cổng mở nguyên, không tự đóng nữa.',
    over: 'Cổng vẫn mở, không tự đóng nữa.'
  },
  byHand: {
    title: 'Khi không điều khiển được',
    text: 'Sóng dữ liệu yếu thì gọi thoại và tin nhắn thường vẫn được.',
    /** Says that nobody at the gate can be called. @param keepers their names; '' for none */
    noNumber: (keepers: string) =>
      keepers ? `Người giữ cổng: ${keepers}. Chưa ghi số điện thoại.` : 'Chưa ghi người giữ cổng nào.',
    writeNumber: 'Ghi số người giữ cổng',
    sms: 'Nhắn tin trực ban công an',
    message: (gate: string) => `Nhờ đóng tay ${gate} ngay. Máy tôi không điều khiển được cổng.`,
    steps: [
      'Nhìn kỹ, không để ai đứng dưới cửa.',
      'Ngắt điện bộ điều khiển tại cổng.',
      'Kéo xích tay cho cửa xuống hết, cài chốt.',
      'Ghi vào nhật ký.'
    ],
    write: 'Ghi: đã đóng tay'
  },
  form: {
    title: 'Mở cổng',
    approving: (name: string) => `Đồng ý cho ${name} mở cổng`,
    how: 'Mở thế nào?',
    hows: { PASS: 'Cho một xe qua', OPEN: 'Mở hẳn', emergency: 'Mở khẩn cấp' },
    passText: 'Cổng mở, chờ một phút rồi tự đóng lại.',
    emergency: 'Việc gì khẩn cấp?',
    emergencyMissing: 'Chưa mở. Hãy chọn một việc.',
    reason: 'Lý do',
    reasonHint: 'VD: xe hàng đi chợ',
    /** Says what is recorded where nothing is typed. */
    reasonDefault: (reason: string) => `Để trống thì ghi: ${reason}`,
    usualReason: 'Lý do thường gặp',
    usualReasons: { market: 'Xe hàng đi chợ', boats: 'Ghe về', funeral: 'Đám tang' },
    why: 'Mở cho qua vì việc gì?',
    whyMissing: 'Chưa mở. Hãy chọn một lý do.',
    otherReason: 'Lý do khác, mở hẳn…',
    /** The reason after an alarm or a drill. */
    over: { 'alarm-over': 'Hết báo động', 'drill-over': 'Hết diễn tập' },
    /** Takes over the reason of a passage of last night. */
    lastNight: (reason: string) => `Như hôm qua: ${reason}`,
    reasonMissing: 'Chưa mở. Hãy ghi ngắn gọn lý do.',
    unseen: 'Tôi không thấy hình cổng, đã hỏi người tại chỗ',
    unseenMissing: 'Chưa mở. Chưa có hình dưới 5 giây từ camera: hãy chờ hình, hoặc xác nhận ô này.',
    slide: 'Trượt để mở',
    /** Says in an emergency that there is no picture, in place of a box to tick. */
    slideUnseen: 'Không thấy hình – trượt để mở',
    notes: 'Lệnh, lý do và người mở đều ghi vào nhật ký.'
  }
}
export type LiveWords = typeof live
