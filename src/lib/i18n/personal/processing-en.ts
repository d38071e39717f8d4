import type { ProcessingWords } from './processing-vi.ts'

export const processing: ProcessingWords = {
  title: 'Personal data',
  row: 'What is written, who reads it, how long; people’s requests',
  law: 'By the Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP.',
  what: 'What may be written',
  whatText:
    'Only what the work needs, each entry with what it is for. Identity numbers, accounts and sources stand in the private book alone. Never photograph or keep a picture of an identity card.',
  where: 'Where data live',
  places: [
    'Phones and computers of those who have an account: encrypted, opened by a PIN. Each has only the books that its role reads.',
    'The unit’s server: it can read them, to check rights. Only its administrator gets in.',
    'The server’s backups: kept by the administrator, locked.',
    'Push messages pass the servers of the browser’s maker (Google, Apple, Mozilla …): encrypted, so that these see that and when. Their words name nobody.'
  ],
  who: 'Who reads which book',
  whoText: 'From the very table by which the server lets phones read.',
  kept: 'How long it is kept',
  keptFor: (days, quarters) => [
    `Strangers and their pictures: ${days} days, unless linked to an incident.`,
    `Gate and duty books: the administrator may remove them after ${quarters} quarters.`,
    'Hụi, incidents, the private book: until no longer needed. The commander orders somebody erased who is in no line, with all that the private book says of them, at the server and on every phone. An entry that is only taken out of the private book is shown no more, but stays at the server. Backups made before keep it until they expire.'
  ],
  requests: 'People’s requests',
  noRequests: 'No request yet.',
  receive: 'Write down a request',
  kinds: {
    view: 'To see the data about them',
    correct: 'To have them corrected',
    delete: 'To have them deleted',
    object: 'To object to their use'
  },
  kind: 'What is asked',
  from: 'Who asks',
  fromMissing: 'Please write who asks.',
  receivedOn: 'Received on',
  day: 'Please choose a day.',
  future: 'This day is still to come.',
  text: 'What was said',
  term: ({ days, verified }) =>
    `To be answered within ${days} days${verified ? '' : ' (for reference, not compared with the official text)'}.`,
  received: (day) => `Received ${day}`,
  due: (day) => `Due ${day}`,
  open: 'Open',
  overdue: 'Overdue',
  answered: 'Answered',
  answer: 'Answer',
  outcome: 'Outcome',
  outcomes: { done: 'Done', partly: 'Done in part', declined: 'Not possible' },
  said: 'What was answered',
  saidMissing: 'Please write what was answered.',
  cancel: 'Cancel',
  answeredBy: (name, when) => `${name} · ${when}`,
  record: 'Record of processing',
  recordRow: 'Printed from the tables above',
  paper: {
    heading: 'RECORD OF PROCESSING OF PERSONAL DATA',
    kind: 'HSXLDL',
    unit: 'Unit',
    purpose: 'Purposes',
    kinds: 'Kinds of data in the private book',
    counts: (entries, open, overdue) =>
      `The private book holds ${entries} entries; ${open} requests are open, ${overdue} of them overdue.`,
    book: 'Book',
    readers: 'Readers',
    where: 'Where it is kept',
    kept: 'How long',
    signer: 'HEAD OF POLICE',
    printedBy: (name, when) =>
      `Printed by ${name} at ${when}. Holds the unit’s personal data: not to be passed on.`
  }
}
