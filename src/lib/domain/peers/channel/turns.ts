import type { ChannelMessage } from './messages.ts'

type Kind = ChannelMessage['kind']
type Moves = Partial<Record<Kind, string>>

/** Lists what a phone may say as it proves itself and gives; at `answer …` it waits for the other's answer. */
const gifts = {
  silent: { challenge: 'challenged' },
  challenged: { proof: 'proven' },
  proven: { list: 'answer list' },
  giving: { part: 'answer part', 'photo-list': 'answer photo-list', done: 'done' },
  'giving photos': { photo: 'answer photo', done: 'done' },
  done: { bye: 'gone' },
  gone: {}
} as const
/** Lists what a phone may say to what the other gives. */
const answers = {
  'answer list': { wanted: 'giving' },
  'answer part': { taken: 'giving' },
  'answer photo-list': { 'photos-wanted': 'giving photos' },
  'answer photo': { taken: 'giving photos' }
} as const

type Stage = keyof typeof gifts | keyof typeof answers

/** Says how far each of two phones has come: here, and there. */
export interface ChannelTurns {
  mine: Stage
  theirs: Stage
}

export const firstTurns: ChannelTurns = { mine: 'silent', theirs: 'silent' }

/** Returns the turns after the other phone has said something; null when it was not its turn to say so. */
export function afterHearing(turns: ChannelTurns, kind: Kind): ChannelTurns | null {
  const next = afterSaying(swapped(turns), kind)
  return next && swapped(next)
}

/** Returns the turns after this phone has said something; null when it may not: it gives nothing before the other is proven. */
export function afterSaying({ mine, theirs }: ChannelTurns, kind: Kind): ChannelTurns | null {
  const answered = (answers as Record<string, Moves>)[theirs]?.[kind]
  if (answered) return { mine, theirs: answered as Stage }
  const moved = (gifts as Record<string, Moves>)[mine]?.[kind]
  if (!moved || (kind === 'list' && !isProven(theirs)) || (kind === 'bye' && !isDone(theirs))) return null
  return { mine: moved as Stage, theirs }
}

const swapped = ({ mine, theirs }: ChannelTurns): ChannelTurns => ({ mine: theirs, theirs: mine })
const isProven = (stage: Stage) => stage !== 'silent' && stage !== 'challenged'
const isDone = (stage: Stage) => stage === 'done' || stage === 'gone'
