import type { DeskWords } from './desk-vi.ts'

export const desk: DeskWords = {
  due: 'Rounds due',
  dueLate: (late: number) => (late === 1 ? '1 past its day' : `${late} past their day`),
  dueTitle: 'Rounds due, not recorded',
  noneDue: 'No round is due.',
  late: (days: number) => (days === 0 ? 'Today' : days === 1 ? '1 day late' : `${days} days late`),
  arrears: 'Lines in arrears',
  noArrears: 'No line is in arrears.',
  disputed: 'Two phones differ',
  ofLines: (lines: number) => (lines === 1 ? '1 line' : `${lines} lines`),
  notices: 'Must be notified',
  noNotices: 'No line falls under this.',
  perOpening: (money: string) => `${money} a round`,
  several: (host: string) => `${host} has 2 lines or more at a time`,
  rule: (law: string, money: string) =>
    `For reference ${law}: ${money} or more a round, or 2 lines or more at a time. Which were notified is not recorded here yet.`,
  more: (lines: number) => (lines === 1 ? '1 more line' : `${lines} more lines`),
  tasks: {
    disputed: (lines: number) => (lines === 1 ? '1 line to compare' : `${lines} lines to compare`),
    due: (rounds: number) => (rounds === 1 ? '1 round due' : `${rounds} rounds due`),
    arrears: (lines: number) => (lines === 1 ? '1 line in arrears' : `${lines} lines in arrears`)
  },
  all: 'See all'
}
