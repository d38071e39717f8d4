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
  lockText: (minutes: number) =>
    `It locks by itself ${minutes} minutes after the last touch. While locked, nothing is sent or received.`,
  secret: {
    row: { pin: 'PIN', passphrase: 'Passphrase' },
    note: 'Change how the notebook opens on this phone',
    title: 'Change how it opens',
    first: 'First enter the one in use.',
    checking: 'Checking…',
    changed:
      'Changed. From now on only the new one opens the notebook on this phone; your records are untouched.',
    back: 'Back to settings',
    passkey: {
      title: 'The phone’s own lock',
      text: 'The finger, face or pattern of the phone opens the notebook too. Whoever opens the phone then opens the notebook: leave it off on a shared phone.',
      add: 'Open by the phone’s own lock too',
      added: 'On. What opened the notebook before still does.',
      remove: 'No longer open by the phone’s own lock',
      removed: 'Off. From now on only the PIN or passphrase opens it.',
      cancelled: 'The phone did not confirm; nothing has changed. Please try again.',
      unsupported: 'This phone’s lock cannot open the notebook. What opened it before still does.',
      busy: 'Waiting for the phone…'
    }
  },
  install: 'Install the app',
  installText: 'Puts Sổ tay ANTT on the home screen, quick to open even without a network.',
  version: 'Version'
}
