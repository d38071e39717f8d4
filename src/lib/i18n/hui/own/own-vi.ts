/** Words of a host's own book (chủ hụi): her first page, and a line that she hands in. */
export const huiOwn = {
  title: 'Hụi của tôi',
  empty: 'Chưa có dây hụi nào',
  emptyText:
    'Ghi dây hụi rồi ghi từng kỳ: máy tính ai đóng bao nhiêu, giao bao nhiêu. Sổ chỉ nằm ở máy này, không ai khác đọc được.',
  due: 'Tới kỳ',
  collect: (code: string, k: number) => `${code} · kỳ ${k}: còn phải thu`,
  collected: 'Đã thu đủ kỳ này',
  handTo: (name: string) => `Giao cho ${name}`,
  handToNote: 'còn phải giao, đã trừ tiền thảo',
  lines: 'Các dây của tôi',
  post: {
    show: 'Tin cho nhóm Zalo',
    round: (code: string, k: number, day: string) => `${code}, kỳ ${k}, ${day}`,
    payout: (name: string, money: string) => `${name} hốt, nhận ${money}`,
    owing: 'Còn chờ đóng:',
    owes: (name: string, money: string) => `- ${name}: ${money}`,
    none: 'Đã đóng đủ, cảm ơn bà con.'
  },
  handIn: {
    title: 'Nộp sổ dây này cho cán bộ',
    text: 'Cán bộ nhận được mọi lần ghi và tên người trong dây này, có chữ ký của máy này. Dây khác không đi theo. Mất máy thì chỉ còn bản đã nộp.',
    nobody: 'Chưa biết máy cán bộ nào',
    nobodyText: 'Hãy đồng bộ một lần khi có mạng rồi mở lại trang này.',
    nothing: 'Không nộp được: dây này chưa có lần ghi nào, hoặc tài khoản ấy không đọc sổ hụi.'
  },
  saved: 'Lưu ngay, chỉ ở máy này; chỉ đi khi bấm “Nộp sổ dây này cho cán bộ”',
  copy: {
    title: 'Bản sao sổ của tôi',
    text: (count: number) =>
      `${count} bản ghi chỉ ở máy này. Hỏng máy, mất máy hay quên mã PIN là mất hết. Lưu một tệp rồi cất nơi khác; ai có tệp thì đọc được tên và số tiền.`,
    save: 'Lưu bản sao',
    name: 'so-hui-cua-toi',
    take: 'Lấy lại sổ từ bản sao',
    takeText: 'Đổi máy hay quên mã PIN thì chọn tệp đã lưu.',
    taken: (added: number, known: number) =>
      `Đã lấy lại ${added} bản ghi${known > 0 ? `, ${known} bản ghi đã có` : ''}.`,
    refused: (count: number) => `${count} bản ghi không lấy: không do máy của tài khoản này ghi.`,
    none: 'Tệp này không phải bản sao sổ của tài khoản này.',
    failed: 'Chưa lấy lại được. Sổ trên máy vẫn còn nguyên. Hãy thử lại.',
    leaving: (count: number) =>
      `Sổ hụi riêng: ${count} bản ghi chỉ ở máy này. Mất máy hay quên mã PIN là mất. Lưu bản sao trước khi đăng xuất.`
  },
  declared: {
    title: 'Chủ hụi khai',
    text: (name: string) =>
      `${name} tự ghi trên máy của mình rồi nộp. Không tính chung với sổ của xã, không thay lần ghi nào của cán bộ.`,
    begun:
      'Sổ riêng, tự ghi trên máy của mình khi còn là chủ hụi. Không tính chung với sổ của xã, không thay lần ghi nào của cán bộ.',
    hers: 'Chỉ chủ hụi sửa được sổ này. Thấy sai thì hỏi chủ hụi, hoặc ghi ở sổ của xã.',
    same: 'Sổ chủ hụi nộp khớp với sổ này ở các kỳ cả hai cùng ghi.',
    terms: 'Sổ chủ hụi nộp khác sổ này ở thỏa thuận của dây.',
    rounds: (rounds: string) => `Sổ chủ hụi nộp khác sổ này ở kỳ ${rounds}. Cần đối chiếu.`,
    theirs: 'Xem sổ chủ hụi nộp',
    ours: 'Xem sổ của xã'
  }
}
export type HuiOwnWords = typeof huiOwn
