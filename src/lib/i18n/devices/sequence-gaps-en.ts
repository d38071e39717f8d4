import type { PhoneNumbersWords } from './sequence-gaps-vi.ts'

const number = ([from, to]: readonly [number, number]) => (from === to ? `${from}` : `${from}–${to}`)
const numbers = (spans: readonly (readonly [number, number])[]) => spans.map(number).join(', ')

export const phoneNumbers: PhoneNumbersWords = {
  title: 'Record numbers',
  text: 'Each phone numbers its records in each book. A number that is missing and that nobody has explained is a question for whoever holds the phone.',
  whole: 'No number is missing, none was given out twice.',
  gap: (book, span, since) =>
    `${book}: number ${number(span)} is missing, recorded before ${since}, nobody knows where it is.`,
  fork: (book, spans) => `${book}: number ${numbers(spans)} stands on two different records.`,
  onPhone: (book, spans, when) =>
    `${book}: number ${numbers(spans)} was still on the phone when it reported ${when}, not sent.`
}
