import type { Book } from '#lib/domain/roles.ts'
import type * as vi from './offline-vi.ts'

const names: Record<Book, string> = {
  directory: 'directory',
  duty: 'duty',
  gates: 'gates',
  incidents: 'incidents',
  hui: 'hụi',
  notices: 'notices of hụi lines',
  movement: 'movement',
  reports: 'reports',
  private: 'private book'
}
const listed = (books: readonly Book[]) =>
  books
    .map((book) => names[book])
    .join(', ')
    .replace(/, ([^,]+)$/, ' and $1')

export const offline: typeof vi.offline = {
  coming: 'Being fetched for use without a network. Please stay connected a little longer.',
  ready: 'Without a network everything still opens and can be written.',
  books: {
    coming: (books) => `Fetching: ${listed(books)} …`,
    left: (records) => `about ${records.toLocaleString('en')} records left`,
    stopped: (books) => `Not all here yet: ${listed(books)}. The rest follows once there is a signal.`
  },
  unkept: 'This browser cannot keep the pages. Without a network please leave the app open; records are kept.'
}
