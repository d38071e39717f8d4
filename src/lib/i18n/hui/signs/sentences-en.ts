import { money } from '../../format.ts'
import { changeOf, of } from './inputs.ts'
import type * as vietnamese from './sentences-vi.ts'

export const says: typeof vietnamese.says = {
  R1: (i) =>
    `${of(i, 'unverified')} of ${of(i, 'parts')} parts have a holder whose paper, phone or signature nobody has seen (${of(i, 'people')} people).`,
  R2: (i) =>
    `Of ${of(i, 'people')} names (a number or house known of ${of(i, 'known')}) ${of(i, 'surplus')} may stand for somebody else; ${of(i, 'pairs')} pairs share a phone or nearly a name.`,
  R3: (i) =>
    `${of(i, 'toInsiders')} of ${of(i, 'transfers')} bank transfers: somebody else’s pot went to an account of the host or her family.`,
  R4: (i) =>
    `${of(i, 'wins')} of the first ${of(i, 'held')} rounds were taken by the host, her family or people not known; they hold ${of(i, 'insiderParts')} of ${of(i, 'parts')} parts.`,
  R5: (i) => `${of(i, 'unconfirmed')} of ${of(i, 'payouts')} hand-overs have no word of the receiver.`,
  R6: (i) =>
    `In ${of(i, 'absent')} of ${of(i, 'rounds')} rounds with a list of those present the taker was away and did not bid.`,
  R7: (i) =>
    `${of(i, 'live')} lines run. In half a year ${of(i, 'started')} began and ${of(i, 'ended')} came to their end.`,
  R8: (i) =>
    `If all takers stopped paying, ${money(of(i, 'exposure'))} would have to be covered in ${of(i, 'live')} lines. Commission of the next year: ${money(of(i, 'commission'))}.`,
  R9: (i) =>
    `Covered for ${of(i, 'debtors')} people and not paid back: ${money(of(i, 'outstanding'))}; commission so far ${money(of(i, 'commission'))} in ${of(i, 'rounds')} rounds.`,
  R10: (i) =>
    `${of(i, 'pairs')} hand-overs lie beside the first round of a newer line, of ${of(i, 'payouts')} recent ones.`,
  R11: (i) =>
    'rise' in i
      ? `Over the last ${of(i, 'rounds')} rounds the bid ${of(i, 'rise') < 0 ? 'fell' : 'rose'} by ${money(changeOf(i))} a round, of a part of ${money(of(i, 'face'))}.`
      : `Only ${of(i, 'rounds')} rounds with a bid.`,
  R12: (i) =>
    `${of(i, 'overStrict')} of ${of(i, 'rounds')} rounds are above the strict reading, ${of(i, 'overLiteral')} above the wide reading of Article 21, Decree 19/2019/NĐ-CP.`,
  R13: (i) =>
    `${of(i, 'late')} of ${of(i, 'dues')} dues of the last ${of(i, 'rounds')} rounds came late (${of(i, 'people')} people), the middle one ${of(i, 'medianDays')} days.`,
  R14: (i) =>
    `${of(i, 'late')} of ${of(i, 'pots')} pots were handed over late or in part, the longest by ${of(i, 'longestDays')} days.`,
  R15: (i) =>
    `${of(i, 'bare')} of ${of(i, 'records')} payments have neither a receipt nor the member’s word.`,
  R16: () => 'Computed for each member alone, not for the host.',
  R17: (i) =>
    `${of(i, 'shared')} of ${of(i, 'members')} members play in several of the ${of(i, 'live')} running lines.`,
  R18: (i) =>
    `${of(i, 'missing')} payers are not in the book, ${of(i, 'denied')} people of the book say they do not play, ${of(i, 'notHanded')} takers say they got no pot and the book says otherwise, ${of(i, 'deniedRecords')} records are said to be wrong.`,
  R19: (i) =>
    `Of ${of(i, 'sales')} recorded sales of parts and ${of(i, 'reported')} reported ones ${of(i, 'unsigned')} lack the seller’s signature, ${of(i, 'twice')} sold one part twice.`,
  R20: (i) => `${of(i, 'reported')} tips of gifts or a sure return, ${of(i, 'proven')} of them checked.`,
  R21: (i) =>
    'missing' in i
      ? `${of(i, 'missing')} of ${of(i, 'duties')} lines lack the notice they need, the longest for ${of(i, 'longestDays')} days.`
      : `${of(i, 'duties')} lines need a notice.`,
  R22: (i) =>
    `${of(i, 'changed')} of ${of(i, 'entries')} records were changed or dated back after their round was settled.`
}

export const lacks: typeof vietnamese.lacks = {
  R1: 'The book does not say whose paper was seen.',
  R2: 'No numbers or houses of two people are known to compare.',
  R3: 'No bank transfer yet.',
  R4: 'No line runs or ended lately.',
  R5: 'No hand-over yet.',
  R6: 'No line runs or ended lately.',
  R7: 'No line yet.',
  R8: 'Nobody is asked for an income, so it has no level.',
  R9: 'No round yet.',
  R10: 'No hand-over yet.',
  R11: 'No line with bids runs or ended lately.',
  R12: 'No line runs.',
  R13: 'No line runs or ended lately.',
  R14: 'No hand-over is recorded of the running lines.',
  R15: 'No payment yet.',
  R16: 'Computed for each member alone, not for the host.',
  R17: 'No line runs.',
  R18: 'Nobody says that a record is wrong, and the book has no other statements.',
  R19: 'No part was sold yet.',
  R20: 'The hụi book has no such tips.',
  R21: 'Not compared with the register of notices here.',
  R22: 'No record yet.'
}

const share = ({ amber, red }: { amber: number; red: number }, least = '') =>
  `To watch above ${amber}%, to check soon above ${red}%.${least && ` At least ${least} needed.`}`
const from = ({ amber, red }: { amber: number; red: number }, what: string) =>
  `To watch from ${amber} ${what}, to check soon from ${red}.`

export const bounds: typeof vietnamese.bounds = {
  R1: ({ R1 }) => `${share(R1, `${R1.leastParts} parts`)} To check soon takes ${R1.leastRedPeople} people.`,
  R2: ({ R2 }) => from(R2, 'names'),
  R3: ({ R3 }) => `${from(R3, 'times')} To check soon takes more than ${R3.redShare}% of all transfers too.`,
  R4: ({ R4 }) =>
    `Against what chance would give them: to watch above ${R4.amber}%, to check soon above ${R4.red}%. At least ${R4.leastWins} rounds needed, ${R4.leastRedWins} to check soon.`,
  R5: ({ R5 }) => `${share(R5, `${R5.leastPayouts} hand-overs`)} Waits ${R5.waitDays} days for the word.`,
  R6: ({ R6 }) => share(R6, `${R6.leastRounds} rounds`),
  R7: ({ R7 }) =>
    `${from(R7, 'lines')} To check soon also where the lines begun are above ${R7.ratio}% of those ended, within ${R7.days} days.`,
  R8: () => '',
  R9: ({ R9 }) =>
    `Against the commission: ${share(R9, `${R9.leastRounds} rounds and ${R9.leastPeople} people`)} The last ${R9.afterDays} days do not count.`,
  R10: ({ R10 }) =>
    `${from(R10, 'times')} At most ${R10.apartDays} days apart, the first round from ${R10.share}% of the pot, within ${R10.days} days.`,
  R11: ({ R11 }) =>
    `To watch where they do not fall, to check soon where they rise by more than ${R11.red}% of a part a round. ${R11.rounds} rounds needed.`,
  R12: () => '',
  R13: ({ R13 }) =>
    `In the last ${R13.rounds} rounds: ${share(R13, `${R13.leastDues} dues`)} Or the middle one above ${R13.amberDays} days, above ${R13.redDays} days, of ${R13.leastPeople} people.`,
  R14: ({ R14 }) => `${from(R14, 'rounds')} More than ${R14.redDays} days late is to check soon too.`,
  R15: ({ R15 }) => share(R15, `${R15.leastRecords} payments`),
  R16: () => '',
  R17: ({ R17 }) => `In ${R17.lines} lines or more. ${share(R17, `${R17.leastMembers} members`)}`,
  R18: ({ R18 }) => from(R18, 'statements'),
  R19: ({ R19 }) =>
    `To watch from ${R19.amber} without a signature after ${R19.waitDays} days. A part sold twice is to check soon.`,
  R20: () => 'To watch with a tip, to check soon once it is proven.',
  R21: ({ R21 }) => `To watch from the first day, to check soon after ${R21.redDays} days.`,
  R22: ({ R22 }) =>
    `${share(R22, `${R22.leastEntries} records`)} Changes within ${R22.graceDays} days do not count.`
}
