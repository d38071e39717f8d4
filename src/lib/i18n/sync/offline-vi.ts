import type { Book } from '#lib/domain/roles.ts'
import { grouped } from '../amounts.ts'

const names: Record<Book, string> = {
  directory: 'danh bạ',
  duty: 'trực ban',
  gates: 'cổng',
  incidents: 'vụ việc',
  hui: 'hụi',
  notices: 'thông báo dây hụi',
  movement: 'phong trào',
  reports: 'báo cáo',
  private: 'sổ kín'
}
const listed = (books: readonly Book[]) =>
  books
    .map((book) => names[book])
    .join(', ')
    .replace(/, ([^,]+)$/, ' và $1')

export const offline = {
  coming: 'Đang tải về máy để dùng khi mất mạng. Xin giữ mạng thêm chút nữa.',
  ready: 'Mất mạng vẫn mở và ghi được mọi mục.',
  books: {
    coming: (books: readonly Book[]) => `Đang nhận: ${listed(books)} …`,
    left: (records: number) => `còn khoảng ${grouped(String(records))} bản ghi`,
    /** Says that the exchange that brought them was cut off. */
    stopped: (books: readonly Book[]) => `Chưa nhận hết: ${listed(books)}. Có sóng thì máy nhận tiếp.`
  },
  unkept: 'Trình duyệt này không giữ được trang. Khi mất mạng xin đừng đóng ứng dụng, bản ghi vẫn còn.'
}
