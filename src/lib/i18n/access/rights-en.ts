import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { RightsWords } from './rights-vi.ts'

const acts: Record<GateAction, string> = {
  OPEN: 'open',
  CLOSE: 'close',
  STOP: 'stop',
  PASS: 'let somebody through',
  LOCK: 'lock',
  UNLOCK: 'unlock',
  POSTPONE: 'postpone the closing'
}

export const rights: RightsWords = {
  title: 'My rights',
  row: 'Which books I read and write, which gates I open and close',
  text: 'Phones, server and gates all ask this table. If you need more, ask the commander.',
  none: 'This account has no role yet, so it reads and writes nothing.',
  gates: 'Motor gates',
  every: 'Every gate',
  noMotor: 'The unit has no motor gates.',
  noGate: 'No gate is entrusted to this account. If you see a thief, call the police.',
  at: (asks, looks) =>
    `May ${[...asks.map((action) => acts[action]), ...(looks ? ['see the camera'] : [])].join(', ')}.`,
  inAlarm: 'Closed with its group in an alarm.',
  stricter: 'A gate with closed hours, or one that takes two persons, goes by its own rule.',
  books: 'Books',
  reads: 'May read.',
  unread: 'May not read.',
  writes: (kinds) => `May write: ${kinds.join(' · ')}.`
}
