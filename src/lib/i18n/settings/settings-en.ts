import type { SettingWords } from './settings-vi.ts'

export const settings: SettingWords = {
  noRole: 'No role yet',
  device: 'This phone',
  shutOut: 'Out of use',
  shutOutText: 'Records stay on this phone. Ask the commander.',
  awaitingText: 'You can write meanwhile; it is sent once the phone is approved.',
  unknownDevice: 'Introducing this phone to the unit',
  language: 'Language',
  languages: { vi: 'Tiếng Việt', en: 'English' },
  theme: 'Appearance',
  themes: { auto: 'As the phone', light: 'Light', dark: 'Dark', sun: 'In the sun' },
  lockText: 'It locks by itself after 15 minutes away. While locked, nothing is sent or received.',
  install: 'Install the app',
  installText: 'Puts Sổ tay ANTT on the home screen, quick to open even without a network.',
  version: 'Version'
}
