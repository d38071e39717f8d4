import type { SheetWords } from './register-vi.ts'

export const sheets: SheetWords = {
  search: {
    open: 'Look up, export',
    title: 'Gate log',
    gate: 'Gate',
    allGates: 'All gates',
    person: 'Person',
    everybody: 'Everybody',
    kind: 'What',
    allKinds: 'Everything',
    from: 'From day',
    to: 'To day',
    dayMissing: 'Please choose a day.',
    dayEarlier: 'This day is before the first one.',
    found: (count) => (count === 1 ? '1 line' : `${count} lines`),
    none: 'No line',
    noneText: 'Widen the days, or leave a condition out.',
    csv: 'Table (CSV)',
    json: 'With signatures (JSON)',
    exportText:
      'The file stays on this phone and needs no network. The one with signatures proves each line.',
    sheet: 'Print a month'
  },
  kinds: {
    opening: 'Opening',
    closing: 'Closing',
    trouble: 'Faults, troubles',
    seen: 'Seen',
    other: 'Other'
  },
  columns: {
    day: 'Day',
    hour: 'Hour',
    gate: 'Gate',
    what: 'What',
    who: 'Who',
    why: 'Reason, remarks',
    seconds: 'Seconds',
    confirmed: 'Confirmed by the gate',
    drill: 'Exercise',
    written: 'Written',
    id: 'Id'
  },
  yes: 'yes',
  no: 'no',
  sheet: {
    title: 'Monthly sheet',
    month: 'Month',
    dated: (place, day, month, year) => `${place}, ${day}/${month}/${year}`,
    heading: 'REGISTER OF SECURITY GATES',
    ofMonth: (month, year) => `Month ${month}/${year}`,
    place: 'Place',
    kind: 'Kind',
    keeper: 'Keeper',
    openings: 'Openings',
    closings: 'Closings',
    troubles: 'Faults, troubles',
    counted: (reported, claimed) => `${reported} reported by the gate, ${claimed} noted by people`,
    none: 'No line in this month.',
    pictures: 'Pictures (SHA-256)',
    drills: 'Lines of an exercise are not counted.',
    writer: 'WRITTEN BY',
    chief: 'APPROVED BY THE COMMANDER'
  }
}
