import type { QrWords } from './qr-vi.ts'

const cards: QrWords['cards'] = {
  'other-unit': 'This phone belongs to another commune: nothing can be given.',
  'own-card': 'This is a code of this very account. Scan the receiver’s phone.',
  'stale-card':
    'This code is old, or the clocks differ. Open Receive on that phone again, check both clocks.',
  'unknown-taker':
    'This phone does not know the receiver’s phone yet. Sync once with a network, then give again.',
  'barred-taker': 'The receiver’s phone is no longer in use: nothing is given. Tell the commander.',
  'expired-taker': 'The rights of the receiver’s phone have ended: nothing is given. Tell the commander.',
  'bad-card': 'The code is not signed by the receiver’s phone: nothing is given. Tell the commander.'
}

const unread: QrWords['unread'] = {
  'not-a-bundle':
    'What was read is damaged: nothing was received. Ask the giver to scan this phone’s code again.',
  newer: 'The giver’s phone has a newer version. Update the app, then receive again.',
  'other-unit': 'The giver’s phone belongs to another commune.',
  'wrong-code':
    'What was read is damaged: nothing was received. Ask the giver to scan this phone’s code again.',
  'other-receiver': 'This was made for somebody else. Ask the giver to scan this phone’s code.',
  'bad-sender': 'It is not signed by the giver’s phone: nothing was received. Tell the commander.',
  malformed: 'What was read is damaged: nothing was received. Ask the giver to scan this phone’s code again.'
}

const rescan = 'Scan the receiver’s code again'

const noCards: QrWords['give']['noCards'] = {
  running: 'That phone is giving too. One gives, one receives: press Receive on that phone.',
  wifi: 'This is a code for joining two phones by Wi-Fi. On that phone open Exchange directly, press Receive, then scan the code there.',
  other:
    'This is no code of a receiver. On that phone open Exchange directly, press Receive, then scan the code there.'
}

const strays: QrWords['take']['strays'] = {
  running: `These codes run for another phone, or for this one before it was opened anew. Ask the giver to press ${rescan}, then let that phone scan this code.`,
  card: 'That phone is receiving too. One gives, one receives: press Give on that phone.',
  wifi: 'This is a code for joining two phones by Wi-Fi. On that phone open Exchange directly and press Give.'
}

export const qr: QrWords = {
  number: 'Number',
  numberText: 'Both phones must show the same number.',
  cameras: {
    denied: 'The camera is not allowed. Allow it in the browser’s settings and try again, or use a file.',
    'in-use': 'The camera does not open. Close other apps that use it and try again, or use a file.',
    'no-camera': 'This phone has no camera, or this page may not use it. Use a file.'
  },
  tryAgain: 'Try again',
  camera: 'Picture of the camera',
  give: {
    look: 'Point the camera at the code on the receiver’s phone. There, open Exchange directly and press Receive.',
    file: 'Give by a file',
    to: (name) => `Give to ${name}`,
    soon: 'The codes run in a few seconds.',
    running: 'Let the receiver’s phone look at this code until it says that it has received.',
    eased: 'The code has slowed down and grown by itself. The receiver’s phone reads from the beginning.',
    code: 'Running code',
    slow: 'Slower, larger code',
    rescan,
    noCards
  },
  take: {
    card: (name) => `Code of ${name}`,
    text: 'Let the giver’s phone scan this code, then point the camera at that phone’s screen.',
    file: 'Receive by a file',
    read: (have, needed) => `${have}/${needed} read`,
    left: (seconds) => `about ${seconds} seconds left`,
    hints: {
      closer: 'Go closer, hold the phone still.',
      light: 'Is there enough light? Ask the giver to press Slower.'
    },
    checking: 'Checking signatures…',
    strays
  },
  cards,
  unread
}
