import type { Book } from '#lib/domain/roles.ts'

const books: Record<Book, string> = {
  directory: 'Danh bạ',
  duty: 'Trực ban',
  gates: 'Sổ cổng',
  incidents: 'Vụ việc',
  hui: 'Hụi',
  notices: 'Thông báo dây hụi',
  movement: 'Phong trào',
  reports: 'Báo cáo',
  private: 'Sổ kín'
}

/** Words for an account's other phones: their last report to the server, and the records that were on them only. */
export const otherPhones = {
  title: 'Máy khác của tài khoản này',
  text: 'Máy cũ, trình duyệt khác, hoặc chính máy này trước khi bị xóa dữ liệu. Những gì ghi sau lần báo cuối thì máy chủ không biết.',
  book: (book: Book) => books[book],
  enrolled: (when: string) => `Vào đơn vị ${when}`,
  reported: (when: string) => `Báo lần cuối ${when}`,
  never: 'Chưa báo gì cho máy chủ. Còn máy đó thì mở sổ ở đó một lần khi có mạng.',
  allSent: 'Khi báo đã gửi hết.',
  left(records: number, where: string, photos: number): string {
    const what = [records > 0 && `${records} bản ghi (${where})`, photos > 0 && `${photos} ảnh`]
    return `Chỉ có trên máy đó, chưa gửi: ${what.filter((part) => part !== false).join(', ')}.`
  },
  advice: 'Còn máy hoặc trình duyệt cũ thì mở sổ ở đó, bản ghi tự gửi. Không còn thì báo chỉ huy và ghi lại.',
  home: 'Máy khác còn bản ghi chưa gửi',
  more: (phones: number) => `Xem thêm ${phones} máy`
}
export type OtherPhonesWords = typeof otherPhones
