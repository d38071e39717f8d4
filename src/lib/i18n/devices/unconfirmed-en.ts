import type { UnconfirmedWords } from './unconfirmed-vi.ts'

export const unconfirmed: UnconfirmedWords = {
  title: (count) => `To be confirmed (${count})`,
  text: 'Reached the server after the phone was stopped or its rights had ended, so not counted yet. Nothing is lost.',
  records: (count) => `${count} ${count === 1 ? 'record' : 'records'}`,
  look: 'Look and confirm',
  ask: 'Tell the commander to look and confirm.',
  ours: 'Ask the writer and look at each line. Leave strange ones out. Once confirmed, they count as written then.',
  pick: 'Confirm this line',
  none: 'No line is chosen',
  confirmed: (count) => `${count} ${count === 1 ? 'record' : 'records'} confirmed.`,
  confirm: (count) => `Hold to confirm ${count} ${count === 1 ? 'record' : 'records'}`,
  holding: 'Hold for a second…',
  more: (count) => `${count} more.`
}
