import type { LiveWords } from './live-vi.ts'

export const live: LiveWords = {
  cells: { ordered: 'Commanded', pressed: 'Pressed', reported: 'Gate reports', seen: 'Camera sees' },
  asked: {
    OPEN: 'Open',
    CLOSE: 'Close',
    STOP: 'Stop',
    PASS: 'Let through',
    LOCK: 'Lock',
    UNLOCK: 'Unlock',
    POSTPONE: 'Postpone'
  },
  notAsked: 'No command yet',
  wall: 'At the gate',
  motions: {
    open: 'Open',
    closed: 'Closed',
    opening: 'opening',
    closing: 'closing',
    stopped: 'Stopped halfway',
    unknown: 'Not known'
  },
  assumed: (word) => `${word} (estimated)`,
  old: (when, word) => `Old news of ${when}: ${word}`,
  run: {
    left: (opens, seconds) => `${opens ? 'Opening' : 'Closing'}, ${seconds} s left`,
    late: (opens) => `${opens ? 'Opening' : 'Closing'}, slower than usual`,
    over: (isOpen, seconds) => `${isOpen ? 'Opened' : 'Closed'} within ${seconds} s`
  },
  seconds: (seconds) => (seconds === 0 ? 'just now' : `${seconds} s ago`),
  neverHeard: 'no word yet',
  lostSince: (when: string) => `Out of reach since ${when}`,
  deaf: 'The machine at the gate hears no commands',
  contradicted: (reported, who, said, when) =>
    `They differ: the gate reports ${reported.toLowerCase()}, ${who} noted ${said.toLowerCase()} at ${when}. Look at the gate.`,
  concerns: {
    contradicted: (gate) => `${gate}: note and gate differ`,
    fault: (gate) => `${gate} damaged`,
    obstructed: (gate) => `Something is in the way at ${gate}`,
    'left-open': (gate) => `${gate} stands open, not closed`,
    lost: (gate) => `${gate} out of reach, not known whether closed`
  },
  camera: {
    /** Says only that there is a picture and how old it is: judging what it shows is left to people. */
    picture: (gate) => `Camera picture of ${gate}`,
    live: (seconds) => `Live · ${seconds} s`,
    late: (seconds) => `Delayed · ${seconds} s`,
    old: (when) => `Old picture, ${when}`,
    age: (seconds) => `${seconds} s`,
    oldAge: (when) => `old: ${when}`,
    decimal: '.',
    coming: 'Getting the picture…',
    unreachable: 'No picture yet',
    refused: 'This account may not see the picture. Ask the commander.',
    seen: 'Picture',
    unseen: 'No picture',
    none: 'No camera',
    show: (pictures) => (pictures === 1 ? 'See the camera picture' : `See ${pictures} camera pictures`),
    taken: (when) => `Camera, ${when}`
  },
  connecting: 'Connecting to the gate…',
  lost: 'Connection to the gate lost, trying again',
  hold: 'Hold to close the gate',
  holding: 'Hold for one second…',
  closeAll: 'Hold to close all',
  stop: 'Stop',
  notSent: 'No connection — the command is NOT sent',
  open: 'Open the gate…',
  emergency: 'Emergency opening',
  left: (seconds) => `${seconds} s left`,
  sent: 'Command sent, no answer yet',
  stopsFirst: 'The gate was moving the other way, so it stops first. Look, then press again.',
  reached: 'The gate reports that it is there',
  unlogged: 'This command could not be written into the log of this phone.',
  lock: {
    alarm: (name, when) => `The gate is locked for an alarm, by ${name}, at ${when}.`,
    maintenance: (name, when) => `The gate is locked for maintenance, by ${name}, at ${when}.`
  },
  battery: 'Power cut, the gate runs on its battery',
  powerLost: (when: string) => `Power cut since ${when}`,
  powerBack: (when: string) =>
    `Power is back since ${when}. The gate stands still and does not run by itself. Look at it, compare, then write a line.`,
  compare: 'Write: looked at the gate',
  batteryLeft: (minutes) => `Power cut – battery for ${minutes} minutes`,
  obstructed: 'Something is in the way at the gate',
  skewed: 'The clock of this phone is more than a minute off. Please set it.',
  second: {
    waits: (name, until) => `${name} asks to open, waiting for a second person till ${until}.`,
    own: (until) => `The opening waits for a second person till ${until}.`,
    over: 'The opening waits for a second person no more. Look at the gate and its log.',
    agree: 'Look and agree',
    why: (name, reason) => `The reason of ${name}: ${reason}`
  },
  held: {
    closes: 'Open for a vehicle, soon closes by itself',
    stop: '“Stop” leaves the gate open; it no longer closes by itself.',
    over: 'The gate stays open and no longer closes by itself.'
  },
  byHand: {
    title: 'When the gate cannot be commanded',
    text: 'Where mobile data is weak, calls and text messages often still work.',
    noNumber: (keepers) =>
      keepers ? `Gate keeper: ${keepers}. No phone number is recorded.` : 'No gate keeper is recorded.',
    writeNumber: 'Record the keeper’s number',
    sms: 'Text the police on duty',
    message: (gate) => `Please close ${gate} by hand now. My phone cannot command it.`,
    steps: [
      'Look well, let nobody stand under the shutter.',
      'Switch off the controller at the gate.',
      'Pull the chain until the shutter is down, bolt it.',
      'Write it into the log.'
    ],
    write: 'Write: closed by hand'
  },
  form: {
    title: 'Open the gate',
    approving: (name) => `Agree that ${name} opens the gate`,
    how: 'How?',
    hows: { PASS: 'Let one vehicle through', OPEN: 'Open for good', emergency: 'Emergency opening' },
    passText: 'The gate opens, waits for a minute, then closes by itself.',
    emergency: 'What is the emergency?',
    emergencyMissing: 'Not opened. Please choose one.',
    reason: 'Reason',
    reasonHint: 'For example: a market van',
    reasonDefault: (reason) => `Left empty: ${reason}`,
    usualReason: 'Common reasons',
    usualReasons: { market: 'A market van', boats: 'Boats coming home', funeral: 'A funeral' },
    why: 'Let through for what?',
    whyMissing: 'Not opened. Please choose a reason.',
    otherReason: 'Another reason, open for good…',
    over: { 'alarm-over': 'The alarm is over', 'drill-over': 'The drill is over' },
    lastNight: (reason) => `As last night: ${reason}`,
    reasonMissing: 'Not opened. Please write a short reason.',
    unseen: 'I see no picture of the gate, and asked somebody there',
    unseenMissing: 'Not opened. There is no picture of the last 5 seconds: wait for one, or confirm this.',
    slide: 'Slide to open',
    slideUnseen: 'No picture – slide to open',
    notes: 'Command, reason and who opened are written into the log.'
  }
}
