import type { warnings as vi } from './warnings-vi.ts'

export const warnings: typeof vi = {
  'needs-mapping': 'The controller speaks in a way of its own; its state cannot be read yet.',
  'set-position-needs-mapping': 'It cannot be sent to a percentage.',
  'obstruction-needs-mapping': 'The obstruction sensor cannot be read yet.',
  optimistic: 'The controller only guesses its state; no sensor confirms it.',
  echo: 'The controller repeats the command in place of its real state.',
  retain: 'The controller wants commands kept; they are sent without.',
  'no-availability': 'The controller does not tell when it is out of reach.',
  toggle: 'One button both opens and closes, so it is not used.',
  'cannot-open': 'Cannot be opened from afar.',
  'cannot-close': 'Cannot be closed from afar.',
  'cannot-stop': 'Cannot be stopped from afar. Use the button at the gate.',
  'device-unknown': "The device's name is not known, so its answers are not believed.",
  'obstruction-detection-off': 'Obstruction detection is off.',
  'safety-switch-off': 'The safety switch is off.',
  uncalibrated: 'The travel has not been measured.',
  overtemp: 'The controller is too hot.',
  overpower: 'The motor is overloaded.',
  overvoltage: 'The voltage is too high.',
  undervoltage: 'The voltage is too low.',
  overcurrent: 'The current is too high.',
  bad_feedback: 'What the sensors say does not fit.',
  'contact-missing':
    'The gate ran and the sensor at its end has not reported. Look at the gate and the sensor.',
  cal_abort: 'Measuring the travel was broken off.',
  'device-fault': 'The controller reports a fault.',
  'locked-on-device': 'The shutter is locked at the controller itself.',
  'presence-is-slow': 'That it is out of reach may be known ten minutes late.',
  'state-word-only': 'The state is the last command, not the real gate.',
  'discovery-differs': 'The controller announces itself otherwise; the gate stays as it was accepted.',
  'discovery-removed': 'The controller was announced as removed; the gate stays as it was accepted.',
  'motion-not-reported': 'Motion is not reported, so a position may be the target of a command.',
  'no-decision': 'The machine at the gate knows of no decision, so the gate does not close by its schedule.',
  'no-answer':
    'The controller answers no query. Turn on periodic reports, or fit a contact at the closed end.'
}
