import type { RetentionWords } from './retention-vi.ts'

export const retention: RetentionWords = {
  books: { gates: 'Gate log', duty: 'Duty book' },
  removed: (book, quarter) => {
    const [year, number] = quarter.split('q')
    return `${book} of quarter ${number}/${year} was removed: its time of keeping is over`
  },
  took: (records, photos) => `${records} records, ${photos} photos`,
  by: (who, day) => `${who}, ${day}`,
  unsent: (count) =>
    `${count} records of that quarter that were not sent are still on this phone. Once sent they stand in the current quarter’s book.`
}
