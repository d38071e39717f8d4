import type * as vi from './photos-vi.ts'

export const photos: typeof vi.photos = {
  problems: {
    'not-a-picture': 'The photo was NOT saved. This phone cannot open that file as a picture.',
    'storage-full': 'The phone is full. The photo was NOT saved; what was written before is still there.',
    'storage-broken':
      'The photo was NOT saved; what was written before is still there. Try again, or open the app anew.',
    absent: 'The photo has not reached this phone yet.',
    lost: 'The photo is lost: this phone has it no more, and the server never had it. Tell the commander.',
    'not-matching': 'The photo does not match its record and is not shown. Tell the commander.',
    'not-allowed': 'This account may not see photos yet. Ask the commander.',
    'signed-out': 'The photo has not reached this phone yet. Sign in again.',
    unreachable: 'The photo has not reached this phone yet. It can be seen once there is a network.',
    trouble: 'The photo has not reached this phone yet. The server is busy; try again in a few minutes.'
  },
  waiting: (waiting: number) => `${waiting} ${waiting === 1 ? 'photo file' : 'photo files'} waiting`,
  refused: (refused: number) =>
    `${refused} ${refused === 1 ? 'photo file' : 'photo files'} not taken by the server yet`,
  sendAgain: 'Send photos again',
  sending: 'Sending photos again…',
  daily: 'Once a day this phone sends them again by itself.',
  waits: 'The photo waits to be sent to the server.',
  reasons: {
    'too-large': 'The photo is still on this phone; the server has not taken it: too large.',
    'not-allowed':
      'The photo is still on this phone; the server has not taken it: this account may not do that yet. Ask the commander.',
    lost: 'The photo on this phone is damaged or lost, and was not sent. Tell the commander.',
    other: 'The photo is still on this phone; the server has not taken it. Tell the commander.'
  }
}
