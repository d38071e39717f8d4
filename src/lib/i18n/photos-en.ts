import type * as vi from './photos-vi.ts'

export const photos: typeof vi.photos = {
  problems: {
    'not-a-picture': 'The photo was NOT saved. This phone cannot open that file as a picture.',
    'storage-full': 'The phone is full. The photo was NOT saved; what was written before is still there.',
    'storage-broken':
      'The photo was NOT saved; what was written before is still there. Try again, or open the app anew.',
    absent: 'The photo has not reached this phone yet.',
    'not-matching': 'The photo does not match its record and is not shown. Tell the commander.',
    'not-allowed': 'This account may not see photos yet. Ask the commander.',
    'signed-out': 'The photo has not reached this phone yet. Sign in again.',
    unreachable: 'The photo has not reached this phone yet. It can be seen once there is a network.',
    trouble: 'The photo has not reached this phone yet. The server is busy; try again in a few minutes.'
  },
  waiting: (waiting: number) => `${waiting} ${waiting === 1 ? 'photo file' : 'photo files'} waiting`,
  refused: (refused: number) =>
    `${refused} ${refused === 1 ? 'photo file' : 'photo files'} not taken by the server, still on this phone. Tell the commander.`
}
