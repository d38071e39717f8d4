import type { NumberWords } from './numbers-vi.ts'

export const numbers: NumberWords = {
  noCard: 'Take no picture of an identity card or of papers with its number.',
  title: 'A number like that of a person, a phone or an account',
  found: (numbers) => `The text holds ${numbers}. Many people read this book.`,
  move: 'Move it to the private book',
  moveText: 'The record keeps the covered number. Those who are named for it can open the whole one.',
  mask: 'Cover the number',
  maskText: 'The record keeps the covered number; nobody can open it again.',
  warnText: 'Take it out if nobody needs it. This is sent at once all the same.',
  goOn: 'Keep as it is',
  saveAgain: 'Then save as usual.',
  notMoved: (numbers) =>
    `The record is saved with the number covered, but this is not yet in the private book: ${numbers}. Please stay on this page.`,
  again: 'Write it into the private book'
}
