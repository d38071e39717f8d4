import type { SpokenTerms } from '../hui-terms.ts'
import { dongInVietnamese } from './dong-vi.ts'
import { pieceOf } from './piece.ts'

/** Builds the words of receipts (giấy biên nhận) from a unit's own terms. */
export const receiptViOf = (t: SpokenTerms) => ({
  issue: 'Lập giấy biên nhận',
  issueFor: (money: string, part: string) => `Lập giấy biên nhận ${money}${part && `, ${part}`}`,
  several: (count: number) => `${count} lần vừa ghi: giấy biên nhận`,
  open: 'Xem giấy biên nhận',
  openFor: (money: string, part: string) => `Xem giấy biên nhận ${money}${part && `, ${part}`}`,
  ofPart: (part: number, share: string) => `${share ? share.toLocaleLowerCase('vi') : t.part}\u00a0${part}`,
  check: 'Giấy sẽ ghi',
  sure: 'Đúng, lập giấy',
  notYet: 'Chưa lập',
  none: 'Khoản này chưa lập giấy được: đã có giấy, đã ghi ở dòng khác, hoặc còn chỗ chưa rõ. Bản ghi vẫn còn nguyên.',
  ofRounds: 'Biên nhận các kỳ',
  title: 'Giấy biên nhận',
  unknown: 'Máy này chưa có biên nhận đó',
  unknownText: 'Biên nhận sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.',
  heading: 'GIẤY BIÊN NHẬN',
  law: 'Theo Điều 13 Nghị định số 19/2019/NĐ-CP về họ, hụi, biêu, phường',
  office: (code: string) => `DÂY HỤI ${code}`,
  number: (number: string) => `Số: ${number}`,
  line: 'Dây hụi',
  host: t.Host,
  kind: 'Về việc',
  kinds: {
    contribution: `${t.pay} hụi`,
    repayment: 'trả tiền góp thay',
    prepaid: `${t.pay} hụi trước cho các kỳ sau`,
    pot: `${t.hand} tiền ${t.take}`,
    interest: 'trả lãi chậm',
    joining: `${t.pay} bù các kỳ trước khi vào dây`
  },
  round: 'Kỳ',
  part: t.Part,
  piece: (part: number, units?: number, of?: number) => pieceOf(`${t.part}\u00a0${part}`, part, units, of),
  payer: 'Người giao tiền',
  payee: 'Người nhận tiền',
  amount: 'Số tiền',
  words: 'Bằng chữ',
  inWords: dongInVietnamese,
  movedOn: {
    contribution: `Ngày ${t.pay}`,
    repayment: 'Ngày trả',
    prepaid: `Ngày ${t.pay}`,
    pot: `Ngày ${t.hand}`,
    interest: 'Ngày trả',
    joining: `Ngày ${t.pay}`
  },
  on: 'Ngày lập',
  into: `Trong đó ${t.pay} vào kỳ này`,
  back: (name: string) => `Trong đó trả phần ${name} đã góp thay`,
  credit: `Trong đó ${t.pay} trước, tính cho kỳ sau`,
  balance: {
    contribution: 'Còn lại của kỳ này sau lần giao',
    repayment: 'Còn lại của kỳ này sau lần giao',
    prepaid: `Tiền ${t.pay} trước sau lần giao`,
    pot: `Tiền ${t.take} còn phải ${t.hand} sau lần giao`,
    interest: 'Lãi còn lại',
    joining: 'Các kỳ trước còn thiếu sau lần giao'
  },
  signers: ['Người giao tiền', 'Người nhận tiền'],
  copy: 'Lập hai bản, mỗi bên giữ một bản.',
  now: (money: string) => `Giấy giữ nguyên số lúc lập. Theo sổ hiện nay còn lại ${money}.`,
  withdrawn: (reason: string) => `Biên nhận này đã được ghi sửa: ${reason}`,
  void: (reason: string) => `ĐÃ THU HỒI. Lý do: ${reason}`
})
