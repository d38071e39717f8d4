import { dongInEnglish } from './dong-en.ts'
import { pieceOf } from './piece.ts'
import type { receiptViOf } from './receipt-vi.ts'

export const receiptEn = {
  issue: 'Issue a receipt',
  issueFor: (money: string, part: string) => `Issue a receipt for ${money}${part && `, ${part}`}`,
  several: (count: number) => `${count} records just made: receipts`,
  open: 'Show the receipt',
  openFor: (money: string, part: string) => `Show the receipt for ${money}${part && `, ${part}`}`,
  ofPart: (part: number, share: string) => `part\u00a0${part}${share && ` (${share.toLowerCase()})`}`,
  check: 'The paper will say',
  sure: 'Right, issue it',
  notYet: 'Not yet',
  none: 'No receipt can be issued for this: it has one, it stands in another record, or something is unclear. The record is untouched.',
  ofRounds: 'Receipts by round',
  title: 'Receipt',
  unknown: 'This phone does not have that receipt yet',
  unknownText: 'It appears when syncing is done. The records on this phone are untouched.',
  heading: 'RECEIPT',
  law: 'By Điều 13 of Nghị định 19/2019/NĐ-CP on họ, hụi, biêu, phường',
  office: (code: string) => `HỤI LINE ${code}`,
  number: (number: string) => `No. ${number}`,
  line: 'Line',
  host: 'Host',
  kind: 'For',
  kinds: {
    contribution: 'a contribution',
    repayment: 'an advance given back',
    prepaid: 'money paid ahead for later rounds',
    pot: 'the payout handed over',
    interest: 'late interest',
    joining: 'the rounds before joining'
  },
  round: 'Round',
  part: 'Part',
  piece: (part: number, units?: number, of?: number) => pieceOf(`of part\u00a0${part}`, part, units, of),
  payer: 'Paid by',
  payee: 'Received by',
  amount: 'Sum',
  words: 'In words',
  inWords: dongInEnglish,
  movedOn: {
    contribution: 'Paid on',
    repayment: 'Paid on',
    prepaid: 'Paid on',
    pot: 'Handed over on',
    interest: 'Paid on',
    joining: 'Paid on'
  },
  on: 'Issued on',
  into: 'Of it for this round',
  back: (name: string) => `Of it back to ${name}, who had advanced it`,
  credit: 'Of it paid ahead, for later rounds',
  balance: {
    contribution: 'Left of this round afterwards',
    repayment: 'Left of this round afterwards',
    prepaid: 'Paid ahead afterwards',
    pot: 'Left of the payout afterwards',
    interest: 'Interest left',
    joining: 'Left of the rounds before'
  },
  signers: ['Paid by', 'Received by'],
  copy: 'In two copies, one for each.',
  now: (money: string) => `The paper keeps the figures of its day. By the book ${money} is left now.`,
  withdrawn: (reason: string) => `This receipt was corrected: ${reason}`,
  void: (reason: string) => `WITHDRAWN. Reason: ${reason}`
} satisfies ReturnType<typeof receiptViOf>
