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
    unknown: 'State not known'
  },
  refusals: {
    OFFLINE: 'No connection. The command was NOT sent.',
    AGENT_OFFLINE:
      'The unit at the gate is not connected. The command did NOT arrive. Please call the keeper.',
    UNKNOWN: 'Result not known. Please look at the picture or call the keeper.',
    RETAINED: 'The gate takes no stored commands. Please press again.',
    BAD_FORMAT: 'The gate could not read the command and stands still. Update the app, then try again.',
    ACTOR_MISMATCH: 'The gate does not know this phone yet and stands still. Ask the commander.',
    BAD_SIGNATURE: "The command's signature does not match, the gate stands still. Tell the commander.",
    REVOKED: 'This phone or account is no longer in use, the gate stands still. Ask the commander.',
    STALE:
      'The command reached the gate too late and was not carried out. Look at the picture, then press again.',
    CLOCK_SKEW:
      'This phone’s clock is ahead of the gate’s, nothing was done. Set the clock, then press again.',
    DUPLICATE: 'The gate had this command once already and does not repeat it.',
    REPLAY: 'This command is older than the last one and was not carried out. Please press again.',
    NOT_ALLOWED: 'This account has no right to that yet. Ask the commander.',
    LOCKED: 'The gate is locked, the command was not carried out. Ask the commander.',
    DEVICE_OFFLINE: "The gate's controller is out of reach. Nothing was done. Please call the keeper.",
    OBSTRUCTED: 'Something is in the way, the gate does not close. Look at the picture or call the keeper.',
    RATE_LIMITED: 'The gate has just had many commands, this one was not carried out. Please wait a minute.',
    NEEDS_SECOND: 'At this hour a second person has to agree. The command waits for one.'
  },
  reasons: {
    role: 'This account has no right to that yet. Ask the commander.',
    'closed-hours': 'The gate does not open at this hour. In an emergency use Emergency opening.',
    'no-picture':
      'The picture is old or missing, the gate did not open. Look again, or say why you see none.',
    'no-emergency': 'This gate has no emergency opening and did not open. Please call the keeper.',
    'alarm-key': 'A locked phone can only close the gate. Unlock the phone, then try again.',
    'too-long':
      'Closing can be postponed to the next morning only, 12 hours at most. The hour of closing stays.',
    'no-clock':
      'The unit at the gate does not know the time, so closing cannot be postponed. The hour of closing stays.',
    'phone-waiting': 'The commander has not let this phone in yet, the gate stands still.'
  },
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
    'power-lost': 'Power cut',
    'power-back': 'Power is back',
    'config-changed': 'Settings of the gate changed',
    'camera-viewed': "Looked at the gate's picture"
  },
  sources: {
    app: 'From a phone',
    lan: 'From a phone at the gate',
    schedule: 'By the hour',
    wall: 'Button at the gate',
    agent: 'Unit at the gate'
  },
  warnings,
  unknownWarning: 'The controller tells something that this version does not know yet.',
  warningsTitle: (count) =>
    count === 1 ? 'Controller: 1 thing to look at' : `Controller: ${count} things to look at`,
  unknownCode: 'The gate does not do this. Please look at the picture or call the keeper.',
  lockedBy: (name) => `The gate is locked, by ${name}.`,
  unconfirmed: 'Not confirmed by the gate',
  timesMore: (times: number) => `${times} more like it`,
  until: (when) => `until ${when}`,
  reviewed: (name) => `${name} has looked at it`,
  seconded: 'A second person agreed',
  agreed: (name, came) => `${name} agreed: ${came}`,
  unreviewed: 'Waits for the commander to look at it',
  emergency: 'Emergency opening',
  drill: 'Exercise'
}
