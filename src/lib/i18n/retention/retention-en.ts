import type { RetentionWords } from './retention-vi.ts'

export const retention: RetentionWords = {
  books: { gates: 'Gate log', duty: 'Duty book' },
  removed: (book, quarter, early) => {
    const [year, number] = quarter.split('q')
    const why = early ? ' before its time of keeping was over' : ': its time of keeping is over'
    return `${book} of quarter ${number}/${year} was removed${why}`
  },
  anyway: (reason) => `Reason: ${reason}`,
  took: (records, photos) => `${records} records, ${photos} photos`,
  by: (who, day) => `${who}, ${day}`,
  unsent: (count) =>
    `${count} records of that quarter that were not sent are still on this phone. Once sent they stand in the current quarter’s book.`
}
