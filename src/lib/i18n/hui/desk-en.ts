import type { DeskWords } from './desk-vi.ts'

export const desk: DeskWords = {
  dueLate: (late: number) => (late === 1 ? '1 past its day' : `${late} past their day`),
  tasks: {
    disputed: (lines: number) => (lines === 1 ? '1 line to compare' : `${lines} lines to compare`),
    due: (rounds: number) => (rounds === 1 ? '1 round due' : `${rounds} rounds due`),
    arrears: (lines: number) => (lines === 1 ? '1 line in arrears' : `${lines} lines in arrears`)
  }
}
