import type { ErasureWords } from './erasure-vi.ts'

export const erasure: ErasureWords = {
  person: {
    title: 'Erase a person’s data',
    link: 'Erase this person’s data',
    words:
      'Names written in the text of incidents or notes are not searched for. Only what is recorded about this person alone is erased, in the private book too.',
    reasons: { mistake: 'Entered by mistake', asked: 'The person asked for it' },
    nothingText: 'This phone has nothing about that person.',
    gone: 'This person’s data were erased'
  },
  stranger: {
    title: 'Erase a stranger’s data',
    link: 'Erase this stranger’s data',
    words:
      'Plates written in the text of incidents or notes are not searched for. Only what is recorded about this stranger alone is erased, in the private book too.',
    reasons: { mistake: 'Recorded by mistake', asked: 'The stranger asked for it' },
    nothingText: 'This phone has nothing about that stranger.',
    gone: 'This stranger’s data were erased'
  },
  inBook: (day) => `A person of the hụi book, first recorded on ${day}.`,
  atGate: (when, gate) => (gate ? `A stranger at ${gate}, ${when}.` : `A stranger recorded at ${when}.`),
  will: (records, photos) =>
    photos > 0
      ? `${records} records and ${photos} photos will be erased`
      : `${records} records will be erased`,
  where: 'On the server and on every phone. Nothing brings them back.',
  backups: 'Backups made before still hold these data until their own time is over.',
  reason: 'Why is it erased?',
  missing: 'Please choose why.',
  hold: 'Hold to erase',
  holding: 'Keep holding for a second…',
  kept: {
    'in-line':
      'Cannot be erased: this person hosts a hụi line or holds a part in one. Without the person the ledger’s money would not add up.',
    'in-collapse': 'Cannot be erased: this person stands in the file of a collapse.',
    'in-group': 'Cannot be erased: this person is a host in the register of hụi groups.',
    'in-remark':
      'Cannot be erased: what was added about somebody else names this person (same person, same house, a statement).',
    linked: 'Cannot be erased: this stranger has to do with an incident.'
  },
  waiting: 'The order is given. The server erases as soon as it hears of it.',
  done: (records, photos) =>
    photos > 0 ? `${records} records and ${photos} photos were erased` : `${records} records were erased`,
  doneOn: (day, who) => `Erased on ${day}, by order of ${who}. Nothing brings them back.`,
  inLines: (codes) =>
    `The line ${codes} was sent after that and still has this person as host or member, with no name left. Please ask whoever opened it.`,
  inCollapse:
    'The file of a collapse was sent after that and still has this person in it, with no name left.',
  inGroup: 'A hụi group was sent after that and still has this person as its host, with no name left.',
  inRemark:
    'What was added about somebody else was sent after that and still names this person, with no name left.',
  nothing: 'Nothing to erase',
  own: (records) => `${records} of them were written on this phone.`,
  noLink: 'An incident that this stranger was linked to does not show it any more.',
  by: (who, day) => `ordered by ${who}, ${day}`
}
