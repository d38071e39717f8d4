import type * as vi from './paper-vi.ts'

export const paper: typeof vi.paper = {
  motto: ['SOCIALIST REPUBLIC OF VIET NAM', 'Independence - Freedom - Happiness'],
  police: (unit) => `POLICE OF ${unit.toLocaleUpperCase('vi')}`,
  number: (kind) => `No.: ……/${kind}`,
  row: 'No.',
  time: 'Day, hour',
  day: (day, month, year) => `${day}/${month}/${year}`,
  signs: '(Signature, full name)',
  printed: (when, who) => `Printed from Sổ tay ANTT, ${when}, by ${who}`,
  taken: (when, who) => `Taken from Sổ tay ANTT, ${when}, by ${who}`,
  print: 'Print on A4',
  wide: 'Push the paper sideways to see all columns.',
  printText: 'Printed from this phone, without a network.'
}
