import type { Book } from '#lib/domain/roles.ts'
import type { OtherPhonesWords } from './other-devices-vi.ts'

const books: Record<Book, string> = {
  directory: 'Directory',
  duty: 'Duty',
  gates: 'Gate log',
  incidents: 'Incidents',
  hui: 'Hụi',
  notices: 'Notices of hụi lines',
  movement: 'Movement',
  reports: 'Reports',
  private: 'Private book'
}
const some = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

export const otherPhones: OtherPhonesWords = {
  title: 'Other phones of this account',
  text: 'An old phone, another browser, or this very phone before its data was cleared. What was recorded after its last report, the server does not know.',
  book: (book) => books[book],
  enrolled: (when) => `Enrolled ${when}`,
  reported: (when) => `Last reported ${when}`,
  never: 'Has not reported yet. If the phone is still there, open the notebook on it once with a network.',
  allSent: 'Everything was sent when it reported.',
  left(records, where, photos) {
    const what = [records > 0 && `${some(records, 'record')} (${where})`, photos > 0 && some(photos, 'photo')]
    return `Only on that phone, not sent: ${what.filter((part) => part !== false).join(', ')}.`
  },
  advice:
    'If the old phone or browser is still there, open the notebook on it and the records go by themselves. If not, tell the commander and record them again.',
  home: 'Another phone has records not sent',
  more: (phones) => `Show ${some(phones, 'more phone')}`
}
