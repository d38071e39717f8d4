import type { SpokenTerms } from '../hui-terms.ts'

/** Builds the words about members who join, leave, swap turns or answer for others, from a unit's own terms. */
export const membersViOf = (t: SpokenTerms) => ({
  entries: {
    joined: (part: number, k: number) => `Vào giữ ${t.part} ${part} từ kỳ ${k}`,
    left: (part: number, k: number) => `Rút ${t.part} ${part} từ kỳ ${k}`,
    claimPaid: 'Trả tiền cho người rút',
    joiningPaid: (part: number, pot: number | undefined) =>
      `${t.Pay} bù ${t.part} ${part}, các kỳ trước khi vào${pot === undefined ? '' : `, trừ tiền ${t.take} kỳ ${pot}`}`,
    swapped: `Đổi lượt ${t.take}`,
    swap: (part: number, k: number, now: number) => `${t.part} ${part}: kỳ ${k} → kỳ ${now}`,
    guaranteed: 'Bảo lãnh',
    guarantee: (guarantor: string, holder: string, money: string, until: string) =>
      `${guarantor} bảo lãnh ${holder}, tới ${money}, ${until ? `các kỳ đến hết ${until}` : 'đến mãn hụi'}`,
    signed: 'Ký thay đổi hụi viên'
  },
  signers: {
    joiner: 'Người vào',
    host: t.Host,
    members: 'Mọi hụi viên',
    leaver: 'Người rút',
    first: `Người giữ ${t.part} thứ nhất`,
    second: `Người giữ ${t.part} thứ hai`,
    guarantor: 'Người bảo lãnh'
  },
  title: 'Thay đổi hụi viên',
  kind: 'Ghi việc gì?',
  kinds: {
    'hui.member-left': 'Rút khỏi dây',
    'hui.member-joined': 'Vào dây',
    'hui.turn-swapped': `Đổi lượt ${t.take}`,
    'hui.guarantor-agreed': 'Bảo lãnh'
  },
  from: (k: number) => `Tính từ kỳ ${k}. Các kỳ trước giữ nguyên.`,
  missing: 'Hãy chọn.',
  choose: 'Chọn',
  left: {
    part: `Rút ${t.part} nào?`,
    alive: `Chưa ${t.take}: tiền đã góp được trả lại khi mãn hụi. ${t.Host} giữ ${t.part} này và ${t.pay} tiếp, tới khi có người vào.`,
    dead: (money: string) => `Đã ${t.take}: phải ${t.pay} hết ${money} của các kỳ còn lại.`
  },
  joined: {
    part: `Vào ${t.part} nào?`,
    who: 'Người vào',
    units: `Nhận bao nhiêu của ${t.part}?`,
    none: `Dây không có ${t.part} trống do người rút để lại. Nhận ${t.part} của người đang chơi thì ghi sang hụi; thêm ${t.part} trước kỳ đầu thì sửa thỏa thuận.`
  },
  turns: {
    first: `${t.Part} thứ nhất`,
    firstRound: `${t.Part} thứ nhất đang tới lượt kỳ nào?`,
    second: `Đổi với ${t.part}`,
    secondRound: `${t.Part} kia đang tới lượt kỳ nào?`,
    same: `Hãy chọn hai ${t.part}, hai kỳ khác nhau.`
  },
  guarantee: {
    who: 'Người bảo lãnh',
    holder: 'Bảo lãnh cho ai?',
    same: 'Không ai tự bảo lãnh cho mình.',
    scope: 'Cho những kỳ nào?',
    ends: 'Đến khi nào?',
    endKinds: { line: 'Đến mãn hụi', day: 'Đến một ngày' },
    until: `Các kỳ ${t.open} đến hết ngày nào?`,
    note: `Bảo lãnh không đổi tiền phải ${t.pay}.`
  },
  sums: {
    damage: 'Trừ thiệt hại (không có thì để trống)',
    settled: `Đã ${t.pay} một lần cho các kỳ còn lại`,
    paid: `Đã ${t.pay} cho các kỳ trước`,
    amount: 'Bảo lãnh tới bao nhiêu?'
  },
  signed: 'Ai đã ký?',
  signedHint: 'Đủ chữ ký thì mới được tính. Ký sau thì bấm ở mục Các lần ghi.',
  save: 'Ghi thay đổi',
  claim: 'Được trả lại khi mãn hụi',
  due: `Các kỳ trước phải ${t.pay}`,
  missingOfDue: 'Còn thiếu',
  share: (units: number, of: number) =>
    units === of ? `Cả ${t.part}` : units * 2 === of ? `Nửa ${t.part}` : `${units}/${of} ${t.part}`,
  /** A name, and how much of a cut part they hold. */
  named: (name: string, units: number, of: number) =>
    units === of ? name : `${name} (${units * 2 === of ? 'nửa' : `${units}/${of}`})`,
  card: {
    title: 'Người vào, ra, bảo lãnh',
    vacant: (part: number) => `${t.Part} ${part} trống`,
    vacantNote: `${t.host} ${t.pay}, chờ người vào`,
    left: (name: string, part: number) => `${name} rút ${t.part} ${part}`,
    leftNote: (k: number, contributed: string, damage: string) =>
      `từ kỳ ${k} · đã góp ${contributed}${damage && ` · trừ ${damage}`}`,
    settled: (k: number, money: string) => `từ kỳ ${k} · đã ${t.pay} hết ${money}`,
    nothing: 'không còn nợ',
    paidBack: (money: string) => `đã trả ${money}`,
    payClaim: (money: string) => `Ghi đã trả ${money}`,
    sure: (money: string, name: string) => `${t.Host} đã trả ${money} cho ${name}?`,
    onEnd: (day: string) => `Đúng ngày đình, mãn hụi ${day}`,
    payEarly: 'Ngày này trước ngày rút hụi.',
    payEarlyJoining: 'Ngày này trước ngày vào hụi.',
    yes: 'Đã trả, ghi vào sổ',
    notYet: 'Chưa trả',
    payJoining: (money: string) => `Ghi đã ${t.pay} ${money}`,
    sureJoining: (money: string, name: string) => `${name} đã ${t.pay} ${money} cho ${t.host}?`,
    joined: (name: string, part: number) => `${name} vào ${t.part} ${part}`,
    joinedNote: (k: number, paid: string, due: string) => `từ kỳ ${k} · đã ${t.pay} ${paid} trên ${due}`,
    short: (money: string) => `thiếu ${money}`,
    enough: 'đủ',
    turn: (k: number, part: number) => `Kỳ ${k}: ${t.part} ${part} ${t.take} (đã đổi lượt)`,
    guarantee: (guarantor: string, holder: string) => `${guarantor} bảo lãnh ${holder}`,
    guaranteeNote: (scope: string, until: string, owed: string) =>
      `${scope} · ${until ? `đến hết ${until}` : 'đến mãn hụi'} · đang nợ trong mức ${owed}`,
    upTo: (money: string) => `tới ${money}`,
    beside: (guarantor: string, money: string) => `${guarantor} bảo lãnh ${money}`
  },
  scopes: { all: 'Mọi kỳ', 'after-taking': `Chỉ các kỳ sau khi ${t.take}` }
})
