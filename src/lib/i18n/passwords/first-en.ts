import type { FirstPasswordWords } from './first-vi.ts'

export const firstPassword: FirstPasswordWords = {
  text: 'This password can be used once only. Please choose a password of your own, then sign in; give it to nobody.',
  refused: 'The new password is easy to guess, please choose another.',
  submit: 'Set the password and sign in'
}
