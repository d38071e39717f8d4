import {
  changedMessages,
  percent,
  motionWord,
  type Controller,
  type ControllerMessage
} from './controller.ts'
import type { ShutterAction, Shutter } from '../shutter.ts'

const words = { opening: 'opening', closing: 'closing', open: 'open', closed: 'closed' }
const pushes: Record<string, ShutterAction> = { OPEN: 'open', CLOSE: 'close', STOP: 'stop' }

/** Simulates ESPHome's own topics: the position comes before the word, and there is no word for half open. */
export function simulatedEsphome(id: string): Controller {
  const base = `${id}/cover/cua_cuon`
  const now = (shutter: Shutter): ControllerMessage[] => [
    { topic: `${base}/position/state`, payload: String(percent(shutter)), retain: true },
    { topic: `${base}/state`, payload: motionWord(shutter, words), retain: true }
  ]
  const status = (payload: string): ControllerMessage => ({ topic: `${id}/status`, payload, retain: true })
  return {
    topics: [`${base}/command`],
    will: status('offline'),
    boot: (shutter) => [status('online'), ...now(shutter)],
    hear: (_topic, payload) =>
      pushes[payload.toUpperCase()] ? { push: pushes[payload.toUpperCase()]! } : {},
    tell: (before, after) => changedMessages(now(before), now(after))
  }
}
