import type { StandingWords } from './admission-vi.ts'

export const standing: StandingWords = {
  waiting: 'Awaiting approval',
  waitingText: 'Approve only when its owner reads out the code that the phone itself shows.',
  noneWaiting: 'No phone is waiting. One newly signed in within the unit appears here.',
  waitingOf: (name) => `The phone of ${name} awaits approval`,
  approve: (code) => `Hold to approve phone ${code}`,
  code: (code) => `code ${code}`,
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
  here: {
    waiting: (names) =>
      `This phone waits for ${names.join(' or ') || 'the commander'} to approve it: read them the code below, and the unit’s books and gates arrive right after that.`,
    waitingForOwn:
      'Approve this phone on the one that you use, or ask another commander: More → Phones of the unit, the one with the code below.',
    barred:
      'This phone was taken out of use, or the account is suspended, so it neither sends nor receives. Records stay on this phone. Ask the commander.',
    ended:
      'The roles of this account have ended: no books come and no gate obeys. What was recorded before is still sent. If you are still on duty, ask the commander to have them extended.',
    noBooks: 'The unit’s books have not come yet',
    noBooksText: 'It is not known yet what is waiting. The books come once the server can be reached.',
    noBooksYet: {
      waiting: 'What is recorded before it is approved stays on this phone and is sent by itself afterwards.',
      ended: 'The roles of this account have ended.',
      barred: 'It is not known yet what is waiting. Ask the commander.'
    },
    ownCode: 'Code of this phone'
  },
  phone: {
    title: 'Phone in use',
    suspended: 'Phone of a suspended account',
    waiting: 'Phone to be approved',
    stop: 'Take the phone out of use',
    out: 'Phone out of use',
    reasonHint: 'For example: handed on',
    text: 'Once out of use, it sends and receives nothing, and gates do not obey it. What it has sent stays as it is. What it holds cannot be erased from afar: whoever knows its PIN still reads it.',
    hold: 'Hold to take it out of use',
    since: (name, when) => `${name} took this phone out of use ${when}.`,
    readmit: 'Hold to let this phone in again',
    readmitText: 'Only once it is back in its owner’s hands.',
    moves: (gates: readonly string[]) =>
      gates.length > 0
        ? `Moves: ${gates.join(', ')}.`
        : 'Moves no gate: another machine is chosen there, or this one is not chosen yet. Choose it on the gate’s page → Change this gate → Machine at this gate. One that is not used any more is ended below.'
  },
  scanned: {
    fits: 'This is the machine you scanned: its key’s fingerprint fits.',
    text: 'Approve only if you have just scanned the code on that machine yourself.',
    differs:
      'This is NOT the machine you scanned: its key’s fingerprint differs, so it cannot be approved here. Scan the code on that machine again.',
    notYet: 'The machine you scanned is not here yet',
    notYetText: 'It must run and reach the server first. It will appear here.'
  },
  account: {
    title: 'Account',
    stop: 'Suspend the account',
    reasonHint: 'For example: has left',
    text: 'Once suspended, none of this person’s phones sends or receives, and gates obey none. What they have sent stays as it is. A commander can let it in again at any time.',
    hold: 'Hold to suspend the account',
    since: (name, when) => `${name} suspended this account ${when}.`,
    restore: 'Hold to let this account in again',
    open: (name) => `Suspend the whole account of ${name}`,
    reopen: (name) => `The account of ${name} is suspended: look, let it in again`,
    out: 'Account suspended',
    own: 'This is the account in use. Only another commander can suspend it.'
  },
  done: {
    approved: (name) => `The phone of ${name} is approved.`,
    revoked: (name) => `The phone of ${name} is out of use.`,
    readmitted: (name) => `The phone of ${name} may be used again.`,
    suspended: (name) => `The account of ${name} is suspended.`,
    restored: (name) => `The account of ${name} may be used again.`
  },
  waits: {
    approved: (name) =>
      `NOT in force yet: the phone of ${name} is approved only once the phone in your hand has a network and has sent it.`,
    revoked: (name) =>
      `NOT in force yet: the phone of ${name} can be used until the phone in your hand has a network and has sent it.`,
    readmitted: (name) =>
      `NOT in force yet: the phone of ${name} can be used again only once the phone in your hand has a network and has sent it.`,
    suspended: (name) =>
      `NOT in force yet: the account of ${name} can be used until the phone in your hand has a network and has sent it.`,
    restored: (name) =>
      `NOT in force yet: the account of ${name} can be used again only once the phone in your hand has a network and has sent it.`
  },
  refused: (name) =>
    `NOT in force: the server refused what you recorded about ${name}. Open Sync to see why.`,
  holding: 'Keep holding for a second…'
}
