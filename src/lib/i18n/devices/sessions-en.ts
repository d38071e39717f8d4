import type { SessionWords } from './sessions-vi.ts'

export const sessions: SessionWords = {
  title: 'Session with the server',
  open: (when) => `Has a session · seen by the server ${when}`,
  closed: (when) => `No session · seen by the server ${when}`,
  asks: (when) => `Must type the password · seen by the server ${when}`,
  none: 'No session yet',
  look: 'See this phone',
  coarse: 'Last seen may be half an hour behind.',
  text: 'Cannot find the phone? End its session: within seconds it sends and receives nothing, and to go on somebody must type the account’s password once. Unsent records stay on it. If it is lost for good, take it out of use. Neither erases what the phone holds: whoever knows the PIN still sees it.',
  agent: 'A gate’s machine has nobody to type a password. To stop it, take it out of use.',
  hold: (code) => `Hold to end the session of phone ${code}`,
  holding: 'Keep holding for a second…',
  ended: (code) => `The session of phone ${code} is ended. It must type the password to go on.`,
  strange: {
    title: 'Signed in, not introduced',
    text: 'Somebody typed the right password on this phone. It reads nothing yet. If it is not the owner’s, end the session and have the password changed.'
  },
  here: {
    endedBy: (name, when) => `${name} ended the session: ${when}. Records stay here.`,
    signedOut: (when) => `Signed out on this phone: ${when}. Records stay on it.`,
    endedByOwner: (when) =>
      `Another phone of this account ended the session: ${when}. Not you? Tell the commander.`,
    passwordWanted:
      'The server wants the password once more. Records stay here. Not sure why? Ask the commander.',
    signInAgain: 'Sign in again'
  },
  own: {
    title: 'My phones',
    text: 'All phones that signed in with this account. End the session of one you do not know, and tell the commander at once.',
    row: 'My phones',
    note: 'Which are signed in; sign out, end the session of a missing one'
  },
  signOut: {
    hold: 'Hold to sign out on this phone',
    text: 'Sign out at the end of a shift on a shared phone: the notebook locks, notifications stop, and the alarm button while locked is turned off. Records stay on it, behind the PIN; next time the password is typed once more.',
    waiting: (count) =>
      `${count} records are not sent. They stay on this phone and go on only when this account signs in here again.`
  },
  unlisted: {
    unreachable: 'It takes a network to know which phones have a session.',
    'signed-out': 'The server wants you to sign in again on this phone before it tells the sessions.',
    trouble: 'The server did not tell the sessions. Please try again in a few minutes.',
    'not-approved': 'This phone is not approved yet and cannot see the sessions.',
    'not-yours': 'This account cannot see those sessions. Ask the commander.',
    'no-device': 'The server did not tell the sessions. Please try again in a few minutes.',
    agent: 'The server did not tell the sessions. Please try again in a few minutes.'
  },
  unended: {
    unreachable: 'The session is NOT ended. It takes a network; please try again.',
    'signed-out': 'The session is NOT ended. The server wants you to sign in again on this phone.',
    trouble: 'The session is NOT ended. The server is busy or in trouble; please try again.',
    'not-approved': 'The session is NOT ended. The phone in your hand is not approved.',
    'not-yours': 'The session is NOT ended. This account has no right over that phone. Ask the commander.',
    'no-device': 'The session is NOT ended. The server does not know that phone.',
    agent:
      'The session is NOT ended. A gate’s machine has nobody to type a password: to stop it, take it out of use.'
  }
}
