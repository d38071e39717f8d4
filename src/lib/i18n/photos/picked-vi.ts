/** Words for photos that are picked but not yet saved. */
export const picked = {
  add: 'Thêm ảnh',
  choose: 'Chọn từ máy',
  numbered: (no: number) => `Ảnh ${no}`,
  caption: (no: number) => `Chú thích ảnh ${no} (không bắt buộc)`,
  remove: (no: number) => `Bỏ ảnh ${no}`,
  removeShort: 'Bỏ ảnh',
  lost: (lost: number) => `${lost} ảnh chưa lưu đã mất khi ứng dụng mở lại. Xin chụp hoặc chọn lại.`,
  lostRead: 'Ẩn',
  promise: 'Ảnh được lưu cùng bản ghi khi bấm Ghi.'
}
export type PickedWords = typeof picked
