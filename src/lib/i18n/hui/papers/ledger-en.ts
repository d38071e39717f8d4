import type { ledgerViOf } from './ledger-vi.ts'

export const ledgerEn = {
  title: 'Ledger for a mediator',
  heading: 'LEDGER OF A HỤI LINE',
  office: (unit: string) => `POLICE OF ${unit.toUpperCase()}`,
  number: (code: string) => `Line: ${code}`,
  purpose:
    'For mediation and for a collapse, never for a reminder. By the records of the book; it decides nothing.',
  asOf: (day: string) => `As of ${day}`,
  kind: (host: string, parts: string, face: string) => `Host: ${host}. ${parts}, ${face} each.`,
  stopped: (day: string) => `Stopped on ${day}.`,
  newer: 'Some records come from a newer version: figures may be incomplete.',
  principal: 'Principal that is missing',
  noPrincipal: 'Nobody owes principal.',
  principalColumns: ['What', 'Owed by → owed to', 'Sum'],
  debts: {
    due: 'due not paid',
    cover: 'advanced by another',
    joining: 'short for the rounds before joining',
    pot: 'payout not handed over',
    share: 'share of the payout that the other holder got',
    left: 'payout left with the host',
    credit: 'paid ahead for later rounds',
    claim: 'owed to who left, at the line’s end'
  },
  debt: (what: string, k: number | null, part: string | null) =>
    [
      [k !== null && `Round ${k}`, part !== null && `${k === null ? 'Part' : 'part'} ${part}`]
        .filter(Boolean)
        .join(', '),
      what
    ]
      .filter(Boolean)
      .join(': '),
  total: 'Together',
  people: 'By person',
  peopleColumns: ['Person', 'Owes', 'Is owed'],
  principalNote:
    'A due that is not paid is owed to the host, a payout by the host. What she owes for parts of her own is in the payouts not handed over.',
  nobodyAdvances:
    'The host of this line need not advance: payouts not handed over include what members have not paid.',
  guarantees: 'Guarantees',
  guaranteeColumns: ['Guarantor', 'For whom', 'Owed within the limit'],
  guaranteeNote: 'Not added: it is in the principal above.',
  late: 'What came late',
  noLate: 'Nothing was late.',
  lateColumns: ['What', 'Sum', 'From – until', 'Interest'],
  potPart: 'payout',
  interest: 'Late interest (Điều 22 Nghị định 19/2019/NĐ-CP)',
  interestColumns: ['What, owed by → to', 'Interest', 'Paid, waived', 'Left'],
  days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
  judge: 'for a mediator or judge',
  andJudge: (money: string) => `${money}, and what a mediator or judge reckons`,
  totalBeforeJudge: 'Together, without what a mediator or judge reckons',
  judgeNote:
    'Late money of parts that took, in a line with interest, falls under Điều 466 khoản 5 BLDS: a mediator or judge reckons it.',
  reference:
    'At the agreed rate, 20% a year at most; 10% a year where none was agreed. A year has 365 days. For reference only.',
  signer: 'Drawn up by',
  record: 'Record interest paid or waived',
  form: {
    title: 'Interest paid or waived',
    none: 'Nothing of this line was late.',
    account: 'Interest on what?',
    accountMissing: 'Please choose one.',
    label: (k: number, part: number | null, from: string, to: string) =>
      `Round ${k}, ${part === null ? 'payout' : `part ${part}`}: ${from} → ${to}`,
    left: (money: string) => `${money} left, for reference.`,
    what: 'What happened?',
    kinds: { paid: 'Interest was paid', waived: 'Who is owed it asks for no more' },
    whatMissing: 'Please choose one.',
    amount: 'Sum of interest',
    on: 'On which day?',
    reason: 'Reason (if any)',
    save: 'Save'
  }
} satisfies ReturnType<typeof ledgerViOf>
