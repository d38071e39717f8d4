import type { membersViOf } from './members-vi.ts'

export const membersEn = {
  entries: {
    joined: (part: number, k: number) => `Joined part ${part} from round ${k}`,
    left: (part: number, k: number) => `Left part ${part} from round ${k}`,
    claimPaid: 'Claim of a leaver paid',
    joiningPaid: (part, pot) =>
      `Rounds before joining paid, part ${part}${pot === undefined ? '' : `, out of the payout of round ${pot}`}`,
    swapped: 'Turns swapped',
    swap: (part: number, k: number, now: number) => `part ${part}: round ${k} → round ${now}`,
    guaranteed: 'Guarantor',
    guarantee: (guarantor: string, holder: string, money: string, until: string) =>
      `${guarantor} answers for ${holder}, up to ${money}, ${until ? `rounds until ${until}` : 'to the line’s end'}`,
    signed: 'Change of members signed'
  },
  signers: {
    joiner: 'Joiner',
    host: 'Host',
    members: 'All members',
    leaver: 'Leaver',
    first: 'Holder of the first part',
    second: 'Holder of the second part',
    guarantor: 'Guarantor'
  },
  title: 'Changes of members',
  kind: 'What is recorded?',
  kinds: {
    'hui.member-left': 'Somebody leaves',
    'hui.member-joined': 'Somebody joins',
    'hui.turn-swapped': 'Two swap turns',
    'hui.guarantor-agreed': 'A guarantor'
  },
  from: (k: number) => `Counts from round ${k}. Earlier rounds stay as they are.`,
  missing: 'Please choose.',
  choose: 'Choose',
  left: {
    part: 'Which part?',
    alive:
      'It has not taken: what was contributed comes back at the line’s end. The host holds the part and pays on until somebody joins.',
    dead: (money: string) => `It has taken: the ${money} of the rounds that remain must be paid.`
  },
  joined: {
    part: 'Which part?',
    who: 'Joiner',
    units: 'How much of it?',
    none: 'Nobody left a part of this line. To take over the part of a member, record a transfer; to add one before the first round, put the agreement right.'
  },
  turns: {
    first: 'First part',
    firstRound: 'In which round is the first part’s turn?',
    second: 'Swaps with part',
    secondRound: 'In which round is the other part’s turn?',
    same: 'Please choose two parts and two rounds.'
  },
  guarantee: {
    who: 'Guarantor',
    holder: 'For whom?',
    same: 'Nobody answers for themselves.',
    scope: 'For which rounds?',
    ends: 'Until when?',
    endKinds: { line: 'To the line’s end', day: 'Until a day' },
    until: 'Rounds until which day?',
    note: 'A guarantee changes nothing that is due.'
  },
  sums: {
    damage: 'Less damage (empty where there is none)',
    settled: 'Paid at once for the rounds that remain',
    paid: 'Paid for the rounds before',
    amount: 'Up to how much?'
  },
  signed: 'Who has signed?',
  signedHint: 'It counts once all have. Later signatures are recorded under Records.',
  save: 'Save the change',
  claim: 'Comes back at the line’s end',
  due: 'Due for the rounds before',
  missingOfDue: 'Missing',
  share: (units: number, of: number) =>
    units === of ? 'Whole part' : units * 2 === of ? 'Half a part' : `${units}/${of} of a part`,
  named: (name: string, units: number, of: number) =>
    units === of ? name : `${name} (${units * 2 === of ? 'half' : `${units}/${of}`})`,
  card: {
    title: 'Who joins, leaves, answers for others',
    vacant: (part: number) => `Part ${part} is vacant`,
    vacantNote: 'the host pays until somebody joins',
    left: (name: string, part: number) => `${name} left part ${part}`,
    leftNote: (k: number, contributed: string, damage: string) =>
      `from round ${k} · contributed ${contributed}${damage && ` · less ${damage}`}`,
    settled: (k: number, money: string) => `from round ${k} · paid all ${money}`,
    nothing: 'owes nothing',
    paidBack: (money: string) => `${money} paid back`,
    payClaim: (money: string) => `Record: ${money} paid back`,
    sure: (money: string, name: string) => `Did the host pay ${money} to ${name}?`,
    onEnd: (day: string) => `On the line’s last day, ${day}`,
    payEarly: 'This day is before the leaving.',
    payEarlyJoining: 'This day is before the joining.',
    yes: 'Paid, record it',
    notYet: 'Not yet',
    payJoining: (money: string) => `Record: ${money} paid`,
    sureJoining: (money: string, name: string) => `Did ${name} pay ${money} to the host?`,
    joined: (name: string, part: number) => `${name} joined part ${part}`,
    joinedNote: (k: number, paid: string, due: string) => `from round ${k} · paid ${paid} of ${due}`,
    short: (money: string) => `${money} missing`,
    enough: 'all paid',
    turn: (k: number, part: number) => `Round ${k}: part ${part} takes (swapped)`,
    guarantee: (guarantor: string, holder: string) => `${guarantor} answers for ${holder}`,
    guaranteeNote: (scope: string, until: string, owed: string) =>
      `${scope} · ${until ? `until ${until}` : 'to the line’s end'} · now owed of it ${owed}`,
    upTo: (money: string) => `up to ${money}`,
    beside: (guarantor: string, money: string) => `${guarantor} answers for ${money}`
  },
  scopes: { all: 'All rounds', 'after-taking': 'Only rounds after taking' }
} satisfies ReturnType<typeof membersViOf>
