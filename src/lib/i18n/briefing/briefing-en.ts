import type { BriefingWords } from './briefing-vi.ts'

export const briefing: BriefingWords = {
  title: 'Morning briefing',
  span: (from, until) => `From ${from} to ${until}`,
  incidents: 'New incidents',
  tips: 'New tips',
  pressing: 'Tips overdue or soon due',
  alarms: 'Alarms and drills',
  gates: 'Gates',
  hui: 'Hụi',
  none: 'None',
  stillOpen: (all) => `Open: ${all}`,
  strangers: (seen) => `Strangers seen: ${seen}`,
  gatesNow: (open, closed, unknown) => `${open} open · ${closed} closed · ${unknown} unknown`,
  rounds: (today, late) => `Rounds today: ${today} · overdue: ${late}`,
  silent: (lines) => `Lines that have not reported: ${lines}`,
  disputed: (lines) => `Lines to compare: ${lines}`,
  over: 'Overdue',
  soon: 'Soon due',
  ofThisPhone: 'By the book on this phone.',
  stillComing: 'This phone has not received the whole book: numbers may be too low.',
  seen: (who, when) => `Commander ${who} has read the book, ${when}`,
  notSeen: 'No commander has read the book in the last 24 hours',
  see: 'I have read the book',
  text: {
    title: 'Text for the group',
    figures: 'Figures only: no names, number plates or sources.',
    heading: (unit) => `BRIEFING – ${unit}`,
    incidents: (count, kinds, open) => `New incidents: ${count}${kinds ? ` (${kinds})` : ''}; open: ${open}.`,
    tips: (count, over, soon) => `New tips: ${count}; overdue: ${over}; soon due: ${soon}.`,
    alarms: (alarms, drills, strangers) =>
      `Alarms: ${alarms}; drills: ${drills}; strangers seen: ${strangers}.`,
    gates: (open, closed, unknown, concerns) =>
      `Gates: ${open} open, ${closed} closed, ${unknown} unknown; to be seen to: ${concerns}.`,
    hui: (today, late, silent) =>
      `Hụi: ${today} rounds today, ${late} overdue, ${silent} lines have not reported.`
  },
  paper: {
    heading: 'BRIEFING REPORT',
    mark: 'BC-CAX',
    columns: { time: 'Date, time', kind: 'Kind', place: 'Place', gist: 'What happened', stage: 'Stage' },
    signers: ['Prepared by', 'Commander']
  }
}
