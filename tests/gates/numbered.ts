/**
 * One of the things that gates must be seen to do. `shown`: by file, how the titles of its tests begin. `brokers`: on
 * Mosquitto and on the embedded broker; else no broker has a part in it.
 */
export interface Numbered {
  says: string
  brokers?: 'both'
  shown: Readonly<Record<string, readonly string[]>>
}

const link = 'tests/broker/link.test.ts'
const mosquitto = 'tests/broker/connection.test.ts'
const broker = 'tests/subsystems/broker.test.ts'
const agent = (name: string) => `gate-agent/${name}.test.ts`
const contract = (name: string) => `src/lib/domain/gates/contract/${name}.test.ts`
const stand = (name: string) => `tests/gates/${name}.test.ts`
const phone = (name: string) => `tests/browser/${name}.spec.ts`

/**
 * Lists by number all that a gate, its agent and its screens must be seen to do. Numbers stay; titles of tests name them.
 */
export const numbered: Readonly<Record<number, Numbered>> = {
  1: {
    says: 'Without a connection a command is OFFLINE at once, and nothing is delivered later.',
    brokers: 'both',
    shown: { [link]: ['1 a command without a connection', '1 what the library does by itself'] }
  },
  2: {
    says: 'A lost answer of the broker moves the gate once.',
    brokers: 'both',
    shown: { [link]: ['2 a lost answer', '2 what the library does by itself'] }
  },
  3: {
    says: 'Each connection is a new one, with nothing left to send in it.',
    brokers: 'both',
    shown: { [link]: ['3 a connection that breaks', '3 an answer that never comes'] }
  },
  4: {
    says: 'Nobody there, not allowed and no word in three seconds are told apart.',
    brokers: 'both',
    shown: {
      // The embedded broker does not say that nobody listens: there it is the missing word that tells.
      [mosquitto]: ['4 nobody listens at the gate', '4 what the broker forbids'],
      [broker]: ['4 what the broker forbids'],
      'src/lib/app/gates/gate-control.test.ts': ['4 a command that nobody answers'],
      [phone('gates/gate')]: ['4: no word in three seconds']
    }
  },
  5: {
    says: 'A connection that hangs is on the screen within fifteen seconds.',
    brokers: 'both',
    shown: {
      [mosquitto]: ['5 a broker that hangs'],
      [phone('gates/gate-connection')]: [
        '5: a broker that hangs, on Mosquitto',
        '5: a cell that hangs, on the embedded broker'
      ]
    }
  },
  6: {
    says: 'Two tabs do not throw each other out, and what is delivered twice counts once.',
    brokers: 'both',
    shown: {
      [link]: ['6 two of one name'],
      [broker]: ['6 two tabs of one account'],
      [contract('command-status')]: ['6 in whatever order and how often'],
      'src/lib/data/gates/gate-connection.test.ts': ['6 is heard once'],
      [phone('gates/gate-connection')]: ['6: two tabs of one phone']
    }
  },
  7: {
    says: 'Nobody says or hears what is not his, and who is shut out is thrown out within a second.',
    brokers: 'both',
    shown: {
      [broker]: ['7 a keeper commands', '7 nobody hears with a wildcard', '7 an account that is shut out'],
      'tests/conformance/sessions/shut-out.test.ts': ['7 a revoked phone', '7 a suspended account']
    }
  },
  8: {
    says: 'One suite runs on both brokers, and a broker that knows no MQTT 5 is named as that.',
    brokers: 'both',
    shown: {
      [link]: ['on %s'],
      [mosquitto]: ['8 a broker that knows no MQTT 5'],
      [agent('shell/too-old')]: ['8 a broker that knows no MQTT 5'],
      'tests/commands/start-server.test.ts': ['8 a broker that knows no MQTT 5']
    }
  },
  9: {
    says: 'Each refusal, once; what is refused moves nothing.',
    brokers: 'both',
    shown: {
      'tests/subsystems/gate-refusals.test.ts': ['9 %s moves nothing'],
      [contract('checks/checks')]: ['9. %s', '9. the three refusals at the door'],
      [agent('core/commands')]: ['9 a refused one']
    }
  },
  10: {
    says: 'A captured command again, after 1 s, 6 s and a restart, moves nothing more.',
    brokers: 'both',
    shown: {
      [stand('replays')]: ['10 a captured command again', '10 a fresh command again'],
      [stand('process')]: ['10 an agent that is killed'],
      [contract('checks/replay-guard')]: ['10. a captured command', '10. what was refused once'],
      [agent('core/commands')]: ['10 the same one again']
    }
  },
  11: {
    says: 'A command left lying at the broker is refused, taken away and told.',
    brokers: 'both',
    shown: {
      'tests/subsystems/gate-refusals.test.ts': ['11 a command that was left lying'],
      [broker]: ['11 an agent takes away'],
      [contract('checks/replay-guard')]: ['11. a retained command'],
      [agent('shell/gate-shell')]: ['11 a command left lying'],
      [agent('core/moved-unseen')]: ['11 an order left at']
    }
  },
  12: {
    says: 'Clocks that disagree by 5 s, a minute and a day; an agent without a clock goes by its challenge.',
    brokers: 'both',
    shown: {
      [stand('replays')]: ['12 clocks that disagree'],
      [contract('clocks')]: [
        '12. a phone %i ms ahead',
        '12. whatever its own clock',
        '12. an agent that does not know'
      ]
    }
  },
  13: {
    says: 'A controller that wakes up four seconds later finds no command.',
    brokers: 'both',
    shown: { [stand('replays')]: ['13 a controller'] }
  },
  14: {
    says: 'STOP while it closes comes before all else, and passes a lock.',
    brokers: 'both',
    shown: {
      [stand('courses')]: ['14 STOP while it closes'],
      [contract('checks/checks')]: ['14. STOP is taken out of turn', '14. a STOP wins'],
      [agent('core/commands')]: ['14 STOP while it closes']
    }
  },
  15: {
    says: 'Onto something in the way nothing closes; met while closing, it is told and not tried again.',
    brokers: 'both',
    shown: {
      [stand('courses')]: ['15 something under the gate'],
      [contract('checks/checks')]: ['15. CLOSE onto something'],
      [agent('core/commands')]: ['15 something under it'],
      [agent('adapters/esphome')]: ['15 '],
      [agent('adapters/home-assistant')]: ['15 '],
      [agent('adapters/shelly')]: ['15 '],
      [agent('adapters/zigbee2mqtt')]: ['15 ']
    }
  },
  16: {
    says: 'It closes at 22:00 of Vietnam with every phone off, the agent started at 21:59.',
    brokers: 'both',
    shown: {
      [stand('replays')]: ['16 the evening’s closing'],
      [agent('core/hours')]: [
        '16 tells fifteen minutes before',
        '16 the agent starts at 21:59',
        '16 ten o’clock is Vietnam’s'
      ]
    }
  },
  17: {
    says: 'A gate that moves without a command: an alarm, or a hand at the wall by day.',
    brokers: 'both',
    shown: {
      [stand('courses')]: ['17 a hand at the wall is', '17 a hand at the wall by day'],
      [agent('core/hours')]: ['17 a hand at the wall by day', '17 under an alarm'],
      [agent('core/moved-unseen')]: ['17 ']
    }
  },
  18: {
    says: '2,000 signed commands, each accepted, and one by one in a few of the broker’s own round trips.',
    brokers: 'both',
    shown: { 'tests/bench/gate.test.ts': ['18 2,000 signed commands'] }
  },
  19: {
    says: 'Home Assistant: discovery in every form, availability, words, positions, templates.',
    shown: {
      [agent('adapters/home-assistant.golden')]: ['19 '],
      [agent('adapters/home-assistant')]: ['19 '],
      [agent('adapters/home-assistant/template')]: ['19 templates'],
      [agent('adapters/percent')]: ['19 ranges', '19 sentinels']
    }
  },
  20: {
    says: 'ESPHome: with and without a position, both revisions of its word, “unknown”.',
    shown: {
      [agent('adapters/esphome.golden')]: ['20 '],
      [agent('adapters/esphome')]: ['20 ']
    }
  },
  21: {
    says: 'Tasmota: RESULT with and without Target and Tilt, inverted, offline in motion.',
    shown: {
      [agent('adapters/tasmota.golden')]: ['21 '],
      [agent('adapters/tasmota')]: ['21 ']
    }
  },
  22: {
    says: 'Shelly: deltas, uncalibrated, calibrating, errors, replies that refuse or come late.',
    shown: {
      [agent('adapters/shelly.golden')]: ['22 '],
      [agent('adapters/shelly')]: ['22 an answer to a command', '22 a reply counts']
    }
  },
  23: {
    says: 'In whatever order messages come, “closed” needs a word or a place newer than the last motion.',
    shown: {
      [agent('adapters/home-assistant.closed')]: ['23 in whatever order', '23 position alone'],
      [agent('adapters/echo.closed')]: ['23 '],
      [agent('adapters/zigbee2mqtt')]: ['23 zigbee2mqtt: an answer'],
      [stand('fuzz/home-assistant')]: ['23 ten thousand', '23 malformed discoveries'],
      [agent('adapters/native.closed')]: ['23 in whatever order', '23 a gate that comes down'],
      [stand('fuzz/native')]: ['23 ']
    }
  },
  24: {
    says: 'What is old says how old it is, and is never shown as what is.',
    shown: { [phone('gates/gate')]: ['24: what is old'] }
  },
  25: {
    says: 'The slide needs its whole travel, works by keys, and sends once.',
    shown: { [phone('gates/gate')]: ['25: opening needs the whole travel'] }
  },
  26: {
    says: 'A picture older than five seconds opens nothing without a reason and a word that nobody sees.',
    shown: {
      [phone('gates/camera')]: ['26, 31, 32: '],
      'src/lib/app/gates/gate-camera.test.ts': ['26: one opens by a picture']
    }
  },
  27: {
    says: 'A tap on a notice leads to a page and moves nothing.',
    shown: {
      'src/notices.test.ts': ['27 a notice can do nothing'],
      [phone('gates/alerts')]: ['27 a closed app is told'],
      [phone('gates/beside')]: ['27: an address that is opened']
    }
  },
  28: {
    says: 'Where the browser may not reach the gate’s own network the screen says so and what is left.',
    shown: { [phone('gates/beside')]: ['28: where the browser may not'] }
  },
  29: {
    says: 'An address of a camera that is unsigned, over or another one’s is refused.',
    shown: { [stand('camera')]: ['29: unsigned, expired'] }
  },
  30: {
    says: 'The picture is of now, by a clock in its own pixels: MJPEG within 500 ms.',
    shown: { [stand('camera')]: ['30: the clock in the pixels'] }
  },
  31: {
    says: 'Where one way to see fails the next one follows.',
    shown: {
      'src/lib/data/gates/camera/feed.test.ts': ['31: the way it comes fails'],
      [phone('gates/camera')]: ['26, 31, 32: ']
    }
  },
  32: {
    says: 'Nothing of a stream is kept by the worker.',
    shown: { [phone('gates/camera')]: ['26, 31, 32: '] }
  },
  33: {
    says: 'CouchDB refuses every change and deletion of an entry of the log.',
    shown: { 'tests/subsystems/validator.test.ts': ['33 a stored fact of the log'] }
  },
  34: {
    says: 'Two phones and an agent, apart from the server, come together: nothing twice, every number there.',
    brokers: 'both',
    shown: { [stand('merge')]: ['34 two phones and an agent'] }
  },
  35: {
    says: 'One letter of the log or one bit of a photo that was changed is told where it is seen and where it is taken along.',
    shown: {
      [phone('sync/changed')]: ['35: a letter of the log'],
      [stand('proof-file')]: ['35: an exported log'],
      'src/lib/app/notebook/signature-check.test.ts': ['35 of a record one letter'],
      'src/routes/(gates)/gates/log/csv.test.ts': ['35 a line whose signature'],
      'tests/subsystems/store.test.ts': ['35 a byte that changed in one body'],
      'tests/photos/evidence.test.ts': ['35 a part that was changed on the server'],
      'tests/photos/spoilt-photo.test.ts': ['35 a byte that changed on the phone']
    }
  },
  36: {
    says: 'An incident and a gate’s month are printed without a network: each diacritic, and hashes counted anew.',
    shown: {
      [phone('incidents/incident-paper')]: ['36: an incident is printed'],
      'src/lib/app/incidents/incident-report.test.ts': ['36 a photo’s hash on paper'],
      [phone('gates/beside')]: ['36: the month is printed']
    }
  }
}
