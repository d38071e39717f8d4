/** Words for what other apps have shared into the notebook. */
export const sharedItems = {
  title: 'Mục chia sẻ',
  note: 'Zalo, ứng dụng khác',
  waiting: (count: number) => `${count} mục được chia sẻ vào sổ, chưa ghi`,
  here: 'Chỉ nằm trên máy này, sau mã PIN. Chưa gửi đi đâu; ghi xong thì tự rời khỏi đây.',
  locked: (count: number) => `Đã nhận ${count} mục từ ứng dụng khác, mở khóa để xem.`,
  bundles: (count: number) => `${count} tệp .sotay đang chờ nhận`,
  came: (when: string) => `Nhận lúc ${when}`,
  pictures: (count: number) => `${count} ảnh`,
  picture: (no: number) => `Ảnh ${no}`,
  open: 'Xem mục này',
  close: 'Thu lại',
  leftOut: {
    words: 'Chữ quá dài: chỉ giữ 20.000 ký tự đầu, phần sau không giữ.',
    pictures: (count: number) => `${count} ảnh không giữ: mỗi mục giữ nhiều nhất 30 ảnh, tổng cộng 24 MB.`,
    files: (count: number) => `${count} tệp không giữ: chỉ giữ được ảnh và văn bản .txt.`
  },
  noPictures: 'Chưa mở được ảnh của mục này. Ảnh vẫn còn trên máy; hãy mở lại trang này.',
  loading: 'Đang mở ảnh…',
  tip: 'Ghi tin báo',
  report: 'Ghi vụ việc',
  cannot: 'Vai trò này không ghi tin báo, vụ việc. Chuyển cho công an, hoặc xóa.',
  remove: 'Giữ để xóa mục này',
  removing: 'Giữ thêm chút nữa để xóa…',
  empty: 'Không có mục nào đang chờ',
  emptyText: 'Ở Zalo hay ứng dụng khác: giữ vào tin nhắn hoặc ảnh, bấm Chia sẻ rồi chọn Sổ tay ANTT.',
  unread: 'Mục này không mở được trên máy này.',
  notNow: 'Chưa đọc được các mục được chia sẻ. Chúng vẫn còn trên máy; hãy mở lại trang này.',
  lost: {
    'no-notebook': 'Mục vừa chia sẻ chưa giữ được vì máy này chưa mở sổ lần nào. Hãy chia sẻ lại.',
    empty: 'Mục vừa chia sẻ không có chữ hay ảnh nên không có gì để giữ.',
    'other-file':
      'Tệp vừa chia sẻ chưa giữ được: chỉ giữ được ảnh, văn bản .txt và tệp .sotay không quá 8 MB.',
    'too-large': 'Mục vừa chia sẻ lớn hơn 24 MB nên chưa giữ được. Hãy chia sẻ ít ảnh hơn.',
    'too-many': 'Đã có 20 mục đang chờ nên mục vừa chia sẻ chưa giữ được. Ghi hoặc xóa bớt rồi chia sẻ lại.',
    bundles:
      'Đã có 5 tệp .sotay đang chờ nên tệp vừa chia sẻ chưa giữ được. Nhận hoặc bỏ bớt rồi chia sẻ lại.',
    full: 'Máy hết chỗ nên mục vừa chia sẻ chưa giữ được. Hãy xóa bớt ảnh, video rồi chia sẻ lại.',
    failed: 'Mục vừa chia sẻ chưa giữ được. Hãy chia sẻ lại.'
  }
}
export type SharedItemsWords = typeof sharedItems
