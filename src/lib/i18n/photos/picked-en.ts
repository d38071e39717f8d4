import type { PickedWords } from './picked-vi.ts'

export const picked: PickedWords = {
  add: 'Add photos',
  choose: 'Choose from this phone',
  numbered: (no: number) => `Photo ${no}`,
  caption: (no: number) => `Caption of photo ${no} (optional)`,
  remove: (no: number) => `Remove photo ${no}`,
  removeShort: 'Remove photo',
  lost: (lost: number) =>
    `${lost} unsaved ${lost === 1 ? 'photo was' : 'photos were'} lost when the app opened again. Please take or choose ${lost === 1 ? 'it' : 'them'} again.`,
  lostRead: 'Hide',
  promise: 'Photos are kept with the record once you save it.'
}
