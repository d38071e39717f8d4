import type { PhoneFigureWords } from './phone-figures-vi.ts'

export const phoneFigures: PhoneFigureWords = {
  decimals: 'en-GB',
  title: 'About this phone',
  row: 'Whether it is fast or slow, room, versions',
  text: 'These figures lie on this phone only, without names or contents of records. When the phone is slow, copy them for the operator.',
  failed: 'The figures could not be read. Please open this page again with a network.',
  speed: 'Fast or slow',
  phone: 'Phone and app',
  seconds: (amount) => `${amount} s`,
  less: (amount) => `under ${amount} s`,
  paces: { fast: 'Fast', usual: 'As usual', slow: 'Slow' },
  none: 'not measured yet',
  untold: 'the browser does not tell',
  lock: 'Showing the lock',
  lockNote: 'From the tap on the icon until a PIN can be entered, at the last start.',
  open: 'Opening the notebook',
  openNote: 'From the accepted PIN until the first screen has all its figures.',
  save: 'Saving a record',
  saveNote: (slowest, count) =>
    `From the tap until the screen says that it is saved. The slowest of the last ${count}: ${slowest}.`,
  exchange: 'Last sent and received',
  exchangeNote: (took) => `Took ${took}; longer where the signal is weak.`,
  records: 'Records on this phone',
  space: 'Space used',
  granted: (used, all) => `${used} of ${all} granted`,
  memory: 'Memory (RAM)',
  gigabytes: (amount) => `about ${amount} GB`,
  browser: 'Browser',
  version: 'Version of the app'
}
