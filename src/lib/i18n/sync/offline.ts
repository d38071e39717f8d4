import type { Language } from '../words.ts'

const vi = {
  coming: 'Đang tải về máy để dùng khi mất mạng. Xin giữ mạng thêm chút nữa.',
  ready: 'Mất mạng vẫn mở và ghi được mọi mục.',
  unkept: 'Trình duyệt này không giữ được trang. Khi mất mạng xin đừng đóng ứng dụng, bản ghi vẫn còn.'
}

const en: typeof vi = {
  coming: 'Being fetched for use without a network. Please stay connected a little longer.',
  ready: 'Without a network everything still opens and can be written.',
  unkept: 'This browser cannot keep the pages. Without a network please leave the app open; records are kept.'
}

/** Is this phone ready to be without a network? Fetched with what tells it, for the first screen needs none of it. */
export const offlineWords = (language: Language) => (language === 'vi' ? vi : en)
