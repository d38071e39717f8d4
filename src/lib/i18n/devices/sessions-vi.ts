/** Words for the sessions of phones with the server: who has one, when it was last seen, and how to end it. */
export const sessions = {
  title: 'Phiên với máy chủ',
  open: (when: string) => `Đang đăng nhập · lần cuối ${when}`,
  closed: (when: string) => `Không đăng nhập · lần cuối ${when}`,
  asks: (when: string) => `Phải nhập mật khẩu · lần cuối ${when}`,
  none: 'Chưa đăng nhập lần nào',
  look: 'Xem máy này',
  coarse: 'Lần cuối có thể chậm nửa giờ.',
  text: 'Chưa tìm thấy máy? Kết thúc phiên: máy đó ngừng gửi, nhận trong vài giây, muốn dùng tiếp phải nhập mật khẩu của tài khoản một lần. Bản ghi chưa gửi vẫn ở trên máy. Mất hẳn thì ngừng dùng máy. Cách nào cũng không xóa được sổ đã về máy: ai biết mã PIN vẫn xem được.',
  agent: 'Máy tại cổng không có mật khẩu để nhập. Muốn dừng thì ngừng dùng máy.',
  hold: (code: string) => `Giữ để kết thúc phiên máy ${code}`,
  holding: 'Giữ yên một giây…',
  ended: (code: string) => `Đã kết thúc phiên máy ${code}. Máy đó chỉ gửi, nhận tiếp sau khi nhập mật khẩu.`,
  strange: {
    title: 'Đã đăng nhập, chưa gửi tên máy',
    text: 'Có người nhập đúng mật khẩu trên máy này. Máy chưa xem được sổ nào. Không phải máy của chủ tài khoản thì kết thúc phiên và nhờ quản trị đổi mật khẩu.'
  },
  /** Shown on a phone whose own session is over. */
  here: {
    endedBy: (name: string, when: string) => `${name} đã kết thúc phiên: ${when}. Bản ghi vẫn trên máy.`,
    signedOut: (when: string) => `Đã đăng xuất trên máy này: ${when}. Bản ghi vẫn trên máy.`,
    endedByOwner: (when: string) => `Máy khác cùng tài khoản đã kết thúc phiên: ${when}. Lạ thì báo chỉ huy.`,
    passwordWanted: 'Máy chủ cần lại mật khẩu. Bản ghi vẫn trên máy. Lạ thì hỏi chỉ huy.',
    signInAgain: 'Đăng nhập lại'
  },
  own: {
    title: 'Máy của tôi',
    text: 'Mọi máy đã đăng nhập bằng tài khoản này. Thấy máy lạ thì kết thúc phiên rồi báo chỉ huy ngay.',
    row: 'Máy của tôi',
    note: 'Máy nào đang đăng nhập, đăng xuất, kết thúc phiên khi thất lạc'
  },
  /** Ends the session of the phone in hand. */
  signOut: {
    hold: 'Giữ để đăng xuất máy này',
    text: 'Hết ca trên máy dùng chung thì đăng xuất: máy khóa sổ, thôi nhận thông báo, tắt nút báo động khi máy khóa. Bản ghi vẫn ở trên máy, sau mã PIN; lần sau nhập thêm mật khẩu một lần.',
    waiting: (count: number) =>
      `Còn ${count} bản ghi chưa gửi. Chúng ở lại máy này và chỉ đi tiếp khi chính tài khoản này đăng nhập lại tại đây.`
  },
  /** Why the list is not shown. */
  unlisted: {
    unreachable: 'Cần có mạng để biết máy nào đang đăng nhập.',
    'signed-out': 'Máy chủ cần đăng nhập lại trên máy này rồi mới cho biết các phiên.',
    trouble: 'Máy chủ chưa cho biết các phiên. Hãy thử lại sau ít phút.',
    'not-approved': 'Máy này chưa được duyệt nên chưa xem được các phiên.',
    'not-yours': 'Tài khoản này không xem được các phiên đó. Hỏi chỉ huy.',
    'no-device': 'Máy chủ chưa cho biết các phiên. Hãy thử lại sau ít phút.',
    agent: 'Máy chủ chưa cho biết các phiên. Hãy thử lại sau ít phút.'
  },
  /** Why nothing was ended; each says first that the session stands. */
  unended: {
    unreachable: 'CHƯA kết thúc phiên. Cần có mạng, hãy thử lại.',
    'signed-out': 'CHƯA kết thúc phiên. Máy chủ cần đăng nhập lại trên máy này.',
    trouble: 'CHƯA kết thúc phiên. Máy chủ đang bận hoặc có trục trặc, hãy thử lại.',
    'not-approved': 'CHƯA kết thúc phiên. Máy đang cầm chưa được duyệt.',
    'not-yours': 'CHƯA kết thúc phiên. Tài khoản này không có quyền với máy đó. Hỏi chỉ huy.',
    'no-device': 'CHƯA kết thúc phiên. Máy chủ không biết máy đó.',
    agent: 'CHƯA kết thúc phiên. Máy tại cổng không có mật khẩu để nhập: muốn dừng thì ngừng dùng máy.'
  }
}
export type SessionWords = typeof sessions
