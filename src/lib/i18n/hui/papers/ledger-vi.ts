import type { SpokenTerms } from '../hui-terms.ts'

/** Builds the words of a line's ledger for a mediator, and of late interest, from a unit's own terms. */
export const ledgerViOf = (t: SpokenTerms) => ({
  title: 'Bảng kê để hòa giải',
  heading: 'BẢNG KÊ DÂY HỤI',
  office: (unit: string) => `CÔNG AN ${unit.toLocaleUpperCase('vi')}`,
  number: (code: string) => `Dây hụi: ${code}`,
  purpose:
    'Dùng khi hòa giải, giải quyết vỡ hụi. Không dùng để nhắc nợ. Theo bản ghi trong sổ, không phải phán quyết.',
  asOf: (day: string) => `Tính tới ngày ${day}`,
  kind: (host: string, parts: string, face: string) => `${t.Host}: ${host}. ${parts}, mỗi ${t.part} ${face}.`,
  stopped: (day: string) => `Đình hụi ngày ${day}.`,
  newer: 'Có bản ghi từ phiên bản mới hơn, số liệu có thể chưa đủ.',
  principal: 'Tiền gốc còn thiếu',
  noPrincipal: 'Không ai còn thiếu tiền gốc.',
  principalColumns: ['Khoản', 'Người thiếu → người nhận', 'Số tiền'],
  debts: {
    due: `hụi chưa ${t.pay}`,
    cover: 'tiền góp thay',
    joining: `các kỳ trước khi vào, ${t.pay} thiếu`,
    pot: `tiền ${t.take} chưa ${t.hand}`,
    share: `phần tiền ${t.take} của người cùng ${t.part}`,
    left: `tiền ${t.take} gửi lại`,
    credit: `${t.pay} trước cho kỳ sau`,
    claim: 'trả lại người rút, khi mãn hụi'
  },
  debt: (what: string, k: number | null, part: string | null) =>
    [
      [k !== null && `Kỳ ${k}`, part !== null && (k === null ? t.Part : t.part) + ` ${part}`]
        .filter(Boolean)
        .join(', '),
      what
    ]
      .filter(Boolean)
      .join(': '),
  total: 'Cộng',
  people: 'Cộng theo người',
  peopleColumns: ['Người', 'Còn thiếu', 'Còn được nhận'],
  principalNote: `Hụi chưa ${t.pay} thì trả cho ${t.host}; tiền ${t.take} thì ${t.host} ${t.hand}. Số ${t.host} còn thiếu cho ${t.part} của mình nằm trong tiền ${t.take} chưa ${t.hand}.`,
  nobodyAdvances: `Dây này ${t.host} không phải góp thay: tiền ${t.take} chưa ${t.hand} gồm cả số hụi viên chưa ${t.pay}.`,
  guarantees: 'Bảo lãnh',
  guaranteeColumns: ['Người bảo lãnh', 'Cho ai', 'Đang nợ trong mức'],
  guaranteeNote: 'Không cộng thêm: đã nằm trong tiền gốc ở trên.',
  late: 'Các khoản chậm',
  noLate: 'Không có khoản nào chậm.',
  lateColumns: ['Khoản', 'Số tiền', 'Từ – đến', 'Lãi'],
  potPart: `tiền ${t.take}`,
  interest: 'Lãi chậm trả (Điều 22 Nghị định 19/2019/NĐ-CP)',
  interestColumns: ['Khoản, người trả → người nhận', 'Lãi', 'Đã trả, đã bỏ', 'Còn'],
  days: (days: number) => `${days} ngày`,
  judge: 'hòa giải viên, tòa án tính',
  andJudge: (money: string) => `${money}, và phần hòa giải viên, tòa án tính`,
  totalBeforeJudge: 'Cộng, chưa gồm phần hòa giải viên, tòa án tính',
  judgeNote: `Người đã ${t.take} của dây có lãi mà ${t.pay} chậm: tính theo khoản 5 Điều 466 Bộ luật Dân sự, do người hòa giải hoặc tòa án tính.`,
  reference:
    'Lãi tính theo mức đã thỏa thuận nhưng không quá 20% một năm; không thỏa thuận thì 10% một năm. Một năm 365 ngày. Chỉ để tham khảo.',
  signer: 'Người lập',
  record: 'Ghi trả lãi, bỏ lãi',
  form: {
    title: 'Ghi trả lãi, bỏ lãi',
    none: 'Dây này không có khoản nào chậm.',
    account: 'Lãi của khoản nào?',
    accountMissing: 'Hãy chọn một khoản.',
    label: (k: number, part: number | null, from: string, to: string) =>
      `Kỳ ${k}, ${part === null ? `tiền ${t.take}` : `${t.part} ${part}`}: ${from} → ${to}`,
    left: (money: string) => `Còn ${money}, để tham khảo.`,
    what: 'Ghi việc gì?',
    kinds: { paid: 'Đã trả lãi', waived: 'Người được nhận bỏ, không đòi' },
    whatMissing: 'Hãy chọn một việc.',
    amount: 'Số tiền lãi',
    on: 'Ngày nào?',
    reason: 'Lý do (nếu có)',
    save: 'Ghi vào sổ'
  }
})
