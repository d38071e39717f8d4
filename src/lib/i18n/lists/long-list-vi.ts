export const longList = {
  more: (count: number) => `Xem thêm ${count} dòng`
}

export type LongListWords = typeof longList
