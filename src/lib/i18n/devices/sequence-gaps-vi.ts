const number = ([from, to]: readonly [number, number]) => (from === to ? `${from}` : `${from}–${to}`)
const numbers = (spans: readonly (readonly [number, number])[]) => spans.map(number).join(', ')

/** Tells the commander about sequence numbers that are missing or were used twice. */
export const phoneNumbers = {
  title: 'Số thứ tự bản ghi',
  text: 'Mỗi máy đánh số từng bản ghi trong mỗi sổ. Số thiếu mà không ai giải thích thì cần hỏi người giữ máy.',
  whole: 'Không thiếu số nào, không số nào trùng.',
  gap: (book: string, span: readonly [number, number], since: string) =>
    `${book}: thiếu số ${number(span)}, ghi trước ${since}, không rõ ở đâu.`,
  fork: (book: string, spans: readonly (readonly [number, number])[]) =>
    `${book}: số ${numbers(spans)} có hai bản ghi khác nhau.`,
  onPhone: (book: string, spans: readonly (readonly [number, number])[], when: string) =>
    `${book}: số ${numbers(spans)} còn trên máy khi báo ${when}, chưa gửi.`
}
export type PhoneNumbersWords = typeof phoneNumbers
