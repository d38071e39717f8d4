import type { PasswordWords } from './password-vi.ts'

export const password: PasswordWords = {
  title: 'Change password',
  row: "The account's password",
  text: 'Needs a network. This phone goes on afterwards; the other phones of the account ask for the new password once. The PIN stays as it is.',
  present: 'Present password',
  wanted: 'New password',
  again: 'New password again',
  hint: (least) =>
    `At least ${least} characters, such as a few words that have nothing to do with each other.`,
  missing: 'Please enter the present password.',
  weak: {
    short: (least) => `At least ${least} characters are needed, 5 of them different.`,
    long: 'The password is longer than 500 characters.',
    account: 'The password must not contain the name of the account.',
    same: 'The new password is the present one.'
  },
  differs: 'The new password differs from what was entered again.',
  done: 'Password changed. This phone goes on; the other phones are signed out.',
  problems: {
    'wrong-password': 'NOT changed. The present password is wrong.',
    'weak-password': 'NOT changed. The new password is easy to guess, please choose another.',
    'not-approved': 'NOT changed. This phone is not approved.',
    'signed-out': 'NOT changed. The server wants this phone to sign in again.',
    unreachable:
      'The server has not answered. Try again with a network; if the present password is wrong then, the new one is in force.',
    trouble:
      'The server is busy or has a problem. Try again in a few minutes; if the present password is wrong then, the new one is in force.'
  },
  submit: 'Change password',
  busy: 'Changing…'
}
