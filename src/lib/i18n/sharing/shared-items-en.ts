import type { SharedItemsWords } from './shared-items-vi.ts'

export const sharedItems: SharedItemsWords = {
  title: 'Shared items',
  note: 'Zalo, other apps',
  waiting: (count) =>
    count === 1 ? '1 shared item not recorded yet' : `${count} shared items not recorded yet`,
  here: 'On this phone alone, behind its PIN, and sent nowhere; once recorded it leaves this page.',
  came: (when) => `Received ${when}`,
  picture: (no) => `Picture ${no}`,
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
    'too-large': 'The item is larger than 24 MB and was not kept. Share fewer pictures.',
    'too-many': '20 items are waiting, so this one was not kept. Record or delete some and share it again.',
    full: 'The phone has no room, so the item was not kept. Delete some pictures or videos and share it again.',
    failed: 'The item was not kept. Share it again.'
  }
}
