import type { PasswordResetWords } from './reset-vi.ts'

export const passwordReset: PasswordResetWords = {
  accounts: 'Accounts of the unit',
  accountsText: 'Open an account to reset a forgotten password, or to suspend it.',
  count: (count) => `${count} accounts`,
  title: 'Reset password',
  text: (name) =>
    `When ${name} has forgotten the password. Needs a network. Phones in use go on; all phones of ${name} show who reset it, and when.`,
  before: (who) => `Afterwards new phones of this person are approved by ${who}, not by you.`,
  province: 'the province',
  or: (names) => [...names, 'the province'].join(' or '),
  hold: 'Hold to reset the password',
  holding: 'Keep holding for a second…',
  busy: 'Resetting…',
  done: (name) => `The password of ${name} is reset. One-time password:`,
  once: 'Shown this once. Read it out or hand it over; the first sign-in asks for a password of their own.',
  hide: 'Handed over, hide it',
  problems: {
    'not-approved': 'NOT reset. This phone is not approved.',
    'not-yours': 'NOT reset. Another unit looks after this account.',
    agent: 'NOT reset. The province sets the password of a device at a gate.',
    'not-ordered': 'NOT reset. The server has not received this order. Please do it again.',
    'not-sent': 'NOT reset. The order has not reached the server. Please do it again with a network.',
    'signed-out': 'NOT reset. The server wants this phone to sign in again.',
    unreachable:
      'The server has not answered. Please do it again with a network: each time there is a new password.',
    trouble:
      'The server is busy or has a problem. Please do it again in a few minutes: each time there is a new password.'
  },
  was: (by, when) => `${by} reset the password ${when}.`,
  byServer: 'The server’s operator',
  card: {
    said: (by, when) => `Your password was reset ${when} by ${by}.`,
    notAsked:
      'You did not ask for it? Tell another commander or the province, and let nobody approve a strange phone in your name.',
    seen: 'I know'
  },
  bars: {
    'reset-password': (name, when, who) =>
      `You reset the password of ${name} (${when}): phones that signed in afterwards are approved by ${who}.`,
    'own-phone': (who) => `Nobody approves their own phone: ask ${who} to.`,
    'not-listed': 'The server does not list this person as a commander.'
  }
}
