import type * as vi from './refusals-vi.ts'

const kept = 'Still on this phone. Not sent:'

const sentences: Record<vi.RefusedCode, string> = {
  'signed-out': `${kept} please sign in again.`,
  'not-allowed': `${kept} this account may not do that yet. Ask the commander.`,
  'not-author': `${kept} the record bears another account.`,
  'wrong-place': `${kept} the server does not take this record into that book.`,
  removed: `${kept} the server has removed the book of that quarter, with this record.`,
  'unknown-type': `${kept} the server does not know this kind of record yet; it will be sent again.`,
  immutable: `${kept} the server has this record already and changes none.`,
  malformed: `${kept} the server cannot read a part of the record.`,
  'not-nfc': `${kept} an accent is malformed.`,
  'not-well-formed': `${kept} a character is broken.`,
  'not-integer': `${kept} a number is not whole.`,
  'too-large': `${kept} it is too long.`,
  'bad-id': `${kept} its id does not fit this phone. Tell the commander.`,
  'bad-signature': `${kept} its signature does not fit its content. Tell the commander.`,
  'not-enrolled': `${kept} the server does not know the phone that wrote it. It will be sent again.`,
  'not-approved': `${kept} the commander has not approved the phone that wrote it. It goes once that is done.`,
  barred: `${kept} the phone that wrote it is revoked, or the account suspended. Ask the commander.`,
  'unknown-unit': `${kept} this account does not belong to the record’s unit. Ask the commander.`,
  'too-many-phones': `${kept} too many phones of this account wait for approval. Ask the commander.`,
  busy: `${kept} the server is busy. It will be sent again.`,
  'id-taken': `${kept} its id is in use already. Tell the commander.`,
  unreadable: `${kept} the server cannot read the record. Tell the commander.`,
  damaged: 'Damaged on this phone: it cannot be opened, so it cannot be sent. Tell the commander.',
  'not-accepted': `${kept} the server refused it and does not say why. Tell the commander.`,
  unknown: `${kept} the server refused it. Tell the commander.`
}

export const refusals: typeof vi.refusals = { kept, sentences }
