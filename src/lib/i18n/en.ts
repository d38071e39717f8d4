import { home, phones } from './home/home-en.ts'
import type { UnsavedCode, Words } from './vi.ts'

const unsaved: Record<UnsavedCode, string> = {
  blank: 'Not saved yet. Please fill this in.',
  'storage-full': 'The phone is full. NOT saved; your words are still on the screen.',
  'storage-broken': 'NOT saved; your words are still on the screen. Try again or reopen the app.',
  'another-tab-writes':
    'NOT saved; your words are still on the screen. This app is in the middle of writing in another tab: open or close that tab, then save again.',
  'site-cleared':
    'NOT saved; your words are still on the screen. The app’s data on this phone were cleared while the notebook was open: copy your words, then reload this page and open the notebook again.',
  'in-future': 'Not saved; your words are kept. That time is yet to come, please choose again.',
  'long-past': 'Not saved; your text is still here. That time is more than a year ago, check the year.',
  'signed-out': 'Not saved; your words are kept. Please sign in again.',
  'not-allowed': 'Not saved; your words are kept. This account may not do that yet. Ask the commander.',
  'not-author': 'Not saved; your words are kept. The record bears another account.',
  'wrong-place': 'Not saved; your words are kept. The record does not belong in this book.',
  'unknown-type': 'Not saved; your words are kept. Please update the app.',
  immutable: 'Not saved. A record is never changed; write a new one.',
  malformed: 'Not saved; your words are kept. Please look at this again.',
  'not-nfc': 'Not saved; your words are kept. An accent is malformed, please type this again.',
  'not-well-formed': 'Not saved; your words are kept. A character is broken, please type this again.',
  'not-integer': 'Not saved; your words are kept. A whole number is needed here.',
  'too-large': 'Not saved; your words are kept. Too long, please make two records of it.',
  'secret-marking': 'Not saved: it bears a secrecy marking. Please use the paper book.'
}

export const en = {
  app: 'Sổ tay ANTT',
  purpose: 'Notes at the gates, with or without a network.',
  back: 'Back',
  skip: 'Skip to content',
  retry: 'Try again',
  holdLonger: 'Hold a little longer',
  loading: 'Loading…',
  seen: {
    opening: (time) => `As of ${time}…`,
    old: (time) => `as of ${time}`,
    taken: (name) => `Opening ${name}…`,
    tapAgain: 'The notebook is opening. Wait a moment and tap again.'
  },
  broken: {
    title: 'The notebook did not open',
    text: 'Your records are still on this phone. Please close and reopen the app.',
    cleared:
      'The app’s data on this phone were cleared while the notebook was open. Records that were sent are on the server. Please reload this page and sign in.',
    missing: 'There is no such page.',
    notHere: 'This page is not on the phone yet. Records are kept; with a network it will open.',
    toToday: 'To the first page'
  },
  nav: {
    label: 'Sections',
    today: 'Today',
    gates: 'Gates',
    incidents: 'Incidents',
    hui: 'Hụi',
    more: 'More',
    strangers: 'Strangers',
    movement: 'Movement',
    sync: 'Sync',
    settings: 'Settings'
  },
  roles: {
    commander: 'Commander',
    officer: 'Officer',
    'private-reader': 'Reads the private book',
    keeper: 'Gate keeper',
    hamlet: 'Hamlet security team',
    ubnd: 'People’s Committee',
    host: 'Host of hụi lines',
    'province-hui': 'Province – hụi',
    'province-incidents': 'Province – incidents',
    'province-movement': 'Province – movement',
    auditor: 'Auditor',
    agent: 'Gate computer'
  },
  sync: {
    pending: 'Waiting',
    sent: 'Sent',
    refused: 'Refused',
    'set-aside': 'Set aside',
    received: 'From another phone',
    carried: 'Received directly',
    kept: 'On this phone only'
  },
  happenings: { closed: 'Closed', opened: 'Opened', seen: 'Seen', fault: 'Damage', other: 'Other' },
  unsaved,
  notYours: 'This account may not do that yet. Ask the commander.',
  justNow: 'just now',
  minutesAgo: (minutes: number) => `${minutes} min ago`,
  today: 'Today',
  yesterday: 'Yesterday',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  signIn: {
    title: 'Sign in',
    text: 'Needs a network once. After that the notebook opens without one.',
    account: 'Account',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    submit: 'Sign in',
    busy: 'Signing in…',
    secret: 'Enter no state secrets into this notebook, which has a network.',
    next: 'Next: the PIN that locks the notebook on this phone; on a new phone, choose one.',
    missing: { account: 'Please enter the account.', password: 'Please enter the password.' },
    problems: {
      'wrong-password': 'Account or password is not right.',
      unreachable: 'The server cannot be reached. Check the network and try again.',
      trouble: 'The server is busy or in trouble. Try again in a few minutes.',
      portal:
        'This network does not let anything out yet. Open the browser to get onto the Wi-Fi, then try again.',
      barred: 'This account is suspended and cannot be opened on a new phone. Ask the commander.',
      outdated: 'This version of the app is too old. Reload the page, then sign in.',
      insecure:
        'This page was not opened over HTTPS, so the notebook cannot be locked. Ask for the right link.'
    },
    throttled: (seconds) =>
      `Tried many times. Wait ${seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}, then try again.`,
    others: 'To the notebook on this phone'
  },
  pin: {
    choose: 'Choose a PIN',
    chooseText:
      '6 digits that open the notebook on this phone, even without a network. Nobody else knows them.',
    again: 'Repeat the PIN',
    againText: 'Enter the 6 digits once more.',
    differs: 'The two did not match. Please choose again.',
    weak: 'This PIN is easy to guess. Please choose another.',
    enter: 'Enter your PIN',
    forAlarm: 'Open the notebook to raise the alarm',
    hello: (name: string) => `${name}’s notebook`,
    wrong: 'That does not open it.',
    wait: (time: string) => `Not right several times. Try again in ${time}. Your records are safe.`,
    making: 'Making this phone’s keys…',
    opening: 'Opening the notebook…',
    full: 'The phone is full, so the notebook cannot open; its data is still there. Delete photos or videos, then try again.',
    failed: 'The notebook did not open. Your records are still on this phone. Please try again.',
    failedMaking: 'The notebook could not be made on this phone. It may be full. Please try again.',
    filled: (filled: number, length: number) => `${filled} of ${length} digits entered`,
    erase: 'Erase one digit',
    restart: 'Start over',
    callPolice: 'CALL THE POLICE',
    byPasskey: 'Open by the phone’s own lock',
    passkeyFailed: 'The phone did not confirm. Try again, or enter what opens the notebook.',
    others: 'Others on this phone',
    newAccount: 'Sign in with another account',
    forgotten: 'Forgotten how to open it?',
    forgottenText: (sealed: number) =>
      `Without its PIN or passphrase nobody can open the notebook on this phone. Sign in again with the password when there is a network, choose a new one, and wait for the commander to approve this phone again: records that were sent come back. ${sealed > 0 ? `${sealed} records and photos that were not sent are sealed: this phone sends them by itself, under your name.` : ''} Drafts that were not saved are lost. The notebooks of others on this phone stay as they are.`,
    notSealed: (left: number) =>
      `${left} records and photos could not be sealed yet: choosing a new one loses them. Please try to remember, and ask the commander first.`,
    anew: 'Sign in again, choose a new one',
    anewWithout: (left: number) => `Give up those ${left}, sign in again`
  },
  unit: (kind: string, name: string) => `${kind[0]?.toLocaleUpperCase('vi') ?? ''}${kind.slice(1)} ${name}`,
  home,
  phones,
  gates: {
    pickToWrite: 'For which gate?',
    title: 'Gates',
    kinds: { motor: 'Motor gate', hand: 'Hand gate' },
    states: { open: 'Open', closed: 'Closed', moving: 'Moving', unknown: 'Not known' },
    keeper: (name: string) => `Keeper: ${name}`,
    quiet: 'Nothing recorded in the last 24 hours',
    empty: 'No gates yet',
    noneText: 'This unit has no gate registered yet.',
    emptyText: 'The list appears after the first sync.',
    pick: 'Choose a gate',
    pickText: 'Its log appears here.',
    unknown: 'This phone does not have that gate yet',
    unknownText: 'It appears when syncing is done. The records on this phone are untouched.'
  },
  log: {
    title: 'Gate log',
    write: 'Write in the log',
    saysSo: (name: string) => `According to ${name}`,
    gateSays: 'The gate reports',
    recordedLate: (when: string) => `written later: ${when}`,
    newer: 'Record from a newer version',
    newerText: 'Update the app to see it.',
    damaged: 'Record damaged on this phone',
    damagedText: 'It cannot be read. See the page Sync.',
    older: 'Show older',
    allShown: 'Everything this phone holds is shown.',
    empty: 'No record yet',
    emptyText: 'Closed, opened or something odd at the gate: write a line, with or without a network.',
    readOnly: 'This account reads the log only.'
  },
  saved: {
    here: 'Saved on this phone',
    of: (name) => `Saved on this phone: ${name}`,
    later: (saved) => `${saved}, sent when there is a signal`
  },
  note: {
    title: 'Write in the log',
    what: 'What happened?',
    whatMissing: 'Please choose one.',
    reason: 'Details, reason',
    reasonHint: 'For example: closed on schedule, duty told',
    reasonMissing: 'Please write a short line.',
    when: 'When?',
    now: 'Now',
    earlier: 'Earlier',
    time: 'Day and time',
    timeMissing: 'Please choose day and time.',
    who: 'Who did or saw it?',
    whoMissing: 'Please write who did or saw it.',
    save: 'Save',
    saving: 'Saving…',
    promise: 'Saved on this phone at once, sent when there is a signal',
    left: (left: number) => (left === 1 ? '1 character left' : `${left} characters left`),
    over: (over: number, max: number) =>
      `Not saved, your text is still here. At most ${max} characters: please cut ${over}.`
  },
  syncing: {
    title: 'Sync',
    waiting: (waiting: number) => `${waiting} waiting`,
    refused: (refused: number) => `${refused} refused`,
    allSent: 'All sent',
    offline: 'Offline',
    trouble: 'Server busy',
    phoneTrouble: 'Phone in trouble',
    signedOut: 'Sign in needed',
    awaiting: 'Not approved yet',
    ended: 'Ended',
    barred: 'Out of use',
    outdated: 'Update needed',
    exchanging: 'Syncing',
    chip: (state: string) => `Sync: ${state}`,
    now: 'Sync now',
    waitingTitle: 'Records waiting',
    nothingWaiting: 'Nothing is waiting',
    othersUnsent: (count: number) =>
      `On this phone ${count} ${count === 1 ? 'record or photo file' : 'records or photo files'} of another account ${count === 1 ? 'has' : 'have'} not reached the server. What is sealed this phone sends for them when there is a network; the rest waits until they unlock.`
  },
  settings: {
    title: 'Settings',
    approved: 'Approved',
    awaiting: 'Waiting for the commander',
    lock: 'Lock the notebook'
  },
  update: {
    text: 'A new version is ready. Your records stay.',
    apply: 'Update',
    later: 'Later',
    outdated:
      'You can go on writing and lose nothing: records and what you are typing stay on this phone. The server needs a newer version of the app; after the update the phone sends by itself. Save pictures that you have just picked before you update.',
    look: 'Fetch the new version',
    looking: 'Fetching the new version…',
    none: 'The new version could not be fetched. Try again with a network; if that fails, tell the commander.'
  }
} satisfies Words
