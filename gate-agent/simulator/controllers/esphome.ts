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

/**
 * Simulates ESPHome's own topics: the position comes before the word, and there is no word for half open. It reports
 * anew when Home Assistant is born, as its operator should configure it.
 * @param options `isSilent`: it reports changes only, as it does by itself
 */
export function simulatedEsphome(id: string, { isSilent = false } = {}): Controller {
  const base = `${id}/cover/cua_cuon`
  const now = (shutter: Shutter): ControllerMessage[] => [
    { topic: `${base}/position/state`, payload: String(percent(shutter)), retain: true },
    { topic: `${base}/state`, payload: motionWord(shutter, words), retain: true }
  ]
  const status = (payload: string): ControllerMessage => ({ topic: `${id}/status`, payload, retain: true })
  return {
    topics: [`${base}/command`, ...(isSilent ? [] : ['homeassistant/status'])],
    will: status('offline'),
    boot: (shutter) => [status('online'), ...now(shutter)],
    hear(topic, payload, shutter) {
      if (topic === 'homeassistant/status') return payload === 'online' ? { told: now(shutter) } : {}
      const push = pushes[payload.toUpperCase()]
      return push ? { push } : {}
    },
    tell: (before, after) => changedMessages(now(before), now(after))
  }
}
