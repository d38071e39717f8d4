import type { CareWords } from './care-vi.ts'

export const care: CareWords = {
  connect: 'Connect the controller',
  notMapped: 'The machine at the gate is there, but not connected to the controller: it takes no orders yet.',
  about: 'About this gate',
  add: 'Add a gate',
  addTitle: 'Add a gate',
  editTitle: 'Change what is known of the gate',
  edit: 'Change what is known of the gate',
  name: 'Name of the gate',
  nameHint: 'For example: Cổng Kinh 3',
  nameMissing: 'Please name the gate.',
  nameTaken: 'Another gate has this name. Please add where it stands.',
  kind: 'Kind of gate',
  kindMissing: 'Please choose the kind of gate.',
  kinds: { motor: 'Motor gate', hand: 'Hand gate' },
  place: 'Where it stands (if needed)',
  placeHint: 'For example: Hamlet 1B',
  keepers: 'Gate keepers',
  tooManyKeepers: (most) => `A gate has ${most} keepers at most.`,
  hamlet: 'Hamlet team that may close it',
  noHamlet: 'None',
  machine: 'Machine at this gate',
  anyMachine: 'Not named: the unit’s first machine',
  machineText:
    'One machine moves a gate. Once saved, the machine chosen before takes no more commands for this gate.',
  code: (code) => `Code of the gate: ${code}`,
  codeText: 'Whoever installs the gate’s computer needs it.',
  noMachine: (code) =>
    `No computer at this gate has been heard of, so it takes no commands yet. Whoever installs it needs the code ${code}.`,
  retired: 'Gate out of use',
  retiredSince: (name, when) => `${name} took this gate out of use ${when}.`,
  retireTitle: 'Take the gate out of use',
  retireText:
    'It leaves the list, its log stays as it is. The computer at the gate goes on by its own settings: please switch it off.',
  retireHint: 'For example: it has moved',
  retireHold: 'Hold to take the gate out of use',
  again: 'Take this gate into use again',
  reason: 'Reason',
  reasonMissing: 'Please give a short reason.',
  holding: 'Keep holding for a second…'
}
