import type { ErasureWords } from './erasure-vi.ts'

export const erasure: ErasureWords = {
  title: 'Erase a person’s data',
  link: 'Erase this person’s data',
  will: (records, photos) =>
    photos > 0
      ? `${records} records and ${photos} photos will be erased`
      : `${records} records will be erased`,
  where: 'On the server and on every phone. Nothing brings them back.',
  backups: 'Backups made before still hold these data until their own time is over.',
  words:
    'Names written in the text of incidents or notes are not searched for. Only what is recorded about this person alone is erased.',
  reason: 'Why is it erased?',
  reasons: { mistake: 'Entered by mistake', asked: 'The person asked for it' },
  missing: 'Please choose why.',
  hold: 'Hold to erase',
  holding: 'Keep holding for a second…',
  kept: {
    'in-line':
      'Cannot be erased: this person hosts a hụi line or holds a part in one. Without the person the ledger’s money would not add up.',
    'in-collapse': 'Cannot be erased: this person stands in the file of a collapse.',
    linked: 'Cannot be erased: this stranger has to do with an incident.'
  },
  waiting: 'The order is given. The server erases as soon as it hears of it.',
  done: (records, photos) =>
    photos > 0 ? `${records} records and ${photos} photos were erased` : `${records} records were erased`,
  nothing: 'Nothing to erase',
  nothingText: 'This phone has nothing about that person.',
  own: (records) => `${records} of them were written on this phone.`,
  by: (who, day) => `ordered by ${who}, ${day}`
}
