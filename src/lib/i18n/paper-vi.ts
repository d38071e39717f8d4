/** What stands on every paper of the commune's police, as such papers are headed and signed. */
export const paper = {
  motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
  police: (unit: string) => `CÔNG AN ${unit.toLocaleUpperCase('vi')}`,
  /** @param kind the office's own mark for papers of that kind */
  number: (kind: string) => `Số: ……/${kind}`,
  row: 'TT',
  time: 'Ngày, giờ',
  signs: '(Ký, ghi rõ họ tên)',
  printed: (when: string) => `In từ Sổ tay ANTT, ${when}`,
  print: 'In A4',
  printText: 'In từ máy này, không cần mạng.'
}
