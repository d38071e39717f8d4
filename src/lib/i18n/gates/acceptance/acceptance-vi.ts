import type { Sign } from '#lib/domain/gates/acceptance/observe.ts'
import type { AcceptanceStep, StepAnswer, Observation } from '#lib/domain/gates/acceptance/steps.ts'

interface StepWords {
  title: string
  /** The instructions, in order. */
  todo: readonly string[]
  /** The question the tester answers. */
  question: string
}

const steps: Record<AcceptanceStep, StepWords> = {
  travel: {
    title: 'Chạy hết hành trình',
    todo: [
      'Mở cổng hết.',
      'Đóng cổng hết, chờ cổng báo đã đóng.',
      'Mở cổng hết lần nữa, chờ cổng báo đã mở.'
    ],
    question: 'Cổng đóng, mở hết và đúng như máy báo?'
  },
  stop: {
    title: 'Dừng giữa chừng',
    todo: ['Cho cổng chạy.', 'Bấm Dừng khi cổng mới chạy nửa đường.'],
    question: 'Cổng dừng ngay?'
  },
  obstruction: {
    title: 'Vật cản',
    todo: [
      'Mở cổng hết.',
      'Đặt một thùng giấy dưới cửa. Không ai đứng dưới cửa.',
      'Giữ để đóng cổng. Cổng không dừng thì ngắt điện ngay.'
    ],
    question: 'Chạm thùng, cổng tự dừng hoặc chạy ngược lên?'
  },
  'wall-button': {
    title: 'Nút tại chỗ',
    todo: ['Không bấm gì trên điện thoại.', 'Bấm nút ở tường cho cổng chạy.'],
    question: 'Máy báo cổng chạy, nhật ký ghi thao tác tại chỗ?'
  },
  'power-closed': {
    title: 'Mất điện khi cổng đóng',
    todo: [
      'Đóng cổng hết. Có thể khóa bảo trì trước khi ngắt điện.',
      'Ngắt điện bộ điều khiển, chờ máy báo mất liên lạc.',
      'Đóng điện lại, đứng xa cửa, chờ nửa phút.'
    ],
    question: 'Có điện lại, cổng vẫn đứng yên?'
  },
  'power-half': {
    title: 'Mất điện khi cổng mở nửa chừng',
    todo: [
      'Cho cổng dừng nửa chừng. Không ai đứng dưới cửa.',
      'Ngắt điện bộ điều khiển, chờ máy báo mất liên lạc.',
      'Đóng điện lại, đứng xa cửa, chờ nửa phút.'
    ],
    question: 'Có điện lại, cổng vẫn đứng yên?'
  },
  'agent-away': {
    title: 'Rút máy tại cổng',
    todo: [
      'Rút điện máy tại cổng, chờ tới một phút rưỡi.',
      'Xem điện thoại báo gì.',
      'Cắm lại, chờ có liên lạc.'
    ],
    question: 'Điện thoại báo không rõ trạng thái, không báo “đã đóng”?'
  },
  'camera-clock': {
    title: 'Giờ trên camera',
    todo: ['Mở hình camera.', 'So giờ trên hình với giờ điện thoại.'],
    question: 'Giờ trên hình lệch không quá 5 giây?'
  },
  warning: {
    title: 'Còi, đèn báo',
    todo: [
      'Cho cổng đóng theo giờ, hoặc cho một xe qua.',
      'Nghe còi, nhìn đèn trong 5 giây trước khi cổng đóng.'
    ],
    question: 'Còi kêu, đèn chớp trước khi cổng chạy?'
  }
}

const signs: Record<Sign, string> = {
  'closed-whole': 'Đóng hết từ lúc mở hết',
  'opened-whole': 'Mở hết từ lúc đóng hết',
  moving: 'Cổng chạy',
  'stopped-half': 'Cổng dừng nửa chừng theo lệnh',
  closing: 'Cổng đang đóng',
  'gave-way': 'Cổng tự dừng hoặc chạy ngược',
  'moved-by-hand': 'Cổng chạy, không có lệnh từ điện thoại',
  'noted-as-such': 'Máy tại cổng ghi thao tác tại chỗ',
  'stands-closed': 'Cổng đang đóng trước khi mất điện',
  'stands-half': 'Cổng đang mở nửa chừng trước khi mất điện',
  gone: 'Mất liên lạc',
  back: 'Có liên lạc lại',
  'stood-still': 'Cổng đứng yên 10 giây sau khi có lại'
}

const observed: Record<Observation, string> = {
  seen: 'Máy thấy đủ',
  contrary: 'Máy thấy KHÔNG đạt',
  unseen: 'Máy chưa thấy đủ'
}

const answers: Record<StepAnswer, string> = {
  yes: 'Đạt',
  no: 'Không đạt',
  'not-done': 'Chưa làm',
  'not-here': 'Cổng không có'
}

/** Words for testing a motor gate, step by step. */
export const acceptance = {
  title: 'Nghiệm thu cổng',
  again: 'Nghiệm thu lại',
  never: 'Chưa nghiệm thu',
  told: (date: string, passed: number, of: number) => `Nghiệm thu ${date}: đạt ${passed}/${of}`,
  intro: 'Làm tại cổng, có hai người, không ai đứng dưới cửa. Nghỉ giữa chừng thì làm tiếp được.',
  step: (step: number, of: number) => `Bước ${step}/${of}`,
  steps,
  signs,
  observed,
  answers,
  byEye: 'Bước này máy không tự thấy, chỉ theo lời người thử.',
  looking: 'Máy thấy',
  once: 'Làm lại bước này',
  seconds: (seconds: number) => `${seconds} giây`,
  slide: 'Trượt để mở cổng',
  reason: 'Nghiệm thu, người thử đứng tại cổng',
  note: 'Ghi thêm (nếu cần)',
  answerMissing: 'Hãy chọn một câu trả lời.',
  next: 'Xong bước này',
  sign: (passed: number, of: number) => `Ký biên bản: đạt ${passed}/${of}`,
  nothing: 'Chưa ký. Hãy làm ít nhất một bước.',
  travel: (seconds: number) => `Thời gian chạy đặt trong máy tại cổng (travelSeconds): ${seconds} giây`,
  unknown: 'Máy này chưa có biên bản đó',
  print: 'In A4',
  notHere: 'Chỉ cổng máy mới nghiệm thu.',
  paper: {
    nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập – Tự do – Hạnh phúc',
    title: 'BIÊN BẢN NGHIỆM THU CỔNG',
    when: (hour: string, date: string, place: string) => `Hồi ${hour}, ngày ${date}, tại ${place}, đã thử:`,
    hour: (hours: string, minutes: string) => `${hours} giờ ${minutes}`,
    gate: 'Cổng',
    tester: 'Người thử',
    began: 'Bắt đầu',
    columns: ['Nội dung', 'Máy thấy', 'Người thử'],
    result: (passed: number, of: number) => `Kết quả: đạt ${passed}/${of} nội dung.`,
    ways: (close: number, open: number) => `Đóng hết ${close} giây, mở hết ${open} giây.`,
    signers: ['Người thử', 'Người giữ cổng'],
    record: (id: string) => `Bản ghi điện tử ${id}, ký bằng máy của người thử.`
  }
}
export type AcceptanceWords = typeof acceptance
