import type { StandingWords } from './admission-vi.ts'

export const standing: StandingWords = {
  waiting: 'Awaiting approval',
  inUse: 'In use',
  shutOut: 'Out of use',
  thisPhone: 'This phone',
  pick: 'Tap a phone to take it out of use when it is lost or changes hands.',
  owner: 'Used by',
  enrolled: (when) => `Introduced ${when}`,
  unknown: 'This phone does not know that one yet',
  unknownText: 'The list is complete once it has synced.',
  own: 'This is the phone in your hand. Another commander’s phone can take it out of use.',
  reason: 'Reason',
  because: (reason) => `Reason: ${reason}`,
  reasonMissing: 'Please give a short reason.',
  phone: {
    title: 'Take a phone out of use',
    out: 'Phone out of use',
    reasonHint: 'Lost…',
    text: 'Gates obey this phone no more. What it recorded before stays as it is.',
    hold: 'Hold to take it out of use',
    since: (name, when) => `${name} took this phone out of use ${when}.`,
    readmit: 'Let this phone in again',
    readmitText: 'Only once it is back in its owner’s hands.'
  },
  account: {
    title: 'Suspend an account',
    reasonHint: 'Has left…',
    text: 'Gates obey none of this person’s phones any more. What they recorded stays as it is. Reading ends when the server’s administrator takes the roles away.',
    hold: 'Hold to suspend the account',
    since: (name, when) => `${name} suspended this account ${when}.`,
    restore: 'Let this account in again',
    open: (name) => `Suspend the whole account of ${name}`,
    out: 'Account suspended',
    own: 'This is the account in use. Only another commander can suspend it.'
  },
  holding: 'Keep holding for a second…'
}
