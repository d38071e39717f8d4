import type { UnsentWords } from './unsent-vi.ts'

export const unsent: UnsentWords = {
  page: {
    states: {
      starting: 'Starting…',
      exchanging: 'Talking to the server…',
      idle: 'Connected to the server',
      'waiting-for-network': 'The server cannot be reached; trying again by itself',
      'server-trouble': 'The server is busy or in trouble; trying again by itself',
      'phone-trouble': 'This phone has trouble reading or storing; trying again by itself',
      'signed-out': 'The server wants you to sign in again; records wait on this phone',
      'waiting-for-approval': 'Waiting for the commander’s approval',
      ended: 'Your roles have ended: what you recorded before is sent, nothing more comes',
      barred: 'This phone is out of use',
      outdated: 'The app needs an update; records wait on this phone'
    },
    safe: 'Every record is saved safely on this phone.',
    damaged: (count) =>
      `${count} ${count === 1 ? 'record is' : 'records are'} damaged on this phone and cannot be read any more. The others are safe.`,
    damagedArrived: (count) =>
      `${count} ${count === 1 ? 'record is' : 'records are'} damaged on this phone. The server has a good copy, which is fetched once it can be reached.`,
    nothingWaitingText: 'What this account wrote on this phone has reached the server.',
    kept: (count) =>
      `Your own hụi book: ${count} records are on this phone alone and are sent to nobody. They are lost with the phone. Save a copy under Save to a file below.`,
    waits: (until) => `The server asks to wait until ${until}; records wait on this phone.`,
    last: 'Last sync',
    never: 'not since the notebook was opened',
    signInAgain: 'Sign in again'
  },
  refusedTitle: 'Records refused',
  damagedTitle: 'Records damaged on this phone',
  damagedText:
    'Whoever remembers what happened may write it again. Setting a damaged record aside tells the book’s readers why a number is missing.',
  someShown: (shown: number, all: number) => `${shown} of ${all} records shown`,
  sendAgain: 'Send again',
  sendAllAgain: (count) => `Send all ${count} records again`,
  sending: 'Sending again…',
  byItself: 'When the account’s rights or what the server takes change, this phone sends again by itself.',
  asideTitle: 'Set aside',
  asideText: 'Not sent any more and counted nowhere. Still on this phone.',
  refusedFor: (reason) => `Refused: ${reason}`,
  one: {
    title: 'Refused record',
    number: (n) => `Record ${n} of this phone in its book`,
    happened: 'Happened',
    written: 'Written',
    inBook: 'See it in its book',
    damaged: 'Damaged record',
    gone: 'Not here',
    goneText: 'This record was sent, waits to be sent, or was set aside.'
  },
  aside: {
    title: 'Set aside, send no more',
    text: 'The record counts nowhere any more; it stays on this phone and can be saved to a file. Who reads the book sees only that this number was set aside, and why.',
    reason: 'Why is it set aside?',
    hint: 'For example: wrong book',
    missing: 'Please say why in a few words.',
    hold: 'Hold to set aside',
    holding: 'Keep holding for a second…',
    cannot:
      'This account does not read that book any more, so it cannot be set aside. The record is still on this phone.'
  },
  files: {
    title: 'Save to a file',
    text: 'All records that have not reached the server: refused, waiting, set aside. The file stays on this phone and needs no network; photos are not part of it.',
    table: 'Spreadsheet (CSV)',
    signed: 'Signed records (JSON)',
    name: 'unsent-records',
    columns: {
      day: 'Day',
      hour: 'Time',
      what: 'What',
      place: 'Where',
      words: 'Words',
      state: 'State',
      why: 'Not sent because',
      written: 'Written',
      book: 'Book',
      number: 'Number',
      id: 'Id'
    }
  },
  portal:
    'This network does not let anything out yet. The Wi-Fi wants a sign-in or a consent first: open the browser to get in, or turn Wi-Fi off and use mobile data. Records wait on this phone.'
}
