import type { InAppWords } from './in-app-browser-vi.ts'

export const inApp: InAppWords = {
  title: 'Open in your browser',
  text: (app: string) =>
    `This page is open inside ${app}. It cannot be installed here, and records may be lost.`,
  anApp: 'another app',
  step1: 'Tap ⋮ at the top right',
  step1Apple: 'Tap ⋯ at the top right',
  step2: 'Choose “Open in browser”',
  step3: 'In Chrome: tap ⋮ → Add to Home screen',
  step3Apple: 'In Safari: tap Share → Add to Home Screen',
  picture: 'Picture: tap the three dots, then choose Open in browser',
  open: 'Open in Chrome',
  copy: 'Copy the link',
  copied: 'Copied. Paste it into your browser.',
  uncopied: 'Could not copy. Press and hold the line below:',
  stay: 'Use it here anyway'
}
