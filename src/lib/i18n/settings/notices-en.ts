import type { NoticeWords } from './notices-vi.ts'

export const notices: NoticeWords = {
  kinds: {
    'closes-soon': (minutes) =>
      minutes === undefined ? 'Closes soon' : `Closes by itself in ${minutes} minutes`,
    postponed: 'Tonight’s closing was postponed',
    'not-closed': 'Did not close, somebody is needed at the gate',
    'left-open': (minutes) => (minutes === undefined ? 'Still open' : `Open for ${minutes} minutes`),
    'unexpected-move': 'The gate moved without a command',
    obstructed: 'Something is in the way, the gate has stopped',
    'schedule-missed': 'Closing hour missed, the gate has not closed',
    offline: 'The controller is out of reach',
    deaf: 'The machine at the gate hears no commands and is reconnecting',
    'retained-command': 'A strange command was left lying: look at the gate',
    'power-lost': (minutes) =>
      minutes === undefined ? 'Power cut, on battery' : `Power cut – battery for ${minutes} minutes`,
    'power-back': 'Power is back. Look at the gate and compare',
    'controller-warned': 'The controller’s settings need a look',
    'cannot-record': 'The unit at the gate cannot write to its disk; it only stops, and closes for an alarm',
    'alarm-started': 'ALARM: close the gates',
    unanswered: 'Nobody has answered for a gate closed by hand',
    'review-needed': 'An emergency opening waits for the commander to look at it',
    trial: 'A trial: this phone will ring in an alarm',
    'password-reset': 'The password of the account was just reset. Open the app to see by whom'
  },
  other: 'There is news, open the app to see it',
  named: {
    'alarm-started': (gates) => `ALARM: close ${gates.join(', ')} by hand`,
    unanswered: (gates) => `No answer: ${gates.join(', ')}`
  },
  again: (times) => `reminder ${times}`,
  received: 'Received',
  drill: 'EXERCISE',
  see: 'Look',
  dismiss: 'Hide',
  more: (count) => `and ${count} more`,
  setting: {
    title: 'Notifications',
    push: 'Tell me when the app is closed too',
    pushText:
      'Gates, alarms and resets of your password: which gate and what, no names of people. A tap only opens the page and works nothing.',
    on: 'On on this phone',
    turnOn: 'Turn notifications on',
    turnOff: 'Turn them off on this phone',
    busy: 'Turning on…',
    offer: 'This phone stays silent in an alarm while the app is closed.',
    later: 'Later',
    states: {
      off: 'Not on on this phone',
      denied: 'The browser blocks notifications. Allow them in its settings, then turn them on here.',
      'not-installed':
        'An iPhone is told only by the app on its home screen. Tap Share, Add to Home Screen, open it from there.',
      unavailable: 'This phone cannot be told while the app is closed. Install the app and try again.',
      'not-offered':
        'The unit’s server does not send any. While the app is open, gates tell at the top of the screen.',
      unreachable: 'The server cannot be reached. Turn them on once there is a network.'
    },
    sound: 'Sound while the app is open',
    sounds: { on: 'Yes', off: 'No' },
    try: 'Listen'
  }
}
