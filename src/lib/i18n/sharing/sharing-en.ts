import type { SharingWords } from './sharing-vi.ts'

export const sharing: SharingWords = {
  copy: 'Copy the text',
  share: 'Share',
  copied: 'Copied.',
  uncopied: 'This phone does not allow copying. Press and hold the text to select it.'
}
