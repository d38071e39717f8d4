/** Says how far this phone's clock is off the server's. */
export const clock = {
  fast: (span: string) => `Đồng hồ máy này nhanh ${span} so với máy chủ.`,
  slow: (span: string) => `Đồng hồ máy này chậm ${span} so với máy chủ.`,
  kept: 'Từ lần so gần nhất, bản ghi mang giờ của máy chủ.',
  set: 'Nên bật giờ tự động trong cài đặt của điện thoại, lúc có mạng để so lại ngay.',
  years: (count: number) => `${count} năm`,
  days: (count: number) => `${count} ngày`,
  hours: (count: number) => `${count} giờ`,
  minutes: (count: number) => `${count} phút`
}
export type ClockWords = typeof clock
