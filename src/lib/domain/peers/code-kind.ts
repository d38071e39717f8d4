import { cardIn } from './card/card.ts'
import { signalIn } from './channel/signal-text.ts'
import { frameIn } from './stream/frame.ts'

/**
 * Tells what a code is for: `card`, a taker's card; `running`, one packet of a bundle; `wifi`, half of a channel over Wi-Fi;
 * `other`, nothing of these.
 */
export type CodeKind = 'card' | 'running' | 'wifi' | 'other'

/** Returns what a code that a camera read is for. Nothing in it is known to be true. */
export function codeKind(text: string): CodeKind {
  if (cardIn(text)) return 'card'
  if (signalIn(text)) return 'wifi'
  return frameIn(text) ? 'running' : 'other'
}
