/** Words of the settings, in addition to the common ones. */
export const settings = {
  noRole: 'Chưa có vai trò',
  device: 'Máy này',
  shutOut: 'Đã ngừng dùng',
  shutOutText: 'Bản ghi vẫn giữ trên máy này. Hỏi chỉ huy.',
  awaitingText: 'Vẫn ghi được trong khi chờ, máy tự gửi khi được duyệt.',
  unknownDevice: 'Đang giới thiệu máy với đơn vị',
  language: 'Ngôn ngữ',
  languages: { vi: 'Tiếng Việt', en: 'English' },
  theme: 'Nền màn hình',
  themes: { auto: 'Theo máy', light: 'Sáng', dark: 'Tối', sun: 'Ngoài nắng' },
  lockText: (minutes: number) =>
    `Sổ tự khóa sau ${minutes} phút không chạm vào. Khi khóa, máy không gửi và không nhận.`,
  secret: {
    row: { pin: 'Mã PIN', passphrase: 'Câu mở sổ' },
    note: 'Đổi cách mở sổ trên máy này',
    title: 'Đổi cách mở sổ',
    /** Before the new one is chosen. */
    first: 'Nhập mã đang dùng trước.',
    checking: 'Đang kiểm tra…',
    changed: 'Đã đổi. Từ giờ sổ trên máy này chỉ mở bằng mã mới; bản ghi vẫn nguyên.',
    back: 'Về cài đặt',
    passkey: {
      title: 'Khóa của máy',
      text: 'Vân tay, khuôn mặt hay hình vẽ của máy cũng mở được sổ. Ai mở được khóa máy thì mở được sổ: máy dùng chung không nên bật.',
      add: 'Mở cả bằng khóa của máy',
      added: 'Đã bật. Mã mở sổ vẫn dùng được như trước.',
      remove: 'Thôi mở bằng khóa của máy',
      removed: 'Đã tắt. Từ giờ sổ chỉ mở bằng mã.',
      cancelled: 'Máy chưa xác nhận, chưa có gì thay đổi. Hãy thử lại.',
      unsupported: 'Khóa của máy này không dùng được cho sổ. Mã mở sổ vẫn dùng như trước.',
      busy: 'Chờ máy xác nhận…'
    }
  },
  install: 'Cài đặt ứng dụng',
  installText: 'Đưa Sổ tay ANTT ra màn hình chính, mở nhanh cả khi mất mạng.',
  version: 'Phiên bản'
}
export type SettingWords = typeof settings
