import type { AcceptanceWords } from './acceptance-vi.ts'

export const acceptance: AcceptanceWords = {
  title: 'Test the gate',
  again: 'Test it again',
  never: 'Not tested yet',
  told: (date, passed, of) => `Tested ${date}: ${passed} of ${of} passed`,
  intro: 'At the gate, two people, nobody under the shutter. It can be left and taken up again.',
  step: (step, of) => `Step ${step} of ${of}`,
  steps: {
    travel: {
      title: 'The whole way',
      todo: [
        'Open the gate wholly.',
        'Close it wholly; wait until it reports closed.',
        'Open it wholly once more; wait until it reports open.'
      ],
      question: 'Did it close and open wholly, as the phone said?'
    },
    stop: {
      title: 'Stop half-way',
      todo: ['Let the gate run.', 'Press Stop when it is half-way.'],
      question: 'Did it stop at once?'
    },
    obstruction: {
      title: 'Something in the way',
      todo: [
        'Open the gate wholly.',
        'Put a cardboard box under the shutter. Nobody stands there.',
        'Hold to close. If it does not stop, cut its power at once.'
      ],
      question: 'Touching the box, did it stop or run back by itself?'
    },
    'wall-button': {
      title: 'Button at the wall',
      todo: ['Press nothing on the phone.', 'Press the button at the wall so that the gate runs.'],
      question: 'Did the phone say that it runs, and the log that it was done on the spot?'
    },
    'power-closed': {
      title: 'Power cut while closed',
      todo: [
        'Close the gate wholly. It may be locked for maintenance first.',
        'Cut the controller’s power; wait until the phone says that it is lost.',
        'Give it power again, stay away from it, wait for half a minute.'
      ],
      question: 'Did it stand still when power came back?'
    },
    'power-half': {
      title: 'Power cut half-way',
      todo: [
        'Stop the gate half-way. Nobody stands under it.',
        'Cut the controller’s power; wait until the phone says that it is lost.',
        'Give it power again, stay away from it, wait for half a minute.'
      ],
      question: 'Did it stand still when power came back?'
    },
    'agent-away': {
      title: 'Gate computer unplugged',
      todo: [
        'Unplug the computer at the gate; wait for up to a minute and a half.',
        'See what the phone says.',
        'Plug it in; wait until it is heard again.'
      ],
      question: 'Did the phone say that the state is unknown, and not “closed”?'
    },
    'camera-clock': {
      title: 'The camera’s clock',
      todo: ['Open the camera’s picture.', 'Compare its time with the phone’s.'],
      question: 'Is it right within 5 seconds?'
    },
    warning: {
      title: 'Siren and light',
      todo: [
        'Let it close by the hour, or let one vehicle through.',
        'Listen and look for 5 seconds before it closes.'
      ],
      question: 'Did it sound and flash before it moved?'
    }
  },
  signs: {
    'closed-whole': 'Closed wholly from wholly open',
    'opened-whole': 'Opened wholly from closed',
    moving: 'The gate ran',
    'stopped-half': 'Stopped half-way as told',
    closing: 'It was closing',
    'gave-way': 'Stopped or ran back by itself',
    'moved-by-hand': 'Ran without a command of the phone',
    'noted-as-such': 'The gate’s computer wrote it down as done on the spot',
    'stands-closed': 'Closed before the power was cut',
    'stands-half': 'Half-way before the power was cut',
    gone: 'Lost',
    back: 'Heard again',
    'stood-still': 'Stood still for 10 seconds after that'
  },
  observed: {
    seen: 'The phone saw all of it',
    contrary: 'The phone saw that it did NOT',
    unseen: 'The phone has not seen all of it'
  },
  answers: { yes: 'Passed', no: 'Not passed', 'not-done': 'Not done', 'not-here': 'The gate has none' },
  byEye: 'The phone cannot see this one: the tester’s word stands alone.',
  looking: 'The phone sees',
  once: 'Do this step again',
  seconds: (seconds) => `${seconds} s`,
  slide: 'Slide to open the gate',
  reason: 'Test, the tester stands at the gate',
  note: 'Note (if needed)',
  answerMissing: 'Please choose an answer.',
  next: 'This step is done',
  sign: (passed, of) => `Sign the record: ${passed} of ${of} passed`,
  nothing: 'Not signed. Please do at least one step.',
  travel: (seconds) => `Time of travel for the gate’s computer (travelSeconds): ${seconds} s`,
  unknown: 'This phone does not have that record yet',
  print: 'Print on A4',
  notHere: 'Only motor gates are tested.',
  paper: {
    nation: 'SOCIALIST REPUBLIC OF VIETNAM',
    motto: 'Independence – Freedom – Happiness',
    title: 'RECORD OF A GATE’S TEST',
    when: (hour, date, place) => `At ${hour} on ${date}, at ${place}, was tested:`,
    hour: (hours, minutes) => `${hours}:${minutes}`,
    gate: 'Gate',
    tester: 'Tester',
    began: 'Begun',
    columns: ['What', 'The phone saw', 'The tester says'],
    result: (passed, of) => `Result: ${passed} of ${of} passed.`,
    ways: (close, open) => `Closes in ${close} s, opens in ${open} s.`,
    signers: ['Tester', 'Gate keeper'],
    record: (id) => `Electronic record ${id}, signed by the tester’s phone.`
  }
}
