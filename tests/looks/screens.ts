import type { Words } from '#lib/i18n/words.ts'

/** A screen as one account of the demo sees it. */
export interface Look {
  account: string
  path: string
  /** What stands on it once it has arrived. */
  shows: (t: Words) => string
}

/** Every screen that is looked at; a new screen is one more row. */
export const looks: readonly Look[] = [
  { account: 'ph-truong', path: '/', shows: (t) => t.gates.title },
  { account: 'ph-truong', path: '/gate/cong-1b', shows: (t) => t.log.write },
  { account: 'ph-truong', path: '/gate/cong-1b/write', shows: (t) => t.note.what },
  { account: 'ph-truong', path: '/sync', shows: (t) => t.syncing.now },
  { account: 'ph-truong', path: '/settings', shows: (t) => t.settings.lock },
  { account: 'ph-ubnd', path: '/gate/cong-1b', shows: () => 'Cổng 1B' }
]
