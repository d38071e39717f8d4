import { channel } from './channel-en.ts'
import type { PeersWords } from './peers-vi.ts'
import { qr } from './qr-en.ts'

const refusals: PeersWords['refusals'] = {
  'not-a-bundle': 'This is not an exchange file of Sổ tay ANTT. Choose another one.',
  newer: 'This file is from a newer version. Update the app, then receive it again.',
  'other-unit': 'This file belongs to another commune.',
  'no-code': 'The code has 25 digits, this is none. Look at the giver’s phone again.',
  'wrong-code': 'The code is not right, or the file is damaged. Check the code, or ask for the file again.',
  'too-large': 'This file is too large to be an exchange file.',
  'unknown-sender':
    'This phone does not know the giver’s phone yet. Sync once with a network, then receive again.',
  'barred-sender': 'The giver’s phone is no longer in use: nothing was received. Tell the commander.',
  'expired-sender': 'The rights of the giver’s phone have ended: nothing was received. Tell the commander.',
  'other-receiver': 'This file was made for somebody else. Ask the giver to choose the right name.',
  'bad-sender': 'The file is not signed by the giver’s phone: nothing was received. Tell the commander.',
  malformed: 'The file is damaged: nothing was received. Ask for it again.'
}

const refused: PeersWords['refused'] = {
  'wrong-place': 'not of this book',
  'not-allowed': 'of a book that this account does not read',
  'not-carried': 'only its own phone may send it',
  malformed: 'not in the right form',
  'too-large': 'too long',
  'not-enrolled': 'the author’s phone is not in the list here',
  'not-approved': 'the author’s phone was not approved then',
  barred: 'the author’s phone was out of use then',
  'bad-signature': 'not signed by its author'
}

export const peers: PeersWords = {
  title: 'Exchange directly',
  row: 'Give and receive records between two phones, with no network',
  text: 'Two phones side by side, with no network. Whoever has a signal first sends for both.',
  carried: (facts) => `This phone carries ${facts} records for others and sends them with the next signal.`,
  boxes: (boxes) =>
    `This phone carries ${boxes} sealed boxes for others and sends them with the next signal.`,
  failed: 'Something went wrong on this phone. The records on it are as they were. Try again.',
  full: 'The phone is full, not everything was received. Delete some photos or videos, then receive this file again.',
  give: {
    open: 'Give',
    title: 'Give records',
    what: 'Give what?',
    choices: { unsent: 'Not sent yet', recent: 'The last 7 days' },
    whom: 'To whom?',
    whomText:
      'They read their own books only. Other books travel in sealed boxes that only the server opens.',
    nobody: 'Nobody to give to yet',
    nobodyText: 'This phone knows no other phone of the unit. Sync once with a network.',
    nothing: 'There are no records to give.',
    nothingUnsent: 'No records wait to be sent. To give some, choose “The last 7 days”.',
    again: (name) => `Look at the file for ${name} again`,
    ready: (name) => `The file for ${name} is ready`,
    records: (count) => `${count} records`,
    sealed: (count) => `${count} sealed records`,
    left: (count) => `${count} more records did not fit. Make another file after this one.`,
    photosStay:
      'Photos do not travel in the file: this phone sends them with the next network, or gives them over Wi-Fi.',
    code: 'Code',
    codeText: 'Read it to the receiver, or show this screen. Never send the code with the file.',
    share: 'Send the file',
    save: 'Save the file on this phone',
    saved: 'Saved. Move the file to the other phone by cable, Quick Share or Bluetooth.',
    another: 'Give to somebody else'
  },
  take: {
    open: 'Receive',
    title: 'Receive records',
    file: 'Choose the file',
    fileText: 'The .sotay file that a colleague has just moved to this phone.',
    chosen: (name) => `File: ${name}`,
    waiting: 'Files waiting to be received',
    drop: 'Hold to drop this file',
    dropping: 'Keep holding to drop…',
    fileMissing: 'Choose the file.',
    code: 'Code',
    codeNote: (typed) =>
      typed > 0 ? `25 digits on the giver’s phone. Typed: ${typed}.` : '25 digits on the giver’s phone',
    codeMissing: 'Type the code.',
    submit: 'Receive',
    busy: 'Checking signatures…',
    done: (name) => `Received from ${name}`,
    made: (when) => `Made: ${when}`,
    nothingNew: 'No new records',
    finish: 'Done',
    added: (count) => `${count} new records`,
    known: (count) => `${count} records were here already`,
    boxes: (count) => `${count} sealed boxes to bring to the server`,
    refused: (count, why) => `${count} records not received: ${why}`,
    another: 'Receive more'
  },
  qr,
  channel,
  refusals,
  refused
}
