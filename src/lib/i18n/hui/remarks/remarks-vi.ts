/** Words of what is written of a person beside the lines. They tell who said what, and accuse nobody. */
export const remarks = {
  title: 'Ghi thêm về người này',
  add: 'Ghi điều gì?',
  written: 'Đã ghi',
  none: 'Chưa ghi thêm gì về người này',
  reversed: (author: string, reason: string) => `${author} đã ghi sửa: ${reason}`,
  save: 'Ghi lại',
  note: 'Ghi chú (nếu có)',
  unknownKind: 'Không có mục này',
  kinds: {
    mark: 'Số giấy tờ, điện thoại, tài khoản',
    same: 'Là một người với tên khác',
    house: 'Người cùng nhà',
    statement: 'Có người kê khai về tiền hụi',
    sale: 'Có người báo sang hụi',
    inducement: 'Mời chơi bằng quà, hứa chắc lời'
  },
  mark: {
    which: 'Số nào?',
    kinds: { id: 'Căn cước', phone: 'Điện thoại', account: 'Tài khoản' },
    kindMissing: 'Hãy chọn số nào.',
    number: 'Ghi đủ số',
    explained: 'Máy chủ đổi số này thành mã để so trùng. Số không lưu ở đâu cả.',
    promise: 'Cần có mạng để ghi',
    numberMissing: 'Hãy ghi số.',
    wrong: {
      id: 'Số căn cước có 12 chữ số, chứng minh cũ có 9. Hãy xem lại.',
      phone: 'Số điện thoại có 9 đến 11 chữ số, bắt đầu bằng 0. Hãy xem lại.',
      account: 'Số tài khoản có 6 đến 19 chữ số. Hãy xem lại.'
    },
    row: { id: 'Số căn cước', phone: 'Số điện thoại', account: 'Số tài khoản' },
    kept: 'Chỉ giữ mã để so, không giữ số.',
    shared: (names: string) => `Trùng số với ${names}. Nên hỏi lại, có thể ghi nhầm hoặc dùng chung.`,
    trouble: {
      unreachable: 'Chưa có mạng nên chưa ghi được. Số không được giữ lại; có mạng thì ghi lại.',
      'signed-out': 'Máy chủ chờ máy này đăng nhập lại. Chưa ghi được gì.',
      'not-allowed': 'Máy chủ không nhận số của đơn vị này từ tài khoản này. Chưa ghi được gì.',
      'no-key': 'Máy chủ chưa có khóa để đổi số. Hãy báo người quản trị. Chưa ghi được gì.',
      trouble: 'Máy chủ chưa trả lời được. Chưa ghi được gì, hãy thử lại.'
    },
    throttled: (minutes: number) =>
      `Tài khoản này đã ghi nhiều số quá. Chờ ${minutes} phút rồi ghi tiếp. Chưa ghi được gì.`
  },
  same: {
    who: 'Tên kia',
    missing: 'Hãy chọn người kia.',
    itself: 'Đó chính là người này. Hãy chọn tên khác.',
    reason: 'Vì sao biết là một người?',
    reasonMissing: 'Hãy ghi vì sao.',
    explained: 'Các dây của hai tên được tính chung. Ghi nhầm thì ghi sửa.',
    row: (name: string) => `Là một người với ${name}`
  },
  house: {
    who: 'Người cùng nhà',
    missing: 'Hãy chọn ít nhất một người.',
    many: (max: number) => `Một lần ghi nhiều nhất ${max} người.`,
    remove: (name: string) => `Bỏ ${name}`,
    row: (names: string) => `Cùng nhà với ${names}`
  },
  statement: {
    who: 'Người kê khai',
    missing: 'Hãy chọn người kê khai.',
    says: 'Người đó nói gì?',
    kinds: {
      paid: 'Đã đóng tiền',
      'no-part': 'Không chơi hụi này',
      'pot-not-handed': 'Chưa được giao tiền hốt'
    },
    saysMissing: 'Hãy chọn người đó nói gì.',
    line: 'Dây nào? (nếu biết)',
    anyLine: 'Không rõ dây nào',
    round: 'Kỳ mấy? (nếu biết)',
    anyRound: 'Không rõ kỳ nào',
    amount: 'Bao nhiêu tiền? (nếu biết)',
    row: {
      paid: (name: string) => `${name} nói đã đóng tiền`,
      'no-part': (name: string) => `${name} nói không chơi`,
      'pot-not-handed': (name: string) => `${name} nói chưa được giao tiền hốt`
    }
  },
  sale: {
    line: 'Phần của dây nào?',
    lineMissing: 'Hãy chọn dây.',
    part: 'Phần số mấy?',
    partMissing: 'Hãy chọn phần.',
    seller: 'Người bán',
    sellerMissing: 'Hãy chọn người bán.',
    buyer: 'Người mua',
    buyerMissing: 'Hãy chọn người mua.',
    same: 'Người mua phải khác người bán.',
    noLines: 'Người này chưa làm chủ dây nào nên chưa ghi được.',
    row: (part: number, line: string) => `Báo sang phần ${part}${line && ` dây ${line}`}`,
    who: (seller: string, buyer: string) => `${seller} bán cho ${buyer}`
  },
  inducement: {
    what: 'Mời bằng gì?',
    kinds: { gift: 'Tặng quà', 'sure-return': 'Hứa chắc lời' },
    whatMissing: 'Hãy chọn mời bằng gì.',
    confirmed: 'Đã xác minh chưa?',
    answers: { no: 'Mới nghe báo', yes: 'Đã xác minh' },
    confirmedMissing: 'Hãy chọn đã xác minh chưa.',
    row: { gift: 'Tặng quà để mời chơi', 'sure-return': 'Hứa chắc lời để mời chơi' }
  },
  round: (k: number) => `kỳ ${k}`,
  line: (code: string) => `dây ${code}`
}

export type RemarkText = typeof remarks
