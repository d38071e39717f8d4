import { collapseEn } from './collapse-en.ts'
import type { huiVi } from './hui-vi.ts'
import { lineEn } from './line-en.ts'
import { lineFormsEn } from './line-forms-en.ts'
import { ledgerEn } from './papers/ledger-en.ts'
import { receiptEn } from './papers/receipt-en.ts'
import { comparisonEn } from './papers/comparison-en.ts'
import { settlementEn } from './papers/settlement-en.ts'
import { membersEn } from './members/members-en.ts'

export const huiEn = {
  title: 'Hụi',
  closed: 'The hụi book is not for this role',
  closedText: 'Commander and officers read it.',
  search: 'Find people and lines',
  searchExample: 'Such as ba hue',
  searchHint: 'Without accents too: ba hue',
  notFound: 'Nobody and no line found',
  lines: 'Lines',
  people: 'People',
  open: 'Record a line',
  addPerson: 'Add a person',
  pick: 'Choose a line',
  pickText: 'Its rounds and its money appear here.',
  empty: 'No lines yet',
  emptyText: 'Press Record a line, enter the host and who holds each part. It works without a network.',
  emptyReadOnly: 'Lines appear once an officer has entered them and the phone has synced.',
  host: 'Host',
  hostIs: (name: string) => `Host: ${name}`,
  parts: (n: number) => (n === 1 ? '1 part' : `${n} parts`),
  part: (no: number) => `Part ${no}`,
  periods: {
    day: 'Day',
    week: 'Week',
    'ten-days': '10 days',
    'half-month': 'Half month',
    month: 'Month',
    quarter: '3 months',
    'four-months': '4 months',
    season: 'Season'
  },
  models: {
    discount: 'Bids, less the bid',
    premium: 'Bids, paid on top',
    fixed: 'Fixed bid',
    'interest-free': 'No interest'
  },
  head: 'Host takes first',
  doubts: {
    'before-opening': 'The round is dated before the line opened.',
    'out-of-order': 'It is not this round’s turn, or its day is before the round before.',
    'taken-twice': 'This part took in an earlier round.',
    'unknown-part': 'The line has no such part.',
    'unknown-holder': 'This person did not hold that part in that round.',
    'bid-not-below-face': 'A bid must be below the face of a part.',
    'bid-not-highest': 'The taker did not bid highest.',
    'bid-outside-limits': 'The bid is outside what was agreed.',
    'bid-not-fixed': 'The bid is not the fixed one of the line.',
    'bid-without-interest': 'A line without interest has no bids.',
    'head-round': 'The host takes the first round of this line, without a bid.',
    'last-round-has-bid': 'The last round has no bids.',
    'payout-below-zero': 'The commission is more than what comes in.',
    overpaid: 'More than what is left of the pot, or of the commission.',
    'not-the-taker': 'Whoever got it did not take that round, so the payout does not count as handed over.',
    'unknown-round': 'That round does not count yet, or this phone does not have it.',
    'round-withdrawn': 'That round was corrected and waits to be opened again.',
    'unknown-entry': 'This phone does not have the record that this is about.',
    'twice-opened': 'Another record opened the line already.',
    'heard-twice':
      'Like another record: same person, round and sum, or the same receipt. It does not count twice.',
    'pot-not-due': 'The payout is not due yet, so nothing can be set off against it.',
    'after-stop': 'It happened, or takes effect, after the line was stopped.',
    'twice-stopped': 'Another record stopped the line already.',
    'whole-line-only': 'This can only be put right for the whole line, from round 1 on.',
    'no-line': 'With this change it would be no line any more.',
    'opening-too-large': 'With this change all parts of a round are together too much.',
    unsigned: 'It lacks signatures and does not count yet.',
    'not-the-holder': 'The seller or leaver does not hold so much of that part.',
    'receipt-before': 'There is a receipt of that round or a later one, so this does not count from then.',
    'stop-before-receipt':
      'There is a receipt of a round after this day, so the rounds up to it still count.',
    'host-herself': 'The host stands in for leavers; she neither joins nor leaves.',
    'dues-not-settled': 'Whoever has taken leaves only once the remaining dues are paid.',
    'not-vacant': 'Nobody left so much of that part.',
    'member-overpaid': 'More than what is left of the claim, or short of a joiner.',
    'order-by-bid': 'Bids decide who takes in this line: there are no turns to swap.',
    'turn-past': 'That round was held, or that part took, before the day of the swap.',
    'not-its-turn': 'This round is the turn of another part.',
    'not-a-member': 'The guarantee is for somebody who holds no part of this line.',
    'not-by-host': 'Somebody else recorded it in the host’s own book: it does not count.',
    'lot-not-verified': 'What was published does not draw this part.',
    'lot-differs': 'The taker is not the part that the lot drew.',
    'receipt-unbacked':
      'The money of this receipt was corrected or does not count yet. The paper is out: compare, and correct the receipt if it is wrong.',
    'receipt-differs':
      'The book now differs from the receipt that is out. The paper stays as it is: compare.',
    'receipt-twice': 'This money has another receipt, or the number was given twice.',
    'not-the-creditor': 'That interest is not owed to who is said to be paid, or to waive it.',
    'line-goes-on': 'The line is neither stopped nor finished, so this does not count yet.',
    'outside-line': 'Somebody in it is not of this line.',
    'settlement-unsigned': 'No two of those whom it binds have signed it.',
    'outside-agreement': 'The agreement does not say that these two pay each other.'
  },
  source: {
    label: 'How is it known?',
    options: {
      post: 'Post in the group',
      host: 'The host says',
      member: 'A member says',
      paper: 'Paper seen',
      seen: 'Own eyes'
    },
    by: { host: 'by the host', member: 'by a member', officer: 'by an officer' },
    told: {
      post: 'by a post in the group',
      host: 'by the host',
      member: 'by a member',
      paper: 'by a paper',
      seen: 'by an officer'
    }
  },
  ...lineEn,
  ...lineFormsEn,
  receipt: receiptEn,
  ledger: ledgerEn,
  settlement: settlementEn,
  members: membersEn,
  person: {
    new: 'Add a person',
    edit: 'Change a person',
    name: 'Full name',
    nameHint: 'As on paper, one word or three',
    nameMissing: 'Please write the name.',
    knownAs: 'Known as',
    knownAsHint: 'Such as Ba Huệ',
    khmer: 'Name in Khmer script (only if they want it)',
    khmerConsent: {
      version: '2026-11',
      legend: 'Does this person agree to have the name written in Khmer script?',
      options: { yes: 'Yes, after it was read out', no: 'No' },
      text: 'I agree that my name is written in Khmer script in the hụi book, to be called and written rightly. I may withdraw this at any time; the name is then taken out.',
      missing:
        'The name in Khmer script is not saved before they are asked. Choose an answer, or empty the field.',
      refused:
        'The name in Khmer script is not saved, because they do not agree. One written before is taken out too.'
    },
    hamlet: 'Hamlet',
    unknown: 'This phone does not have that person yet',
    unknownText: 'They appear when syncing is done. The records on this phone are untouched.',
    erased: '(data erased)',
    member: (lines: number) => (lines === 1 ? 'in 1 line' : `in ${lines} lines`),
    hosts: (lines: number) => (lines === 1 ? 'hosts 1 line' : `hosts ${lines} lines`),
    about: 'Details',
    held: 'Lines with parts of theirs',
    tookAt: (part: string, k: number) => `${part} (took round ${k})`,
    isOwed: (money: string) => `Is to get ${money}`,
    group: 'Hụi group',
    find: (label: string) => `${label}: find by name`,
    add: (name: string) => `Add “${name}”`,
    change: 'Choose another'
  },
  collapse: collapseEn,
  comparison: comparisonEn,
  lunar: {
    months: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
    day: (day: number, month: string) => `day ${day} of lunar month ${month}`,
    leap: (month: string) => `${month} (leap)`,
    short: (date: string) => `${date} lunar`
  }
} satisfies typeof huiVi
