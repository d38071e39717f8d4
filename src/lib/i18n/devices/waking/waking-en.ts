import type { WakingWords } from './waking-vi.ts'

export const waking: WakingWords = {
  title: 'Rings while locked',
  states: {
    on: 'Rings in an alarm, locked or not.',
    off: 'Notifications are off. On that phone: Settings, Turn on notifications.',
    denied:
      'The browser blocks notifications. On that phone: allow them in the browser’s settings, then Settings, Turn on notifications.',
    'not-installed':
      'This iPhone does not have the app on its home screen. On that phone: Share, Add to Home Screen, open it from there, then Settings, Turn on notifications.',
    unavailable: 'That browser takes no notifications. Use Chrome, and install the app to the home screen.',
    gone: 'The phone takes notifications no more. On that phone: open the app, Settings, Turn on notifications.',
    untold: 'The phone has not said. Open the app there once with a network.'
  },
  short: {
    on: 'Last trial not answered',
    off: 'Notifications are off',
    denied: 'Browser blocks notifications',
    'not-installed': 'iPhone without the app',
    unavailable: 'Browser takes none',
    gone: 'Takes notifications no more',
    untold: 'Has not said'
  },
  silent: (count) =>
    count === 1 ? '1 phone may not ring in an alarm' : `${count} phones may not ring in an alarm`,
  silentText: 'Their owners see an alarm only while the app is open. If it is urgent, call them.',
  tryOut: 'Send a trial',
  trying: 'A trial is sent, waiting for the phone…',
  came: (seconds) => (seconds < 1 ? 'The phone got it at once.' : `The phone got it after ${seconds} s.`),
  noAnswer:
    'No answer in 20 s: the phone is off, has no network, or its battery saver keeps apps from running. On Android: battery settings of Chrome, Unrestricted.',
  lastCame: (when, seconds) => `Trial ${when}: got it after ${seconds} s`,
  lastSilent: (when) => `Trial ${when}: no answer yet`,
  notNow: {
    unreachable: 'A trial takes a network.',
    'signed-out': 'The server wants you to sign in again on this phone first.',
    'not-offered': 'The unit’s server sends no notifications.',
    'too-soon': 'A trial was sent a moment ago. Wait 20 seconds.',
    trouble: 'The server is busy or in trouble. Try again.',
    'not-approved': 'This phone is not approved yet.',
    'not-yours': 'This account may not try that phone. Ask the commander.',
    asleep: 'That phone has notifications off, so there is nothing to try.'
  }
}
