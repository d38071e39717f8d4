/** Words for a passphrase that opens a notebook, in a PIN's place. */
export const phrase = {
  use: 'Dùng câu mở sổ thay mã PIN',
  usePin: 'Dùng mã PIN 6 số',
  label: 'Câu mở sổ',
  choose: 'Chọn câu mở sổ',
  chooseText: 'Từ 12 ký tự, ví dụ một câu chỉ mình nhớ. Dùng để mở sổ trên máy này, cả khi mất mạng.',
  again: 'Nhập lại câu mở sổ',
  againText: 'Nhập lại đúng câu vừa chọn.',
  enter: 'Nhập câu mở sổ',
  weak: 'Câu này dễ đoán. Hãy chọn câu khác.',
  short: 'Cần từ 12 ký tự.',
  next: 'Tiếp tục',
  keep: 'Dùng câu này',
  open: 'Mở sổ'
}

export type PhraseWords = typeof phrase
