import type { PhraseWords } from './phrase-vi.ts'

export const phrase: PhraseWords = {
  use: 'Use a passphrase instead',
  usePin: 'Use a PIN of 6 digits',
  label: 'Passphrase',
  choose: 'Choose a passphrase',
  chooseText: '12 characters or more that open the notebook on this phone, even without a network.',
  again: 'Repeat the passphrase',
  againText: 'Enter the same words once more.',
  enter: 'Enter your passphrase',
  weak: 'It is easy to guess. Please choose another.',
  short: 'It needs 12 characters or more.',
  next: 'Next',
  keep: 'Use this one',
  open: 'Open the notebook'
}
