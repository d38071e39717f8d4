import type { Weekday } from '#lib/domain/gates/schedule.ts'
import type { OrderWords } from './commands-vi.ts'

const days: Record<Weekday, string> = {
  T2: 'Mon',
  T3: 'Tue',
  T4: 'Wed',
  T5: 'Thu',
  T6: 'Fri',
  T7: 'Sat',
  CN: 'Sun'
}

export const orders: OrderWords = {
  lock: {
    open: 'Lock',
    release: 'Unlock',
    title: 'Lock the gate',
    releaseTitle: 'Unlock the gate',
    kind: 'Why is it locked?',
    kinds: { maintenance: 'Maintenance', alarm: 'Alarm' },
    kindTexts: {
      maintenance: 'The gate stands still: nobody moves it from afar, nor does tonight’s hour.',
      alarm: 'The gate closes only, and opens for nothing but an emergency.'
    },
    kindMissing: 'Not locked yet. Please choose one.',
    reason: 'Reason',
    reasonHint: 'For example: a new chain',
    releaseHint: 'For example: work is done',
    reasonMissing: 'Not sent yet. Please give a short reason.',
    lock: 'Lock the gate',
    unlock: 'Unlock the gate',
    keeps: 'Locked for maintenance: it does not close by the hour',
    notes: 'This moves nothing. Who locked it and why goes into the log.'
  },
  postpone: {
    open: 'Postpone tonight',
    again: 'Postpone further',
    used: (until, name) =>
      name === null ? `Postponed until ${until}` : `Postponed until ${until} by ${name}`,
    usedText: 'Once an evening. To postpone further, call the commander.',
    title: 'Postpone closing',
    ahead: 'An evening to come will do, such as a holiday: give its date and hour.',
    closes: (when) => `The gate closes by itself at ${when}`,
    hours: (closeAt, openAt) =>
      typeof closeAt === 'string'
        ? `Every evening at ${closeAt}, open again from ${openAt}`
        : `${Object.entries(closeAt)
            .map(([day, hour]) => `${days[day as Weekday]} ${hour}`)
            .join(' · ')}; open again from ${openAt}`,
    isPostponed: (day, until) => `${day} is put off: it closes at ${until} only`,
    why: 'What for?',
    whys: { funeral: 'Funeral', feast: 'Feast', boats: 'Boats coming home', other: 'Something else' },
    whyMissing: 'Not postponed yet. Please choose one.',
    more: 'More (if needed)',
    moreNeeded: 'What is it?',
    moreMissing: 'Not postponed yet. Please say briefly what it is.',
    until: 'Closes at',
    untilMissing: 'Not postponed yet. Please choose the hour.',
    untilEarly: (when) => `Not postponed yet. Please choose an hour after ${when}.`,
    untilFar: 'Not postponed yet. It can be put off 60 days ahead at most.',
    untilLate: 'Not postponed yet. It can wait 12 hours at most.',
    submit: 'Postpone closing',
    notes: 'At that hour the gate warns for 5 seconds and closes by itself.',
    early: (when) => `It can be put off from ${when} on: only within the next 12 hours.`,
    none: 'This gate does not close by the hour',
    noneText: 'There is no closing to postpone, or this phone does not hear the gate yet.'
  },
  review: {
    task: (gate) => `Review emergency opening: ${gate}`,
    title: 'Look at an emergency opening',
    text: 'What is urgent is opened first and looked at later. Please look at the reason and the pictures, then confirm that you have.',
    what: 'What for',
    who: 'Opened by',
    when: 'When',
    reason: 'Reason',
    came: 'What came of it',
    submit: 'Looked at',
    done: (name, when) => `${name} has looked at it, ${when}.`,
    unknown: 'This phone does not have that opening yet',
    unknownText: 'It appears once this phone has synced. What is recorded stays.'
  }
}
