import type { PrivateWords } from './private-vi.ts'

export const privateBook: PrivateWords = {
  title: 'Private book',
  row: 'Identity numbers, accounts, sources: for those who are named for it',
  closed: 'You may not read the private book',
  closedText:
    'The commander and the officers named for it read this book. If you need it, ask the commander.',
  empty: 'The private book is empty',
  emptyText: 'Open a hụi member or an incident and press Private book to write.',
  none: 'Nothing is written about this',
  noneText: 'Write only what the work needs. Never photograph or keep a picture of an identity card.',
  entries: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  kinds: {
    'id-number': 'Identity number',
    'bank-account': 'Bank account',
    'tip-source': 'Source of a tip',
    contact: 'Another contact'
  },
  abouts: {
    person: 'Hụi member',
    incident: 'Incident or tip',
    line: 'Hụi line',
    collapse: 'File of a collapse',
    notice: 'Notice of a hụi line',
    stranger: 'Stranger',
    alarm: 'Alarm',
    gate: 'Gate',
    model: 'Model',
    other: 'Something else'
  },
  purposes: {
    paper: 'To write or compare hụi papers',
    identity: 'To be sure who it is',
    case: 'To handle an incident',
    contact: 'To reach or answer people',
    payment: 'To compare payments'
  },
  purpose: 'What it is for',
  add: 'Write into the private book',
  kind: 'Kind',
  value: 'What',
  valueHints: {
    'id-number': '12 digits, or the 9 of an older card',
    'bank-account': 'The number, then the bank’s name',
    'tip-source': 'Who told it, and where',
    contact: 'A phone number, Zalo, whoever passes word on'
  },
  missing: 'Please write what it is.',
  wrong: {
    'id-number': 'An identity number has 12 digits, an older one 9.',
    'bank-account': 'It needs 6 to 19 digits at its start.'
  },
  noPhoto:
    'Take no picture of an identity card: the book keeps the number alone, and only where it is needed.',
  consent: 'Did the person agree to this?',
  consentMissing: 'Please choose one.',
  consents: { asked: 'Yes, it was read out', law: 'Not asked: the law wants it' },
  consentText: {
    version: '2026-11',
    text: 'I agree that the commune police write this down and use it for what I was told alone. I may see it, have it corrected or deleted, or take my consent back at any time.'
  },
  agreed: (version) => `Agreed (text ${version})`,
  correct: 'Correct (keeps the old one)',
  corrected: (times) => (times === 1 ? 'Corrected once' : `Corrected ${times} times`),
  remove: 'Take this out',
  removeText:
    'No phone will show it any more. The old record stays in the signed log, and no screen opens it.',
  removeWhy: 'Why take it out',
  removalReasons: { mistake: 'Written by mistake', asked: 'The person asked', served: 'No longer needed' },
  show: 'Show',
  shownFor: 'Covered again after 30 seconds.',
  cover: 'Cover',
  why: 'What do you need it for?',
  whyText: 'This is recorded: who, when and what for.',
  readingReasons: {
    identity: 'To be sure who it is',
    paper: 'For a paper that the law asks for',
    contact: 'To reach somebody now',
    case: 'To look into an incident',
    payment: 'To compare payments',
    asked: 'The person asked',
    other: 'Something else'
  },
  whyMissing: 'Choose what for.',
  more: 'Say more',
  moreMissing: 'Please say what for.',
  cancel: 'Cancel',
  readers: 'Who has read it',
  noReaders: 'Nobody yet.',
  reading: (name, when) => `${name} · ${when}`,
  by: (name, when) => `Written by ${name}, ${when}`
}
