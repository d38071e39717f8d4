import type { SharedItemsWords } from './shared-items-vi.ts'

export const sharedItems: SharedItemsWords = {
  title: 'Shared items',
  note: 'Zalo, other apps',
  waiting: (count) =>
    count === 1 ? '1 shared item not recorded yet' : `${count} shared items not recorded yet`,
  here: 'On this phone alone, behind its PIN, and sent nowhere; once recorded it leaves this page.',
  locked: (count) =>
    count === 1
      ? '1 item received from another app. Unlock to see it.'
      : `${count} items received from other apps. Unlock to see them.`,
  bundles: (count) =>
    count === 1 ? '1 .sotay file waits to be received' : `${count} .sotay files wait to be received`,
  came: (when) => `Received ${when}`,
  pictures: (count) => (count === 1 ? '1 picture' : `${count} pictures`),
  picture: (no) => `Picture ${no}`,
  open: 'See this item',
  close: 'Close',
  leftOut: {
    words: 'The words are too long: only the first 20,000 characters were kept.',
    pictures: (count) =>
      `${count} ${count === 1 ? 'picture was' : 'pictures were'} not kept: an item keeps 30 at most, 24 MB together.`,
    files: (count) =>
      `${count} ${count === 1 ? 'file was' : 'files were'} not kept: only pictures and .txt files can be.`
  },
  noPictures: 'The pictures cannot be opened now. They are still on this phone; open this page again.',
  loading: 'Opening the picture…',
  tip: 'Record a tip',
  report: 'Record an incident',
  cannot: 'This role records no tips or incidents. Pass it on to the police, or delete it.',
  remove: 'Hold to delete this item',
  removing: 'Keep holding to delete…',
  empty: 'Nothing is waiting',
  emptyText: 'In Zalo or another app: hold a message or picture, tap Share and choose Sổ tay ANTT.',
  unread: 'This item cannot be opened on this phone.',
  notNow: 'Shared items cannot be read now. They are still on this phone; open this page again.',
  lost: {
    'no-notebook': 'The item could not be kept: no notebook was ever opened on this phone. Share it again.',
    empty: 'The item has neither words nor pictures, so there was nothing to keep.',
    'other-file':
      'The file was not kept: only pictures, .txt files and .sotay files of up to 8 MB can be kept.',
    'too-large': 'The item is larger than 24 MB and was not kept. Share fewer pictures.',
    'too-many': '20 items are waiting, so this one was not kept. Record or delete some and share it again.',
    bundles: '5 .sotay files are waiting, so this one was not kept. Receive or drop some and share it again.',
    full: 'The phone has no room, so the item was not kept. Delete some pictures or videos and share it again.',
    failed: 'The item was not kept. Share it again.'
  }
}
