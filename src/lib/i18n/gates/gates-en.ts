import { commandRefusals, reasons } from './command-refusals-en.ts'
import { warnings } from './warnings-en.ts'
import type { OwnGateWords } from './gates-vi.ts'

const replies: OwnGateWords['replies'] = {
  accepted: 'The gate took the command',
  moving: 'The gate is moving',
  completed: 'Done',
  stopped: 'The gate stopped',
  obstructed: 'Something is in the way, the gate stopped',
  timeout: 'Out of time, result not known',
  failed: 'The gate could not do it',
  refused: 'The command was not carried out',
  unknown: 'Command sent, no answer yet'
}

export const gates: OwnGateWords = {
  emptyRecent: 'No record lately',
  noKeeper: 'No keeper on record',
  recordedBy: (name: string) => `written by ${name}`,
  actions: {
    OPEN: 'Open the gate',
    CLOSE: 'Close the gate',
    STOP: 'Stop',
    PASS: 'Let through, then close',
    LOCK: 'Lock the gate',
    UNLOCK: 'Unlock the gate',
    POSTPONE: 'Postpone closing'
  },
  emergencies: { medical: 'Medical emergency', fire: 'Fire', birth: 'Childbirth' },
  locks: { alarm: 'Alarm', maintenance: 'Maintenance' },
  motions: {
    open: 'The gate reports: open',
    closed: 'The gate reports: closed',
    opening: 'The gate reports: opening',
    closing: 'The gate reports: closing',
    stopped: 'The gate reports: stopped halfway',
    unknown: 'Not known'
  },
  refusals: commandRefusals,
  reasons,
  replies,
  done: {
    OPEN: (seconds) => (seconds > 0 ? `Opened in ${seconds} s` : 'Opened'),
    CLOSE: (seconds) => (seconds > 0 ? `Closed in ${seconds} s` : 'Closed'),
    STOP: () => 'Gate stopped',
    PASS: () => 'Let through, closed again',
    LOCK: () => 'Gate locked',
    UNLOCK: () => 'Gate unlocked',
    POSTPONE: () => 'Closing postponed'
  },
  wasThere: {
    open: 'The gate was open already',
    opening: 'The gate was opening already, by an earlier command',
    closed: 'The gate was closed already',
    closing: 'The gate was closing already, by an earlier command'
  },
  events: {
    ...replies,
    'local-manual': 'Worked by hand at the gate',
    'unexpected-move': 'The gate moved without a command',
    'left-open': 'Left open',
    'not-closed': 'Did not close, somebody is needed',
    'schedule-missed': 'Closing hour missed',
    offline: 'Out of reach',
    online: 'In reach again',
    deaf: 'The machine at the gate hears no commands',
    'power-lost': 'Power cut',
    'power-back': 'Power is back',
    'cannot-record': 'The unit at the gate cannot write to its disk',
    'config-changed': 'Settings of the gate changed',
    'camera-viewed': "Looked at the gate's picture"
  },
  sources: {
    app: 'From a phone',
    lan: 'From a phone at the gate',
    sms: 'From a phone, by text message',
    schedule: 'By the hour',
    wall: 'Button at the gate',
    agent: 'Unit at the gate'
  },
  warnings,
  noted: {
    decision: 'Decision recorded',
    withdrawal: 'Decision withdrawn',
    machine: 'Another machine at the gate',
    told: (number, day, from, to) => `No. ${number} of ${day}, closed ${from} – ${to}`,
    agent: (name) => `Now ${name}`,
    noAgent: 'None is named',
    lists: 'Taken from the unit’s lists'
  },
  unknownWarning: 'The controller tells something that this version does not know yet.',
  warningsTitle: (count) =>
    count === 1 ? 'Controller: 1 thing to look at' : `Controller: ${count} things to look at`,
  unknownCode: 'The gate does not do this. Please look at the picture or call whoever is at the gate.',
  lockedBy: (name) => `The gate is locked, by ${name}.`,
  unconfirmed: 'Not confirmed by the gate',
  looks: (count: number) => `Looked at the gate's picture ${count} times`,
  looksEach: 'Show each look',
  looksFold: 'Fold up',
  timesMore: (times: number) => `${times} more like it`,
  until: (when) => `until ${when}`,
  reviewed: (name) => `${name} has looked at it`,
  seconded: 'A second person agreed',
  agreed: (name, came) => `${name} agreed: ${came}`,
  unreviewed: 'Waits for the commander to look at it',
  emergency: 'Emergency opening',
  drill: 'Exercise'
}
