import type * as vi from './storage-vi.ts'

export const space: typeof vi.space = {
  decimals: 'en-GB',
  kept: 'The phone does not delete the notebook’s data by itself',
  keptNote: 'Not even when it is nearly full.',
  loose: 'When nearly full, the phone may delete the notebook’s data',
  looseNote: 'Records already sent stay on the server.',
  keep: 'Do not let it be deleted',
  refused:
    'The browser has not agreed yet. Install the app on the home screen, use it a few times, then try again.',
  used: (used, left) => `${used} used, about ${left} free`,
  unknown: 'The browser does not tell how much space is left',
  gauge: 'Space used on this phone',
  low: 'The phone is nearly full. Send what is waiting, then delete photos and videos you do not need.'
}
