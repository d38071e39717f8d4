import type { HuiHostText } from './host-vi.ts'

export const huiHost: HuiHostText = {
  show: 'Show the numbers',
  liability: {
    title: 'What taken parts still owe, by day',
    text: 'What the parts that took in all lines of this host owe in rounds to come, at their face. What is in arrears is not in it. No forecast.',
    now: 'Latest round:',
    peak: (money: string) => `Highest ${money}`,
    summary: (now: string, peak: string, day: string) => `Latest round ${now}. Highest ${peak}, on ${day}.`,
    day: 'Day',
    owed: 'Still owed'
  },
  stops: {
    title: 'If one person pays no more',
    member: 'Somebody who took',
    choose: 'Choose a person',
    total: (name: string) => `If ${name} pays no more, the host must cover:`,
    nothing: (name: string) => `${name} has no round left to pay.`,
    text: 'Counts the rounds to come of parts that took. It looks ahead, and says of nobody that they will stop. A line may have agreed otherwise:',
    logged: 'A look at a person is recorded.'
  },
  ahead: {
    sum: (people: number, money: string) => `${people} people who took still owe ${money} in rounds to come.`,
    each: 'Each by themselves can be seen only once a collapse file is open.'
  }
}
