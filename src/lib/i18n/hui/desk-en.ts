import type { DeskWords } from './desk-vi.ts'

export const desk: DeskWords = {
  dueLate: (late: number) => (late === 1 ? '1 past its day' : `${late} past their day`),
  silent: {
    title: 'Hụi rounds not reported',
    hosts: (hosts: number, rows: number) => {
      const all = hosts === 1 ? '1 host' : `${hosts} hosts`
      return rows > hosts ? `${rows} lines of ${all}` : all
    }
  },
  tasks: {
    disputed: (lines: number) => (lines === 1 ? '1 line to compare' : `${lines} lines to compare`),
    due: (lines: number) => (lines === 1 ? '1 line with a round due' : `${lines} lines with a round due`),
    arrears: (lines: number) => (lines === 1 ? '1 line in arrears' : `${lines} lines in arrears`),
    unlisted: (lines: number) => (lines === 1 ? '1 line for the register' : `${lines} lines for the register`)
  },
  none: 'No such line is left',
  noneText: 'Somebody has recorded what was to be done.',
  all: 'Show all lines'
}
