/** Words for a number in a text that may be somebody's. */
export const numbers = {
  noCard: 'Không chụp thẻ căn cước, giấy tờ có số định danh.',
  title: 'Có số giống số căn cước, điện thoại hoặc tài khoản',
  found: (numbers: string) => `Trong chữ vừa ghi có ${numbers}. Nhiều người đọc sổ này.`,
  move: 'Chuyển số vào sổ kín',
  moveText: 'Chọn cách này thì bản ghi chỉ còn số đã che. Ai được giao mới mở được số đầy đủ.',
  mask: 'Che bớt số',
  maskText: 'Chọn cách này thì bản ghi chỉ còn số đã che; không ai mở lại được.',
  warnText: 'Không cần thì bỏ bớt số. Việc này vẫn gửi ngay, không chờ.',
  goOn: 'Giữ nguyên',
  saveAgain: 'Chọn xong thì lưu lại như thường.',
  notMoved: (numbers: string) =>
    `Bản ghi đã lưu với số đã che, nhưng chưa ghi được số vào sổ kín: ${numbers}. Đừng rời trang này.`,
  again: 'Ghi lại vào sổ kín'
}
export type NumberWords = typeof numbers
