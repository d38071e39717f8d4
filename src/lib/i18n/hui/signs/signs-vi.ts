import { bounds, lacks, says } from './sentences-vi.ts'

/** Words of the signs of a host. They ask for a check and accuse nobody. */
export const signs = {
  title: 'Dấu hiệu cần xác minh',
  calm: 'Chỉ là dấu hiệu để hỏi thêm, chưa nói ai sai.',
  logged: 'Lượt xem trang này được ghi lại.',
  none: 'Chưa thấy dấu hiệu cần xác minh',
  noneText: 'Theo các bản ghi máy này có. Sổ ghi càng đủ thì càng chắc.',
  allReviewed: 'Các dấu hiệu đều đã xem xét',
  noLines: 'Người này chưa làm chủ dây hụi nào',
  noLinesText: 'Dấu hiệu chỉ tính từ các dây hụi đã ghi.',
  next: 'Việc nên làm tiếp',
  contact: 'Liên hệ gia đình: được, vì có hai dấu hiệu độc lập, một dấu hiệu cần xác minh sớm.',
  noContact: 'Chưa nên liên hệ gia đình: cần hai dấu hiệu độc lập, một dấu hiệu cần xác minh sớm.',
  atOnce: 'Nên xem ngay hôm nay.',
  how: 'Xem cách tính',
  levels: {
    none: 'chưa thấy',
    amber: 'cần để ý',
    red: 'cần xác minh sớm',
    'too-few': 'chưa đủ dữ liệu',
    'not-computable': 'không tính được'
  },
  law: 'để đối chiếu',
  review: 'Đã xem xét',
  reviewed: 'Những dấu hiệu đã xem xét',
  again: 'đã xem xét khi còn nhẹ hơn',
  outcome: 'Kết quả',
  outcomeMissing: 'Mời chọn kết quả.',
  outcomes: {
    'checked-fine': 'Đã kiểm tra, ổn',
    explained: 'Đã được giải thích',
    followed: 'Theo dõi thêm',
    'passed-on': 'Đã báo lên'
  },
  note: 'Ghi chú (nếu có)',
  noteHint: 'ví dụ: đã xem giấy giao tiền, đủ chữ ký',
  save: 'Ghi kết quả',
  cancel: 'Thôi',
  /** Names the place of a step; `line` is a code. */
  at: {
    round: (k: number, line: string) => ` kỳ ${k}, dây ${line}`,
    line: (line: string) => ` dây ${line}`
  },
  names: {
    R1: 'Người chơi chưa rõ là ai',
    R2: 'Tên có thể trùng người',
    R3: 'Tài khoản nhận tiền hốt',
    R4: 'Chủ hụi, người nhà hốt sớm',
    R5: 'Người hốt chưa xác nhận',
    R6: 'Người hốt vắng mặt',
    R7: 'Nhiều dây cùng lúc',
    R8: 'Số phải góp thay nếu ngưng đóng',
    R9: 'Góp thay chưa thu lại',
    R10: 'Mở dây mới sát ngày giao tiền',
    R11: 'Tiền bỏ hụi không giảm',
    R12: 'Tiền bỏ hụi và Điều 21',
    R13: 'Đóng hụi trễ',
    R14: 'Giao hụi trễ',
    R15: 'Thu, giao tiền không giấy tờ',
    R16: 'Hụi viên chơi quá sức',
    R17: 'Người chơi nhiều dây',
    R18: 'Sổ khác lời hụi viên',
    R19: 'Sang hụi chưa rõ',
    R20: 'Mời chơi bằng quà, hứa chắc lời',
    R21: 'Thông báo dây hụi',
    R22: 'Sửa bản ghi sau khi giao'
  },
  /** One next step for each sign; `at` says where, or nothing. */
  steps: {
    R1: (at: string) => `Hỏi và xem giấy tờ người chơi${at}.`,
    R2: () => 'Hỏi chủ hụi những tên giống nhau là một hay nhiều người.',
    R3: (at: string) => `Hỏi người hốt${at} nhận tiền vào tài khoản nào.`,
    R4: (at: string) => `Hỏi người hốt${at} hốt cho ai.`,
    R5: (at: string) => `Hỏi người hốt${at} đã nhận đủ tiền chưa.`,
    R6: (at: string) => `Hỏi hụi viên ai bỏ hụi giúp người hốt${at}.`,
    R7: () => 'Hỏi chủ hụi danh sách các dây đang chạy.',
    R8: () => 'Hỏi chủ hụi cách lo nếu có người ngưng đóng.',
    R9: (at: string) => `Hỏi chủ hụi bao giờ thu lại tiền góp thay${at}.`,
    R10: (at: string) => `Hỏi chủ hụi tiền giao${at} từ đâu có.`,
    R11: (at: string) => `Hỏi hụi viên vì sao tiền bỏ hụi${at} không giảm.`,
    R12: () => 'Xem phần đối chiếu quy định ở từng kỳ.',
    R13: (at: string) => `Hỏi chủ hụi ai còn thiếu${at}, vì sao.`,
    R14: (at: string) => `Hỏi chủ hụi giấy giao tiền${at}.`,
    R15: (at: string) => `Hỏi chủ hụi biên nhận thu, giao tiền${at}.`,
    R16: () => 'Hỏi hụi viên có đóng kịp các dây không.',
    R17: () => 'Hỏi những người chơi nhiều dây có đóng kịp không.',
    R18: (at: string) => `Đối chiếu sổ với hụi viên${at}.`,
    R19: (at: string) => `Hỏi người bán đã ký giấy sang hụi${at} chưa.`,
    R20: () => 'Hỏi người báo tin: ai mời, hứa điều gì.',
    R21: (at: string) => `Nhắc chủ hụi nộp thông báo${at}.`,
    R22: (at: string) => `Hỏi vì sao sửa bản ghi${at}.`
  },
  says,
  lacks,
  bounds
}

export type SignText = typeof signs
