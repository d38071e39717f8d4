import type { Book } from '#lib/domain/roles.ts'
import type { LossWords } from './loss-vi.ts'

const held: Record<Book, string> = {
  directory: 'names and posts of officers',
  duty: 'shifts, strangers and vehicles',
  gates: 'what happened at gates, pictures there',
  incidents: 'incidents, tips',
  hui: 'hụi',
  notices: 'notices of hụi lines',
  movement: 'models, groups',
  reports: 'report figures',
  private: 'identity numbers, bank accounts, tip sources'
}
const hours = (count: number) => `${count} hour${count === 1 ? '' : 's'}`
const some = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

export const loss: LossWords = {
  title: 'Phone lost',
  row: 'Phone lost',
  rowNote: 'Stop it at once, see what it holds, prepare the notices',
  rowMarked: 'What it holds, notices, paper',
  text: 'Once marked as lost, the phone neither sends nor receives, and gates obey it no more. Then follow what it holds and the notices, prepared. What has come onto it cannot be wiped from afar.',
  where: 'Where and when it was lost',
  whereHint: 'May stay empty',
  hold: 'Hold to mark the phone as lost',
  isOver: 'The phone was let in again after this loss.',
  clock: ({ gone, left }, { hours: term, verified }) =>
    `Marked as lost ${hours(gone)} ago. ${left > 0 ? `${hours(left)} left` : 'Past the end'} of the ${term} hours for a notice${verified ? '' : ' (for orientation, not compared with the law’s text)'}.`,
  what: 'What this phone holds',
  whatText: 'By the directory and its last report. What happened on it since, the server does not know.',
  held: (book) => held[book],
  roles: (roles) => `Roles: ${roles}`,
  noRoles: 'Never approved: no book has come onto it.',
  books: (books) => `Books on it: ${books}`,
  since: (when) => `In use since ${when}`,
  heard: (when) => `The server last heard of it ${when}`,
  unheard: 'Not known when the server last heard of it',
  allSent: 'Everything was sent when it last reported.',
  left(records, where, photos) {
    const what = [records > 0 && `${some(records, 'record')} (${where})`, photos > 0 && some(photos, 'photo')]
    return `Not sent when it last reported: ${what.filter((part) => part !== false).join(', ')}.`
  },
  unknownLeft: 'Not known what it had not sent.',
  neverReported: 'It has never reported, so it is not known what it had not sent.',
  offline: 'A network is needed to know what it has not sent.',
  elsewhere: 'If the account has a role in another unit, the phone holds that unit’s books too.',
  shared: 'Others of this name',
  sharedText:
    'A shared phone has a code for each account. If this is the same lost phone, mark each of its codes.',
  finder: 'What its finder can see',
  finds: {
    closed:
      'Locked: no book can be read. The data is encrypted behind the PIN or passphrase; trying codes is slow (Argon2id), but a short one that is easily guessed may still be found.',
    open: (minutes) =>
      `Open when it was lost: all of the books above until it locks itself, at the latest after ${minutes} minutes without a touch.`,
    system: 'Where the phone’s own lock opens the notebook: whoever opens the phone opens the notebook.',
    clear: 'Not encrypted: the account names on it, and how many records there are and of when.',
    outside: 'Outside the app: exported files, screenshots and messages, which the app does not protect.',
    alarmKey:
      'It has the alarm button while locked: until it is stopped, whoever holds it can raise the alarm and close gates.'
  },
  next: 'What to do next',
  account: (name) => `The account of ${name}: reset the password, or suspend it`,
  notices: 'Prepared notices',
  noticesText:
    'Read them again, fill the blanks, then send. Whom to inform, and how soon, is for the law’s text and your superiors.',
  toSupervisor: 'To the superior office',
  toPersons: 'To the persons concerned',
  paperRow: 'Printed report of the loss',
  supervisor: ({ unit, commander, marked, told, isStopped, phones, data }) =>
    [
      'NOTICE OF A LOST PHONE WITH PERSONAL DATA',
      'To: …………',
      `${unit} reports: ${commander} marked a phone as lost, ${marked}${told ? ` (${told})` : ''}.`,
      ...phones.map(
        ({ code, owner, roles, since, books, heard, left }) =>
          `Phone ${code} of ${owner}${roles ? ` (${roles})` : ''}, in use since ${since}. ${books ? `Books on it: ${books}.` : 'No book has come onto it.'} ${heard}. ${left}`
      ),
      ...(data ? [`It may hold information about: ${data}.`] : []),
      'The data is encrypted behind a PIN or passphrase. If the notebook was open when it was lost, whoever holds the phone can read it until it locks itself.',
      isStopped
        ? 'Done: the phone is stopped; it neither sends nor receives, and gates obey it no more.'
        : 'The order to stop the phone is recorded, but has NOT reached the server.',
      'It is not known whether anybody has seen the data.',
      'Requested: …………'
    ].join('\n'),
  persons: ({ unit, marked, isStopped, data }) =>
    [
      `${unit} informs you: on ${marked.split(' ').at(-1)!} it noted the loss of a duty phone that may hold information about you${data ? ` (${data})` : ''}.`,
      'The data on it is encrypted. It is not known whether anybody has seen it.',
      ...(isStopped ? ['The phone has been stopped.'] : []),
      'If somebody claims to be the police and asks for money, passwords or codes, do not comply, and tell the unit.',
      'To ask, to see, correct or delete information about you, contact: …………'
    ].join('\n'),
  paper: {
    heading: 'REPORT OF A LOST PHONE WITH PERSONAL DATA',
    kind: 'BCMM',
    law: 'Law on Personal Data Protection 91/2025/QH15',
    clock: (gone) => `From the mark to the printing: ${hours(gone)}.`,
    informed: 'Informed',
    columns: ['Who', 'Day, hour', 'How', 'By whom'],
    text: 'Notice to the persons concerned',
    signer: 'CHIEF OF POLICE'
  }
}
