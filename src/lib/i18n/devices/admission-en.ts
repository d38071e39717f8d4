import type { StandingWords } from './admission-vi.ts'

export const standing: StandingWords = {
  waiting: 'Awaiting approval',
  inUse: 'In use',
  shutOut: 'Out of use',
  outCount: (count) => (count === 1 ? '1 phone out of use' : `${count} phones out of use`),
  thisPhone: 'This phone',
  pick: 'Tap a phone to look at it, end its session, or take it out of use when it is lost or changes hands.',
  owner: 'Used by',
  enrolled: (when) => `Introduced ${when}`,
  unknown: 'This phone does not know that one yet',
  unknownText: 'The list is complete once it has synced.',
  own: 'This is the phone in your hand. Another commander’s phone can take it out of use.',
  reason: 'Reason',
  because: (reason) => `Reason: ${reason}`,
  reasonMissing: 'Please give a short reason.',
  phone: {
    title: 'Phone in use',
    waiting: 'Phone to be approved',
    stop: 'Take the phone out of use',
    out: 'Phone out of use',
    reasonHint: 'Lost…',
    text: 'Once out of use, it sends and receives nothing, and gates do not obey it. What it has sent stays as it is.',
    hold: 'Hold to take it out of use',
    since: (name, when) => `${name} took this phone out of use ${when}.`,
    readmit: 'Hold to let this phone in again',
    readmitText: 'Only once it is back in its owner’s hands.'
  },
  account: {
    title: 'Account',
    stop: 'Suspend the account',
    reasonHint: 'Has left…',
    text: 'Once suspended, none of this person’s phones sends or receives, and gates obey none. What they have sent stays as it is.',
    hold: 'Hold to suspend the account',
    since: (name, when) => `${name} suspended this account ${when}.`,
    restore: 'Hold to let this account in again',
    open: (name) => `Suspend the whole account of ${name}`,
    out: 'Account suspended',
    own: 'This is the account in use. Only another commander can suspend it.'
  },
  holding: 'Keep holding for a second…'
}
