/** Words for a password that a commander sets anew, and for who approves phones after that. */
export const passwordReset = {
  accounts: 'Tài khoản của đơn vị',
  accountsText: 'Mở một tài khoản để đặt lại mật khẩu đã quên, hoặc tạm ngưng.',
  count: (count: number) => `${count} tài khoản`,
  title: 'Đặt lại mật khẩu',
  text: (name: string) =>
    `Khi ${name} quên mật khẩu. Cần có mạng. Máy đang dùng vẫn dùng tiếp; mọi máy của ${name} hiện ai đã đặt lại, lúc nào.`,
  /** Said before: whoever resets a password approves no phone afterwards. */
  before: (who: string) => `Đặt lại rồi, máy mới của người này do ${who} duyệt, không phải anh/chị.`,
  province: 'cấp tỉnh',
  or: (names: readonly string[]) => [...names, 'cấp tỉnh'].join(' hoặc '),
  hold: 'Giữ để đặt lại mật khẩu',
  holding: 'Giữ yên một giây…',
  busy: 'Đang đặt lại…',
  done: (name: string) => `Đã đặt lại mật khẩu của ${name}. Mật khẩu dùng một lần:`,
  once: 'Chỉ hiện lần này. Đọc hoặc đưa tận tay; đăng nhập lần đầu là phải đặt mật khẩu của mình.',
  hide: 'Đã đưa, ẩn đi',
  /** Why it was not done; each says first what is known. */
  problems: {
    'not-approved': 'CHƯA đặt lại. Máy này chưa được duyệt.',
    'not-yours': 'CHƯA đặt lại. Tài khoản này do đơn vị khác quản lý.',
    agent: 'CHƯA đặt lại. Mật khẩu của máy tại cổng do cấp tỉnh đặt.',
    'not-ordered': 'CHƯA đặt lại. Máy chủ chưa nhận được yêu cầu này. Hãy làm lại.',
    'not-sent': 'CHƯA đặt lại. Yêu cầu chưa tới được máy chủ. Khi có mạng hãy làm lại.',
    'signed-out': 'CHƯA đặt lại. Máy chủ cần đăng nhập lại trên máy này.',
    unreachable: 'Chưa nhận được trả lời của máy chủ. Khi có mạng hãy làm lại: mỗi lần có một mật khẩu mới.',
    trouble: 'Máy chủ đang bận hoặc có trục trặc. Ít phút nữa hãy làm lại: mỗi lần có một mật khẩu mới.'
  },
  /** Tells everybody who opens the account who reset it, and when. */
  was: (by: string, when: string) => `${by} đã đặt lại mật khẩu ${when}.`,
  byServer: 'Quản trị máy chủ',
  /** Shown on the phones of its owner until they have read it. */
  card: {
    said: (by: string, when: string) => `Mật khẩu của anh/chị được đặt lại ${when} bởi ${by}.`,
    notAsked:
      'Không phải anh/chị yêu cầu? Báo chỉ huy khác hoặc cấp tỉnh, và đừng để ai duyệt máy lạ mang tên mình.',
    seen: 'Đã biết'
  },
  /** Why somebody cannot approve, and who can. */
  bars: {
    'reset-password': (name: string, when: string, who: string) =>
      `Anh/chị đã đặt lại mật khẩu của ${name} (${when}): máy đăng nhập sau đó do ${who} duyệt.`,
    'own-phone': (who: string) => `Không ai tự duyệt máy của mình: nhờ ${who} duyệt.`,
    'not-listed': 'Máy chủ không ghi người này là chỉ huy.'
  }
}
export type PasswordResetWords = typeof passwordReset
