import type { HandoverWords } from './handover-vi.ts'

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

export const handover: HandoverWords = {
  title: 'Hand over work',
  text: 'All files, tips, hụi lines and gates that this person is in charge of, and seats in hụi groups, go to the successor in one record. What was recorded before that and has not reached this phone goes too.',
  from: (name) => `Handing over: ${name}`,
  inCharge: (name) => `In charge: ${name}`,
  mine: 'You are in charge',
  files: (count) => `Open files and tips (${count})`,
  lines: (count) => `Hụi ledgers kept (${count})`,
  gates: (count) => `Gates kept (${count})`,
  groups: (count) => `Seats in hụi groups (${count})`,
  nothing: 'There is nothing to hand over',
  nothingText: (name) => `${name} is in charge of no file, hụi line or gate, and sits in no hụi group.`,
  nothingHere:
    'This phone knows of no work of this person. What other phones send later goes over all the same.',
  tooMany: (listed) => `The paper lists ${listed} items of a kind at most; the others go over all the same.`,
  unlisted: 'The unit has no such account',
  nobody: 'Nobody can receive it',
  nobodyText:
    'The successor must be listed in the unit, not suspended, with a role that has not ended and reads what is handed over: files and hụi lines need a commander or an officer.',
  to: 'Successor',
  toHint: 'Choose who receives it',
  toMissing: 'Please choose who receives it.',
  person: (name, roles) => `${name} (${roles})`,
  reason: 'Reason, decision (optional)',
  reasonHint: 'For example: decision no. 12',
  hold: 'Hold to hand over',
  holding: 'Keep holding for a second…',
  handed: (to) => `Handed over to ${to}`,
  received: (from) => `Work received from ${from}`,
  counted: (files, lines, gates, groups) =>
    [
      files > 0 && many(files, 'file or tip', 'files and tips'),
      lines > 0 && many(lines, 'hụi line', 'hụi lines'),
      gates > 0 && many(gates, 'gate', 'gates'),
      groups > 0 && many(groups, 'hụi group', 'hụi groups')
    ]
      .filter(Boolean)
      .join(' · ') || 'Nothing listed',
  by: (name, when) => `Decided by ${name}, ${when}`,
  waits: (name) => `Waits for ${name} to confirm.`,
  byHand: (name) => `${name} does not use the book of incidents: they sign on paper.`,
  taken: (name, when) => `Received by ${name}, ${when}.`,
  pending:
    'Saved on this phone, NOT sent: other phones and gates do not know until this phone has a network.',
  refused: 'The server refused it: nothing is handed over. Open Sync to see why.',
  takeOver: 'Received',
  takeOverText: 'Look through the whole list first. If anything is missing, ask who hands over.',
  print: 'Print the paper',
  unknown: 'This phone does not know that handover yet',
  unknownText: 'The list is complete once it has synced.',
  missing: (id) => `Not on this phone yet: ${id}`,
  past: 'Handovers',
  next: 'What else to do',
  nextText: (name) => `The work of ${name} is handed over. If they leave for good, there remains:`,
  nextPhones: (count) => `Take each phone out of use (${count})`,
  nextPhonesText: 'Tap a phone in the list above: it neither sends nor receives, and no gate obeys it.',
  nextAccount: 'Suspend the account',
  nextAccountText: 'All phones of this person at once. At the end of this page.',
  nextRoles: 'Let the roles end on a day',
  nextRolesText:
    'For who still works until a day: ask the operator to put the last day into the list of accounts.',
  nextHere: (name) => `What else to do about the account of ${name}`,
  paper: {
    mark: 'BBBG',
    heading: 'RECORD OF A HANDOVER OF WORK',
    today: (hour, day, month, year) =>
      `At ${hour} on ${day}/${month}/${year} the commander decided to hand work over as follows:`,
    decided: 'Decided by',
    from: 'Handed over by',
    to: 'Received by',
    post: 'Post',
    reason: 'Reason',
    files: 'I. Incident files and tips',
    lines: 'II. Hụi lines',
    gates: 'III. Gates',
    groups: 'IV. Seats in hụi groups',
    none: 'None.',
    columns: {
      kind: 'Kind',
      day: 'Received on',
      about: 'Place, gist',
      line: 'Line',
      host: 'Host',
      round: 'Round'
    },
    tip: (category) => `Tip: ${category}`,
    round: (k, n) => `${k}/${n}`,
    all: 'Listed by the books on the phone of whoever decided, at that time. What was recorded before and arrived later belongs to the successor too.',
    taken: (who, when) => `Confirmed by the successor on their phone: ${who}, ${when}.`,
    notTaken: 'NOT confirmed by the successor on their phone.',
    refused: 'The server did NOT accept this handover: the paper is void.',
    notSent: 'This handover has not been sent to the server.',
    ids: (id, device) => `Record: ${id}; key of the phone that signed: ${device}`,
    takenIds: (id, device) => `Confirmation: ${id}; key of the phone that signed: ${device}`,
    signed: {
      genuine: 'Digital signature: genuine.',
      changed: 'Digital signature: NOT GENUINE.',
      unknown: 'Digital signature: not checked yet.'
    },
    signers: ['HANDED OVER BY', 'RECEIVED BY', 'DECIDED BY']
  }
}
