import type { AlarmSource, ClothesColour, GateAnswer, Vehicle } from '#lib/domain/alarms/facts.ts'
import type { GateWord } from '#lib/domain/alarms/words-on-gates.ts'

const vehicles: Record<Vehicle, string> = {
  motorbike: 'Xe máy',
  car: 'Ô tô',
  truck: 'Xe tải',
  'three-wheeler': 'Xe ba gác',
  bicycle: 'Xe đạp',
  boat: 'Ghe, vỏ lãi',
  'on-foot': 'Đi bộ'
}

const colours: Record<ClothesColour, string> = {
  black: 'Áo đen',
  white: 'Áo trắng',
  grey: 'Áo xám',
  red: 'Áo đỏ',
  blue: 'Áo xanh dương',
  green: 'Áo xanh lá',
  yellow: 'Áo vàng',
  brown: 'Áo nâu'
}

const answers: Record<GateAnswer, string> = { closed: 'Đã đóng tay', cannot: 'Không đóng được' }

/** A person's word on a gate in an alarm, by whichever button. */
const standsBy: Record<GateWord['word'], string> = { ...answers, opened: 'Đã mở', fault: 'Báo hỏng' }

const sources: Record<AlarmSource, string> = {
  app: 'từ ứng dụng',
  shortcut: 'từ biểu tượng',
  'alarm-key': 'từ máy đang khóa',
  sms: 'bằng tin nhắn SMS'
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 100) return `${seconds} giây`
  const rest = seconds % 60
  return rest === 0 ? `${seconds / 60} phút` : `${Math.floor(seconds / 60)} phút ${rest} giây`
}

/** Words for closing a commune's gates at once, for the neighbours beside them, and for drills of it. */
export const alarm = {
  title: 'Báo động',
  button: 'BÁO ĐỘNG',
  drill: 'Diễn tập',
  drillTitle: 'Diễn tập báo động',
  /** Prefixes every text of a drill. */
  marked: (drill: boolean, text: string) => (drill ? `[DIỄN TẬP] ${text}` : text),
  which: 'Đóng những cổng nào?',
  whole: (kind: string) => `Toàn ${kind || 'xã'}`,
  mine: 'Cổng của tôi',
  noneOfMine: 'Chưa có cổng nào giao cho tài khoản này',
  noneOfMineText: 'Việc gấp: gọi trực ban Công an. Chỉ huy giao cổng ở mục Sửa thông tin cổng.',
  hold: 'Giữ để báo động',
  holdDrill: 'Giữ để diễn tập',
  holding: 'Giữ yên một giây…',
  startText: {
    motor: 'Cổng máy nhận lệnh đóng ngay.',
    hand: 'Cổng kéo tay thì gọi hộ giữ chìa khóa.',
    ownHand: 'Cổng kéo tay: hãy đóng, rồi bấm trả lời.'
  },
  leftOut: (gates: string) => `${gates} chưa có quyết định của UBND nên không đóng theo báo động.`,
  undecided: (gates: string) =>
    `Máy này chưa thấy quyết định của UBND về ${gates} lúc báo động. Hỏi rõ trước khi đóng.`,
  startLost:
    'Mất kết nối với cổng: lệnh đóng KHÔNG tới được lúc này. Báo động vẫn ghi lại; gọi người ở gần đóng tay.',
  drillText: 'Cổng máy đóng thật. Mọi nơi đều ghi Diễn tập, không tính vào số liệu, không thành vụ việc.',
  /** The picture of how quickly each gate closed in the latest drills. */
  drillTimes: 'Bao lâu thì đóng xong',
  drillMotor: 'Cổng máy',
  drillHand: 'Cổng kéo tay, theo lời người giữ',
  drillTook: (ms: number) => duration(ms),
  drillByWord: (took: string) => `${took}, theo lời người giữ`,
  drillNotClosed: 'không ghi đã đóng',
  drillNotIn: 'không tham gia',
  drillLegend: (drills: number) =>
    drills === 1
      ? 'Mỗi cột là một lần diễn tập. Cột đứt nét: không ghi đã đóng.'
      : `${drills} lần gần đây, cũ bên trái, mới bên phải. Cột đứt nét: không ghi đã đóng.`,
  drillOn: (day: string, took: string) => `${day}: ${took}`,
  trials: 'Thử thêm',
  siren: 'Thử còi, loa ở cổng',
  sirenText: 'Còi, loa ở cổng kêu thật chừng một phút. Báo trước cho bà con quanh cổng.',
  toDrill: 'Chuyển sang diễn tập',
  toAlarm: 'Chuyển sang báo động thật',
  noGates: 'Máy này chưa có cổng nào',
  noGatesText: 'Cổng sẽ hiện khi đồng bộ xong.',
  past: 'Các lần trước',
  none: 'Chưa có lần báo động, diễn tập nào',
  running: 'Đang báo động',
  runningDrill: 'Đang diễn tập',
  since: (when: string, who: string) => `Từ ${when} · ${who}`,
  /** The same alarm was raised once more. */
  again: (when: string) => `Báo lại lần cuối ${when}`,
  over: (from: string, until: string) => `${from} – ${until}`,
  unknown: 'Máy này chưa có lần báo động đó',
  unknownText: 'Báo động sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.',
  closedToYou: 'Tài khoản này không xem báo động',
  closedToYouText: 'Mục này dành cho công an, người giữ cổng và Tổ bảo vệ ANTT.',
  unsent: 'Chưa gửi lệnh',
  gates: 'Các cổng',
  /** Name whoever has taken note on their phone: it says nothing of any gate. */
  received: {
    title: 'Đã nhận trên máy',
    who: (name: string, when: string) => `${name} ${when}`,
    text: 'Đã thấy báo động, chưa phải đã đóng cổng.',
    none: 'Chưa ai bấm Đã nhận.'
  },
  /** Stands large above the gates of an alarm; hand gates count by their keepers' words. */
  closedOf: 'đã đóng',
  byWord: (gates: number) => `${gates} cổng theo lời người giữ cổng`,
  /** While the alarm has left this phone by no way that it knows of. */
  hereAlone:
    'Báo động chưa gửi được, còn nằm trên máy này. Hãy gọi trực ban và người ở gần cổng; có sóng thì máy gửi ngay.',
  noLine: 'Mất kết nối với cổng: lệnh KHÔNG gửi được lúc này. Gọi người ở gần đóng tay.',
  /** The same alarm by a text message, while data fail. */
  byText: {
    title: 'Báo động bằng tin nhắn',
    text: 'Báo động còn nằm trên máy này, chưa ai được báo. Nhắn SMS tới cổng: cổng đóng và chuyển báo động về xã.',
    send: (gate: string) => `Báo động bằng tin nhắn qua ${gate}`
  },
  locked: 'Khóa theo báo động',
  stillLocked: (gates: number) => `${gates} cổng còn khóa báo động`,
  notAnswered: 'Chưa có trả lời',
  answers,
  standsBy,
  says: (who: string, when: string) => `theo lời ${who}, ${when}`,
  closeAgain: (gates: number) => `Giữ để đóng lại ${gates} cổng`,
  closeAndLock: (gates: number) => `Giữ để đóng và khóa ${gates} cổng`,
  allClosed: 'Các cổng máy đều báo đã đóng',
  household: (name: string) => `Hộ giữ chìa khóa: ${name}`,
  noNumber: 'Chưa ghi số điện thoại',
  call: 'Gọi',
  sms: 'SMS soạn sẵn',
  askToClose: (gate: string) => `Báo động. Nhờ đóng tay ${gate} ngay, rồi nhắn lại "đã đóng".`,
  answer: 'Trả lời: đã đóng tay…',
  answerTitle: 'Cổng đã đóng chưa?',
  answerText: 'Ghi thêm (nếu cần)',
  answerHint: 'VD: xích kẹt',
  answeredWithout:
    'Trả lời đã ghi. Ảnh chưa lưu được: bỏ ảnh rồi quay lại, hoặc bấm trả lời lần nữa để thử lại.',
  answeredInPart: (what: string) =>
    `Trả lời đã vào báo động. Phần còn lại chưa ghi được; bấm trả lời lần nữa để ghi nốt. ${what}`,
  holdGate: 'Tôi giữ cổng này',
  leaveGate: 'Tôi rời cổng này',
  holders: (names: string) => `Đang giữ: ${names}`,
  description: 'Xe, áo, hướng',
  noDescription: 'Chưa ai tả',
  describe: 'Tả xe, áo, hướng',
  vehicle: 'Xe',
  clothes: 'Áo',
  towards: 'Hướng',
  towardsGate: (gate: string) => `về ${gate}`,
  words: 'Ghi thêm',
  wordsHint: 'VD: hai người',
  nothingSaid: 'Chưa lưu. Hãy chọn một ô hoặc ghi vài chữ.',
  vehicles,
  colours,
  neighbours: 'Đề nghị xã bạn',
  neighboursText: 'Gọi hoặc nhắn cho trực ban xã bạn nhờ chốt chặn. Cuộc gọi được ghi vào diễn biến.',
  noNeighbours: 'Chưa ghi số trực ban xã bạn nào.',
  askNeighbour: (unit: string, what: string) =>
    `${unit} đang báo động, đóng các cổng${what ? `: ${what}` : ''}. Nhờ xã bạn chốt chặn giúp.`,
  end: 'Kết thúc báo động',
  endDrill: 'Kết thúc diễn tập',
  endText: 'Kết thúc không làm cổng nào chạy. Sau đó mở lại từng cổng một.',
  notClosed: (gates: string) => `Chưa báo đóng: ${gates}.`,
  endWords: 'Kết quả (nếu có)',
  endHint: 'VD: đã giữ 2 người',
  category: 'Là việc gì?',
  categoryMissing: 'Chưa kết thúc. Hãy chọn một việc.',
  becomes: (lines: number) => `Vụ việc cùng ${lines} dòng diễn biến sẽ tự ghi.`,
  holdEnd: 'Giữ để kết thúc',
  ended: (when: string) => `Đã kết thúc lúc ${when}`,
  afterEnd: 'Báo động đã kết thúc. Lời tả vẫn vào diễn biến, nhưng không tự vào vụ việc.',
  reopen: 'Mở lại từng cổng',
  unlock: 'Mở khóa',
  open: 'Mở cổng…',
  reopened: 'Ghi: đã mở lại',
  before: (stand: string) => `Trước báo động: ${stand}`,
  isOpen: 'Đã mở lại',
  incident: 'Vụ việc của lần báo động này',
  writeIncident: 'Ghi vụ việc từ báo động này',
  timeline: 'Diễn biến',
  unsaved: (what: string) => `Lệnh đã gửi tới cổng, nhưng lần báo động chưa ghi được: ${what}`,
  told: {
    start: 'Bắt đầu báo động',
    startDrill: 'Bắt đầu diễn tập',
    from: sources,
    quiet: 'đã báo quá nhiều lần trong giờ này nên chỉ báo công an',
    received: 'Đã nhận báo động trên máy',
    answered: (gate: string, answer: string) => `${gate}: ${answer.toLowerCase()}`,
    held: (gate: string) => `Giữ ${gate}`,
    left: (gate: string) => `Rời ${gate}`,
    description: (what: string) => `Tả: ${what}`,
    called: (neighbour: string) => `Gọi ${neighbour}`,
    texted: (neighbour: string) => `Nhắn tin ${neighbour}`,
    reopened: (gate: string) => `${gate}: đã mở lại`,
    bySaying: (who: string) => `theo lời ${who}`,
    byGate: 'cổng tự báo'
  },
  report: {
    title: (group: string, from: string, until: string) =>
      `Báo động đóng cổng ${group}, từ ${from} tới ${until}.`,
    timeline: 'Diễn biến báo động'
  },
  banner: {
    yours: (gate: string) => `${gate}: hãy đóng tay ngay`,
    /** To the keeper of a gate that somebody said closed before the alarm. */
    look: (gate: string) => `${gate}: hãy xem còn đóng không, rồi trả lời`,
    /** To the keeper of a gate that was opened by hand since the alarm began. */
    opened: (gate: string) => `${gate}: đã mở, hãy đóng tay ngay`,
    hereAlone: 'Chưa gửi được, chưa ai được báo qua mạng',
    said: (gate: string, word: string) => `${gate}: ${word.toLowerCase()}`,
    heard: 'Chỉ huy đã nhận',
    unheard: 'chờ chỉ huy nhận',
    answer: (gate: string) => `Trả lời: đã đóng ${gate}…`,
    closed: (closed: number, all: number) => `Đã đóng ${closed}/${all} cổng`,
    open: 'Xem báo động'
  },
  /** Words for an alarm started on a locked phone, and for the key that makes it possible. */
  key: {
    text: 'Máy đang khóa nên chỉ đóng được cổng máy, chưa báo được cho xã. Mở khóa để báo xã và gọi hộ giữ chìa khóa.',
    kept: 'Chưa ai trong xã được báo: lần báo động này còn nằm trên máy. Mở khóa thì máy báo ngay.',
    handLater: 'Mở khóa để gọi hộ giữ chìa khóa',
    unlock: 'Mở khóa để làm tiếp',
    back: 'Nhập mã PIN',
    title: 'Báo động khi máy khóa',
    allow: 'Máy đang khóa có được báo động không?',
    allowed: { no: 'Không', yes: 'Được' },
    allowText: 'Mỗi người tự bật trên máy của mình. Máy khóa chỉ đóng được cổng máy, không mở, không xem sổ.',
    ownText:
      'Không cần mã PIN: ai cầm máy này cũng thấy tên cổng và đóng được cổng, nhưng không mở được và không xem được sổ.',
    on: 'Đang bật trên máy này',
    off: 'Đang tắt trên máy này',
    awaiting: 'Đã bật. Dùng được khi trưởng công an duyệt máy này.',
    turnOn: 'Bật trên máy này',
    turnOff: 'Tắt trên máy này'
  },
  prepare: {
    title: 'Chuẩn bị báo động',
    groups: 'Nhóm cổng',
    addGroup: 'Thêm nhóm cổng',
    noGroups: 'Chưa có nhóm nào: báo động sẽ đóng toàn xã.',
    groupTitle: 'Nhóm cổng',
    groupName: 'Tên nhóm',
    groupNameHint: 'VD: Quản Lộ',
    groupNameMissing: 'Chưa lưu. Hãy ghi tên nhóm.',
    groupGates: 'Những cổng trong nhóm',
    groupGatesMissing: 'Chưa lưu. Hãy chọn ít nhất một cổng.',
    dropGroup: 'Bỏ nhóm này',
    households: 'Hộ giữ chìa khóa',
    household: 'Tên hộ, người giữ chìa khóa',
    householdHint: 'VD: Hai Muội',
    phone: 'Số điện thoại',
    nobody: 'Chưa ghi',
    neighbours: 'Xã bạn',
    neighboursText: 'Trực ban của các xã giáp ranh. Để trống tên và số thì bỏ.',
    neighbour: (no: number) => `Xã bạn ${no}`,
    neighbourPhone: (no: number) => `Số trực ban xã bạn ${no}`,
    neighbourHint: 'VD: Xã Vĩnh Thanh',
    both: 'Chưa lưu. Cần cả tên và số điện thoại.'
  }
}

export type AlarmWords = typeof alarm
