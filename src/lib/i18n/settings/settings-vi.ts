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
  lockText: 'Sổ tự khóa sau 15 phút không mở. Khi khóa, máy không gửi và không nhận.',
  install: 'Cài đặt ứng dụng',
  installText: 'Đưa Sổ tay ANTT ra màn hình chính, mở nhanh cả khi mất mạng.',
  version: 'Phiên bản'
}
export type SettingWords = typeof settings
