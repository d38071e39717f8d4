import type { RemarkText } from './remarks-vi.ts'

export const remarks: RemarkText = {
  title: 'Add about this person',
  add: 'What is to be written down?',
  written: 'Written down',
  none: 'Nothing was added about this person yet',
  reversed: (author, reason) => `${author} corrected it: ${reason}`,
  save: 'Write down',
  note: 'Note (if any)',
  unknownKind: 'There is no such entry',
  kinds: {
    mark: 'Identity card, phone, account',
    same: 'Is one person with another name',
    house: 'People of the same house',
    statement: 'A statement about hụi money',
    sale: 'A report of a sold part',
    inducement: 'Gifts or a sure return offered'
  },
  mark: {
    which: 'Which number?',
    kinds: { id: 'Identity card', phone: 'Phone', account: 'Account' },
    kindMissing: 'Please choose which number.',
    number: 'The whole number',
    explained: 'The server turns it into a mark to compare. The number is kept nowhere.',
    promise: 'This takes a network',
    numberMissing: 'Please write the number.',
    wrong: {
      id: 'An identity card has 12 digits, the older one 9. Please look again.',
      phone: 'A phone has 9 to 11 digits and begins with 0. Please look again.',
      account: 'An account has 6 to 19 digits. Please look again.'
    },
    row: { id: 'Identity card', phone: 'Phone number', account: 'Bank account' },
    kept: 'Only a mark to compare is kept, not the number.',
    shared: (names) => `The same number as ${names}. Ask again: it may be a mistake, or shared.`,
    trouble: {
      unreachable:
        'There is no network, so nothing was written. The number is not kept; write it again later.',
      'signed-out': 'The server waits for this phone to sign in again. Nothing was written.',
      'not-allowed': 'The server takes no numbers of this unit from this account. Nothing was written.',
      'no-key': 'The server has no key to mark numbers. Please tell the operator. Nothing was written.',
      trouble: 'The server could not answer. Nothing was written, please try again.'
    },
    throttled: (minutes) =>
      `This account has entered many numbers. Go on in ${minutes} minutes. Nothing was written.`
  },
  same: {
    who: 'The other name',
    missing: 'Please choose the other name.',
    itself: 'That is this very person. Please choose another name.',
    reason: 'How is it known that they are one?',
    reasonMissing: 'Please write how.',
    explained: 'Lines of both names are then counted together. A mistake can be corrected.',
    row: (name) => `One person with ${name}`
  },
  house: {
    who: 'Person of the same house',
    missing: 'Please choose at least one person.',
    many: (max) => `At most ${max} people at a time.`,
    remove: (name) => `Remove ${name}`,
    row: (names) => `Same house as ${names}`
  },
  statement: {
    who: 'Who says so',
    missing: 'Please choose who says so.',
    says: 'What do they say?',
    kinds: {
      paid: 'They paid',
      'no-part': 'They do not play',
      'pot-not-handed': 'They were not given the pot'
    },
    saysMissing: 'Please choose what they say.',
    line: 'Which line? (if known)',
    anyLine: 'Line not known',
    round: 'Which round? (if known)',
    anyRound: 'Round not known',
    amount: 'How much? (if known)',
    row: {
      paid: (name) => `${name} says that they paid`,
      'no-part': (name) => `${name} says that they do not play`,
      'pot-not-handed': (name) => `${name} says that the pot was not handed over`
    }
  },
  sale: {
    line: 'A part of which line?',
    lineMissing: 'Please choose the line.',
    part: 'Which part?',
    partMissing: 'Please choose the part.',
    seller: 'Seller',
    sellerMissing: 'Please choose who sold it.',
    buyer: 'Buyer',
    buyerMissing: 'Please choose who bought it.',
    same: 'Buyer and seller must be two people.',
    noLines: 'This person hosts no line yet, so there is nothing to write.',
    row: (part, line) => `Part ${part}${line && ` of ${line}`} said to be sold`,
    who: (seller, buyer) => `${seller} to ${buyer}`
  },
  inducement: {
    what: 'What was offered?',
    kinds: { gift: 'A gift', 'sure-return': 'A sure return' },
    whatMissing: 'Please choose what was offered.',
    confirmed: 'Was it confirmed?',
    answers: { no: 'Only reported', yes: 'Confirmed' },
    confirmedMissing: 'Please choose whether it was confirmed.',
    row: { gift: 'A gift offered for playing', 'sure-return': 'A sure return offered for playing' }
  },
  round: (k) => `round ${k}`,
  line: (code) => `line ${code}`
}
