import type * as vi from './storage-vi.ts'

export const space: typeof vi.space = {
  decimals: 'en-GB',
  kept: 'The data is held safely on this phone',
  keptNote: 'The browser throws nothing away by itself, even when the phone is nearly full.',
  loose: 'The browser has not promised to keep the data',
  looseNote:
    'When the phone is nearly full, the browser may delete what is on it. Records already sent stay on the server.',
  keep: 'Hold the data safely',
  refused:
    'The browser has not agreed yet. Install the app on the home screen, use it a few times, then try again.',
  used: (used, left) => `${used} used, about ${left} free`,
  unknown: 'The browser does not tell how much space is left',
  gauge: 'Space used on this phone',
  low: 'The phone is nearly full. Send what is waiting, then delete photos and videos you do not need.'
}
