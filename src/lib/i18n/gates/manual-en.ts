import type { HandWords } from './manual-vi.ts'

export const hand: HandWords = {
  stands: { closed: 'Closed by hand', opened: 'Opened' },
  title: 'Closed or opened by hand',
  what: 'How does the gate stand now?',
  whatMissing: 'Not saved yet. Please choose closed or opened.',
  who: 'In whose word?',
  shoot: 'Take a photo and save',
  without: 'Save without a photo',
  again: 'Try again with this photo',
  photo: 'Photo of that moment',
  see: 'See the photo',
  keeper: 'In the word of its keeper'
}
