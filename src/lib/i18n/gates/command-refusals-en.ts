import type * as vi from './command-refusals-vi.ts'

export const commandRefusals: typeof vi.commandRefusals = {
  OFFLINE: 'No connection. The command was NOT sent.',
  AGENT_OFFLINE:
    'The machine at the gate cannot hear. The command did NOT arrive. Please call whoever is at the gate.',
  UNKNOWN: 'Result not known. Please look at the picture or call whoever is at the gate.',
  RETAINED: 'The gate takes no stored commands. Please press again.',
  BAD_FORMAT: 'The gate could not read the command and stands still. Update the app, then try again.',
  ACTOR_MISMATCH: 'The gate does not know this phone yet and stands still. Ask the commander.',
  BAD_SIGNATURE: "The command's signature does not match, the gate stands still. Tell the commander.",
  REVOKED: 'This phone or account is no longer in use, the gate stands still. Ask the commander.',
  STALE:
    'The command reached the gate too late and was not carried out. Look at the picture, then press again.',
  CLOCK_SKEW: 'This phone’s clock is ahead of the gate’s, nothing was done. Set the clock, then press again.',
  DUPLICATE: 'The gate had this command once already and does not repeat it.',
  REPLAY: 'This command is older than the last one and was not carried out. Please press again.',
  NOT_ALLOWED: 'This account has no right to that yet. Ask the commander.',
  LOCKED: 'The gate is locked, the command was not carried out.',
  DEVICE_OFFLINE:
    "The gate's controller is out of reach. Nothing was done. Please call whoever is at the gate.",
  OBSTRUCTED:
    'Something is in the way, the gate does not close. Look at the picture or call whoever is at the gate.',
  CANNOT_RECORD:
    'The unit at the gate cannot write its log, so it only stops, and closes for an alarm. Please call whoever is at the gate and tell the operator.',
  RATE_LIMITED: 'The gate has just had many commands, this one was not carried out. Please wait a minute.',
  NEEDS_SECOND: 'At this hour a second person has to agree. The command waits for one.'
}

export const reasons: typeof vi.reasons = {
  role: 'This account has no right to that yet. Ask the commander.',
  'closed-hours': 'The gate does not open at this hour. In an emergency use Emergency opening.',
  'no-picture': 'The picture is old or missing, the gate did not open. Look again, or say why you see none.',
  'no-emergency': 'This gate has no emergency opening and did not open. Please call whoever is at the gate.',
  'alarm-key': 'A locked phone can only close the gate. Unlock the phone, then try again.',
  'no-decision':
    "The People's Committee has not decided on this gate, so no alarm closes it; the gate stands still.",
  'too-long':
    'Closing can be postponed to the next morning only, 12 hours at most. The hour of closing stays.',
  'no-evening': 'It has to be after the hour of that evening’s closing. The hour of closing stays.',
  'no-clock':
    'The unit at the gate does not know the time, so closing cannot be postponed. The hour of closing stays.',
  'no-reason': 'Please say why. The hour of closing stays.',
  postponed: 'Tonight was postponed once already. To postpone again, please call the commander.',
  'phone-waiting': 'The commander has not let this phone in yet, the gate stands still.'
}
