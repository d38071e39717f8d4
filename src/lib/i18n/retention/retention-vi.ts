/** Words for quarters removed for good after their retention period. */
export const retention = {
  books: { gates: 'Nhật ký cổng', duty: 'Sổ trực' },
  /**
   * @param quarter `2024q1`
   * @param early whether it was removed before its retention period ended
   */
  removed: (book: string, quarter: string, early: boolean) => {
    const [year, number] = quarter.split('q')
    return `${book} quý ${number}/${year} đã bỏ ${early ? 'trước khi hết hạn lưu' : 'vì hết hạn lưu'}`
  },
  anyway: (reason: string) => `Lý do: ${reason}`,
  took: (records: number, photos: number) => `${records} bản ghi, ${photos} ảnh`,
  by: (who: string, day: string) => `${who}, ngày ${day}`,
  unsent: (count: number) =>
    `${count} bản ghi của quý đó chưa gửi vẫn còn trên máy này. Gửi được thì nằm trong sổ của quý hiện tại.`
}
export type RetentionWords = typeof retention
