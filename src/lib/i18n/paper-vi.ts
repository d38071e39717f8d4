/** Words common to every paper of the commune's police, in the official form of heading and signature. */
export const paper = {
  motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
  police: (unit: string) => `CÔNG AN ${unit.toLocaleUpperCase('vi')}`,
  /** @param kind the office's abbreviation for this kind of paper */
  number: (kind: string) => `Số: ……/${kind}`,
  row: 'TT',
  time: 'Ngày, giờ',
  day: (day: string, month: string, year: string) => `ngày ${day} tháng ${month} năm ${year}`,
  signs: '(Ký, ghi rõ họ tên)',
  printed: (when: string, who: string) => `In từ Sổ tay ANTT, ${when}, người in: ${who}`,
  taken: (when: string, who: string) => `Xuất từ Sổ tay ANTT, ${when}, người xuất: ${who}`,
  print: 'In A4',
  wide: 'Kéo ngang để xem hết các cột.',
  printText: 'In từ máy này, không cần mạng.'
}
