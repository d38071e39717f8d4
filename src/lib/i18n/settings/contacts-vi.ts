/** Words for phone calls, and for the numbers to call. */
export const calls = {
  police: 'Gọi công an',
  /** The same number on a phone of the police, who do not call themselves. */
  duty: 'Gọi trực ban đơn vị',
  committee: 'Gọi UBND',
  callPolice: 'GỌI CÔNG AN',
  numbers: 'Số điện thoại trực',
  numbersText: 'Nút Gọi công an trên máy mọi người trong đơn vị sẽ gọi số này. Để trống thì nút không hiện.',
  policeNumber: 'Công an trực',
  committeeNumber: 'UBND trực (nếu có)',
  example: 'VD: 0900 000 001',
  wrong: 'Chưa lưu, nội dung vẫn còn. Số điện thoại chỉ gồm 3 tới 15 chữ số.',
  none: 'Chưa ghi số nào'
}

export type CallWords = typeof calls
