import type { IndicatorId } from '#lib/domain/hui/warning/indicator.ts'
import type { Thresholds } from '#lib/domain/hui/warning/thresholds.ts'
import { money } from '../../format.ts'
import { changeOf, of, type Inputs } from './inputs.ts'

/** One sentence for each sign, with all its numbers; a person reads them as something to ask about. */
export const says: Record<IndicatorId, (i: Inputs) => string> = {
  R1: (i) =>
    `${of(i, 'unverified')} trên ${of(i, 'parts')} phần có người chơi chưa ai xem giấy tờ, số điện thoại hay chữ ký (${of(i, 'people')} người).`,
  R2: (i) =>
    `Trong ${of(i, 'people')} tên (đã ghi số hoặc nhà của ${of(i, 'known')} tên), ${of(i, 'surplus')} tên có thể trùng người khác; ${of(i, 'pairs')} cặp chung số điện thoại hoặc gần trùng tên.`,
  R3: (i) =>
    `${of(i, 'toInsiders')} trên ${of(i, 'transfers')} lần chuyển khoản: tiền hốt của người khác vào tài khoản chủ hụi hoặc người nhà.`,
  R4: (i) =>
    `${of(i, 'wins')} trên ${of(i, 'held')} kỳ đầu do chủ hụi, người nhà hoặc người chưa rõ hốt; họ giữ ${of(i, 'insiderParts')} trên ${of(i, 'parts')} phần.`,
  R5: (i) => `${of(i, 'unconfirmed')} trên ${of(i, 'payouts')} lần giao tiền hốt chưa có lời người nhận.`,
  R6: (i) =>
    `${of(i, 'absent')} trên ${of(i, 'rounds')} kỳ có ghi người dự: người hốt vắng mặt và không tự bỏ hụi.`,
  R7: (i) =>
    `Đang chạy ${of(i, 'live')} dây. Trong nửa năm mở ${of(i, 'started')} dây, mãn ${of(i, 'ended')} dây.`,
  R8: (i) =>
    `Nếu mọi người đã hốt cùng ngưng đóng, phải góp thay ${money(of(i, 'exposure'))} ở ${of(i, 'live')} dây. Tiền thảo một năm tới ${money(of(i, 'commission'))}.`,
  R9: (i) =>
    `Góp thay cho ${of(i, 'debtors')} người chưa thu lại ${money(of(i, 'outstanding'))}, tiền thảo đã có ${money(of(i, 'commission'))} qua ${of(i, 'rounds')} kỳ.`,
  R10: (i) =>
    `${of(i, 'pairs')} lần giao tiền hốt sát ngày khui đầu của dây mới, trong ${of(i, 'payouts')} lần giao gần đây.`,
  R11: (i) =>
    'rise' in i
      ? `Qua ${of(i, 'rounds')} kỳ gần nhất, tiền bỏ hụi mỗi kỳ ${of(i, 'rise') < 0 ? 'giảm' : 'tăng'} ${money(changeOf(i))}, phần ${money(of(i, 'face'))}.`
      : `Mới có ${of(i, 'rounds')} kỳ có bỏ hụi.`,
  R12: (i) =>
    `${of(i, 'overStrict')} trên ${of(i, 'rounds')} kỳ cao hơn mức tính chặt, ${of(i, 'overLiteral')} kỳ cao hơn mức tính rộng của Điều 21 Nghị định 19/2019/NĐ-CP.`,
  R13: (i) =>
    `${of(i, 'late')} trên ${of(i, 'dues')} lượt đóng của ${of(i, 'rounds')} kỳ gần nhất bị trễ (${of(i, 'people')} người), mức giữa là ${of(i, 'medianDays')} ngày.`,
  R14: (i) =>
    `${of(i, 'late')} trên ${of(i, 'pots')} kỳ giao tiền hốt trễ hoặc chưa đủ, lâu nhất trễ ${of(i, 'longestDays')} ngày.`,
  R15: (i) =>
    `${of(i, 'bare')} trên ${of(i, 'records')} lần thu, giao tiền chưa có biên nhận hay lời hụi viên.`,
  R16: () => 'Chỉ tính riêng cho từng hụi viên, không tính cho chủ hụi.',
  R17: (i) =>
    `${of(i, 'shared')} trên ${of(i, 'members')} người chơi nhiều dây trong ${of(i, 'live')} dây đang chạy.`,
  R18: (i) =>
    `${of(i, 'missing')} người có đóng mà sổ không có, ${of(i, 'denied')} người trong sổ nói không chơi, ${of(i, 'notHanded')} người nói chưa được giao tiền hốt khác với sổ, ${of(i, 'deniedRecords')} bản ghi có người nói không đúng.`,
  R19: (i) =>
    `Trong ${of(i, 'sales')} lần sang hụi đã ghi và ${of(i, 'reported')} tin báo, ${of(i, 'unsigned')} lần chưa có chữ ký người bán, ${of(i, 'twice')} lần bán trùng một phần.`,
  R20: (i) =>
    `${of(i, 'reported')} tin báo mời chơi bằng quà hoặc hứa chắc lời, ${of(i, 'proven')} tin đã xác minh.`,
  R21: (i) =>
    'missing' in i
      ? `${of(i, 'missing')} trên ${of(i, 'duties')} dây phải thông báo mà chưa có, lâu nhất ${of(i, 'longestDays')} ngày.`
      : `${of(i, 'duties')} dây thuộc diện phải thông báo.`,
  R22: (i) =>
    `${of(i, 'changed')} trên ${of(i, 'entries')} bản ghi bị sửa hoặc ghi lùi ngày sau khi kỳ đã giao xong.`
}

/** Says why a sign cannot be told from these books. */
export const lacks: Record<IndicatorId, string> = {
  R1: 'Sổ chưa ghi ai đã xem giấy tờ người chơi.',
  R2: 'Chưa ghi số giấy tờ, điện thoại, tài khoản hay nhà của hai người để so.',
  R3: 'Chưa có lần chuyển khoản nào.',
  R4: 'Chưa có dây đang chạy hoặc vừa mãn.',
  R5: 'Chưa có lần giao tiền hốt nào.',
  R6: 'Chưa có dây đang chạy hoặc vừa mãn.',
  R7: 'Chưa có dây nào.',
  R8: 'Không hỏi thu nhập của ai nên không xếp mức.',
  R9: 'Chưa có kỳ nào.',
  R10: 'Chưa có lần giao tiền hốt nào.',
  R11: 'Chưa có dây bỏ hụi theo kỳ đang chạy hoặc vừa mãn.',
  R12: 'Chưa có dây đang chạy.',
  R13: 'Chưa có dây đang chạy hoặc vừa mãn.',
  R14: 'Dây đang chạy chưa ghi lần giao tiền hốt nào.',
  R15: 'Chưa có lần thu, giao tiền nào.',
  R16: 'Chỉ tính riêng cho từng hụi viên, không tính cho chủ hụi.',
  R17: 'Chưa có dây đang chạy.',
  R18: 'Chưa ai nói bản ghi nào không đúng, và sổ chưa có kê khai khác.',
  R19: 'Chưa có lần sang hụi nào.',
  R20: 'Sổ hụi chưa có tin báo loại này.',
  R21: 'Ở đây chưa đối chiếu với sổ Thông báo dây hụi.',
  R22: 'Chưa có bản ghi nào.'
}

const share = ({ amber, red }: { amber: number; red: number }, least = '') =>
  `Cần để ý khi trên ${amber}%, cần xác minh sớm khi trên ${red}%.${least && ` Cần ít nhất ${least}.`}`
const from = ({ amber, red }: { amber: number; red: number }, what: string) =>
  `Cần để ý từ ${amber} ${what}, cần xác minh sớm từ ${red} ${what}.`

/** Says where the levels begin; '' where there are none. */
export const bounds: Record<IndicatorId, (l: Thresholds) => string> = {
  R1: ({ R1 }) =>
    `${share(R1, `${R1.leastParts} phần`)} Xác minh sớm cần ít nhất ${R1.leastRedPeople} người.`,
  R2: ({ R2 }) => from(R2, 'tên'),
  R3: ({ R3 }) => `${from(R3, 'lần')} Xác minh sớm còn cần trên ${R3.redShare}% số lần chuyển khoản.`,
  R4: ({ R4 }) =>
    `So với số kỳ họ hốt nếu ngẫu nhiên: cần để ý khi trên ${R4.amber}%, cần xác minh sớm khi trên ${R4.red}%. Cần ít nhất ${R4.leastWins} kỳ, xác minh sớm cần ${R4.leastRedWins}.`,
  R5: ({ R5 }) => `${share(R5, `${R5.leastPayouts} lần giao`)} Chờ ${R5.waitDays} ngày sau khi giao.`,
  R6: ({ R6 }) => share(R6, `${R6.leastRounds} kỳ`),
  R7: ({ R7 }) =>
    `${from(R7, 'dây')} Cũng xác minh sớm khi số dây mở trên ${R7.ratio}% số dây mãn, trong ${R7.days} ngày.`,
  R8: () => '',
  R9: ({ R9 }) =>
    `So với tiền thảo: ${share(R9, `${R9.leastRounds} kỳ và ${R9.leastPeople} người`)} Không tính ${R9.afterDays} ngày gần nhất.`,
  R10: ({ R10 }) =>
    `${from(R10, 'lần')} Cách nhau không quá ${R10.apartDays} ngày, tiền kỳ đầu từ ${R10.share}% tiền giao, trong ${R10.days} ngày.`,
  R11: ({ R11 }) =>
    `Cần để ý khi không giảm, cần xác minh sớm khi tăng trên ${R11.red}% phần mỗi kỳ. Cần ${R11.rounds} kỳ.`,
  R12: () => '',
  R13: ({ R13 }) =>
    `Trong ${R13.rounds} kỳ gần nhất: ${share(R13, `${R13.leastDues} lượt`)} Hoặc mức giữa trên ${R13.amberDays} ngày, trên ${R13.redDays} ngày, từ ${R13.leastPeople} người.`,
  R14: ({ R14 }) => `${from(R14, 'kỳ')} Trễ trên ${R14.redDays} ngày cũng xác minh sớm.`,
  R15: ({ R15 }) => share(R15, `${R15.leastRecords} lần`),
  R16: () => '',
  R17: ({ R17 }) => `Từ ${R17.lines} dây trở lên. ${share(R17, `${R17.leastMembers} người`)}`,
  R18: ({ R18 }) => from(R18, 'lời'),
  R19: ({ R19 }) =>
    `Cần để ý từ ${R19.amber} lần thiếu chữ ký sau ${R19.waitDays} ngày. Bán trùng thì xác minh sớm.`,
  R20: () => 'Cần để ý khi có tin báo, cần xác minh sớm khi tin đã xác minh.',
  R21: ({ R21 }) => `Cần để ý từ ngày đầu, cần xác minh sớm khi trên ${R21.redDays} ngày.`,
  R22: ({ R22 }) =>
    `${share(R22, `${R22.leastEntries} bản ghi`)} Sửa trong ${R22.graceDays} ngày sau khi giao thì không tính.`
}
