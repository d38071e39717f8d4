import type { GateDecisionWords } from './decision-vi.ts'

export const decision: GateDecisionWords = {
  title: "The committee's decision",
  told: (number, day) => `Decision no. ${number} of ${day}`,
  hours: (from, to) => `Closed: ${from} – ${to}`,
  mayOrder: (who) => `May order closing: ${who}`,
  none: {
    motor:
      "The People's Committee has not decided on this gate: it does not close by its schedule, nor in an alarm. Those entitled still close and open it each time.",
    hand: "The People's Committee has not decided on this gate: it does not close in an alarm."
  },
  mends: 'The commander, an officer or the committee records the decision on this page.',
  withdrawn: (who, when, why) => `${who} withdrew the former decision, ${when}: ${why}`,
  task: {
    title: (gate) => `${gate}: decision withdrawn`,
    ended: {
      motor: 'It no longer closes by its schedule, nor in an alarm.',
      hand: 'It no longer closes in an alarm.'
    }
  },
  record: 'Record the decision',
  change: 'Record a new decision',
  number: 'Number of the decision',
  numberHint: 'For example: 12/QĐ-UBND',
  numberMissing: 'Please write the number of the decision.',
  date: 'Signed on',
  dateMissing: 'Please write the day of signing, such as 24/11/2026.',
  future: 'That day is still to come.',
  from: 'Closed from',
  to: 'Until',
  hourWrong: 'Please write an hour from 00:00 to 23:59, such as 22:00.',
  sameHour: 'This is the hour of closing.',
  who: 'Who may order closing',
  whoHint: 'For example: Duty commander',
  whoMissing: 'Please write who may order closing.',
  replaces:
    'A new decision replaces the one recorded. The hour of closing is set at the machine beside the gate and does not change with it.',
  withdraw: 'Withdraw the decision',
  withdrawText:
    'The gate no longer closes by its schedule, nor in an alarm, until there is another decision. The old one stays on record.',
  reason: 'Reason',
  reasonHint: 'For example: revoked',
  reasonMissing: 'Please write the reason in brief.',
  hold: 'Hold to withdraw the decision',
  holding: 'Hold still for a second…',
  sign: {
    title: 'Sign at the gate',
    row: 'Print the sign for the gate',
    noDecision: 'The sign cannot be printed yet',
    noDecisionText: "The sign tells the hours of the committee's decision. This gate has none.",
    ask: "Everybody reads name and number of the key's keeper on the sign: ask them before it hangs there.",
    office: (unit) => `PEOPLE'S COMMITTEE OF ${unit.toLocaleUpperCase('vi')}`,
    number: (number, day) => `Decision no. ${number} of ${day}`,
    closed: 'This gate is closed every day',
    hours: (from, to) => `${from} – ${to}`,
    mayOrder: 'May order closing',
    call: 'To pass, call:',
    duty: 'Police on duty',
    key: 'Keeper of the key',
    blank: '……………………',
    byHand: 'To open by hand',
    steps: {
      motor: [
        'Call one of the two numbers above. The keeper of the key comes to open.',
        'Cut the power of the controller at the gate.',
        'Look: nobody stands under the shutter. Draw the bolt.',
        'Pull the chain evenly until the shutter is up.',
        'Hook the chain. Tell the duty officer when it is done.'
      ],
      hand: [
        'Call one of the two numbers above. The keeper of the key comes to open.',
        'Unlock, draw the bolt. Pull the chain of a shutter evenly until it is up.',
        'Bolt the gate or hook the chain. Tell the duty officer when it is done.'
      ]
    },
    camera: 'CAMERA IN THIS AREA'
  }
}
