import type * as vi from './home-vi.ts'

export const home: typeof vi.home = {
  gatesOpened: 'Gates noted as open',
  gatesClosed: (closed: number) => `${closed} noted as closed, within the last 24 hours`,
  tasks: 'For me to do',
  noTasks: 'Nothing is waiting',
  noTasksText: (which: string) => `Here you will see: ${which}.`,
  taskKinds: {
    gates: 'gates not noted as closed, damage',
    incidents: 'open incidents',
    hui: 'hụi lines that are due, in arrears or to be compared',
    records: 'records late or refused'
  },
  refused: (refused: number) => (refused === 1 ? '1 record refused' : `${refused} records refused`),
  refusedText: 'Still on this phone. Tap to see why.',
  unsent: (unsent: number) =>
    unsent === 1 ? '1 record waiting over an hour' : `${unsent} records waiting over an hour`,
  unsentText: (since: string) => `Saved on this phone since ${since}, sent when there is a signal`,
  gateOpened: (gate: string) => `${gate} opened, not noted as closed`,
  gateFault: (gate: string) => `${gate} damaged`,
  gateLost: (gate: string) => `${gate} out of reach, not known whether closed`,
  incidentsOpen: 'Open incidents',
  incidentsAll: (all: number) => `of ${all} incidents and tips`,
  writeIncident: 'New incident',
  writeGate: 'Gate entry',
  writeClosed: 'Note: closed',
  writeOpened: 'Note: opened',
  writeSeen: 'Stranger',
  noGate: 'No gate is entrusted to you',
  noGateText: 'Ask the commander for the gate that you keep. If you see a thief, call the police.',
  chooseGate: 'Choose a gate',
  drawn: 'A drawing, not a camera picture',
  unsaid: 'Neither closing nor opening noted in 24 hours',
  lost: 'Out of reach'
}

export const phones: typeof vi.phones = {
  title: 'Phones of the unit'
}
