import type * as vi from './home-vi.ts'

export const home: typeof vi.home = {
  gatesOpen: 'Gates open',
  gatesElse: (closed: number, unknown: number) => `${closed} closed · ${unknown} not known`,
  tasks: 'For me to do',
  briefing: 'Briefing: the last 24 hours',
  noTasks: 'Nothing is waiting',
  noTasksText: (which: string) => `Here you will see: ${which}.`,
  taskKinds: {
    gates: 'gates left open, damaged or to be looked at',
    incidents: 'open incidents',
    hui: 'hụi lines that are due, in arrears or to be compared',
    records: 'records late or refused'
  },
  refused: (refused: number) => (refused === 1 ? '1 record refused' : `${refused} records refused`),
  refusedText: 'Still on this phone. Tap to see why.',
  unsent: (unsent: number) =>
    unsent === 1 ? '1 record waiting over an hour' : `${unsent} records waiting over an hour`,
  unsentText: (since: string) => `Saved on this phone since ${since}, sent when there is a signal`,
  incidentsOpen: 'Open incidents',
  incidentsAll: (all: number) => `of ${all} in the book`,
  incidentsPressing: (tips: number) => `${tips} due soon`,
  incidentsOver: (tips: number) => `${tips} overdue`,
  writeIncident: 'New incident',
  writeTip: 'New tip',
  writeGate: 'Gate entry',
  writeClosed: 'Note: closed',
  writeOpened: 'Note: opened',
  writeSeen: 'Stranger',
  noGate: 'No gate is entrusted to you',
  noGateText: 'Ask the commander for the gate that you keep. If you see a thief, call the police.',
  chooseGate: 'Choose a gate',
  drawn: 'A drawing, not a camera picture',
  unsaid: 'Neither closing nor opening noted in 24 hours'
}

export const phones: typeof vi.phones = {
  title: 'Phones of the unit'
}
