import type { Wakefulness } from '#lib/domain/devices/wakefulness.ts'
import { moment } from '../../format.ts'
import { text } from '../../text.ts'
import { words } from '../../words.ts'
import { waking } from './waking-vi.ts'

/** Words for whether phones ring; bundled with the screens that list and try them. */
export const wakingWords = text('waking', waking)

const secondsOf = (ms: number) => Math.round(ms / 1000)

/** Says what became of a trial that was just sent. @param tookMs null: the phone has not answered */
export const trialText = (tookMs: number | null): string =>
  tookMs === null ? wakingWords.noAnswer : wakingWords.came(secondsOf(tookMs))

/** Says when a phone was last tried, and how it answered; '' when it was not. @param now Unix ms */
export function lastTrialText({ trial }: Pick<Wakefulness, 'trial'>, now: number): string {
  if (!trial) return ''
  const when = moment(trial.at, Math.max(now, trial.at), words)
  if (trial.tookMs === null) return wakingWords.lastSilent(when)
  return wakingWords.lastCame(when, secondsOf(trial.tookMs))
}
