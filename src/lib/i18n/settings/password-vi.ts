export const password = {
  title: 'Đổi mật khẩu',
  row: 'Mật khẩu đăng nhập của tài khoản',
  text: 'Cần có mạng. Đổi xong, máy này dùng tiếp; các máy khác của tài khoản phải nhập mật khẩu mới một lần. Mã PIN không đổi.',
  present: 'Mật khẩu hiện tại',
  wanted: 'Mật khẩu mới',
  again: 'Nhập lại mật khẩu mới',
  hint: (least: number) => `Ít nhất ${least} ký tự, ví dụ vài từ không liên quan nhau.`,
  missing: 'Hãy nhập mật khẩu hiện tại.',
  weak: {
    short: (least: number) => `Cần ít nhất ${least} ký tự, trong đó 5 ký tự khác nhau.`,
    long: 'Mật khẩu dài quá 500 ký tự.',
    account: 'Mật khẩu không được chứa tên tài khoản.',
    same: 'Mật khẩu mới trùng mật khẩu hiện tại.'
  },
  differs: 'Hai lần nhập mật khẩu mới khác nhau.',
  done: 'Đã đổi mật khẩu. Máy này dùng tiếp; các máy khác đã đăng xuất.',
  /** Why it was not changed; each says first what is known. */
  problems: {
    'wrong-password': 'CHƯA đổi. Mật khẩu hiện tại chưa đúng.',
    'weak-password': 'CHƯA đổi. Mật khẩu mới dễ đoán, hãy chọn mật khẩu khác.',
    'not-approved': 'CHƯA đổi. Máy này chưa được duyệt.',
    'signed-out': 'CHƯA đổi. Máy chủ cần đăng nhập lại trên máy này.',
    unreachable:
      'Chưa nhận được trả lời của máy chủ. Cần có mạng rồi thử lại; nếu báo mật khẩu hiện tại chưa đúng thì mật khẩu mới đã có hiệu lực.',
    trouble:
      'Máy chủ đang bận hoặc có trục trặc. Thử lại sau ít phút; nếu báo mật khẩu hiện tại chưa đúng thì mật khẩu mới đã có hiệu lực.'
  },
  submit: 'Đổi mật khẩu',
  busy: 'Đang đổi…'
}

export type PasswordWords = typeof password
