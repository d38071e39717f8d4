import { changedMessages, motionWord, type Controller, type ControllerMessage } from '../controller.ts'
import type { Shutter, ShutterAction } from '../../shutter.ts'
import { kept } from './contact-message.ts'

const words = { opening: 'opening', closing: 'closing', open: 'open', closed: 'closed' }
const pushes: Record<string, ShutterAction> = { open: 'open', close: 'close', stop: 'stop' }

/** Simulates ratgdo with its MQTT firmware, which hears from the opener itself what the door does. */
export function simulatedRatgdo(id: string): Controller {
  const now = (shutter: Shutter): ControllerMessage[] => {
    const { direction, position } = shutter
    const half = direction === 0 && position > 0 && position < 100
    return [
      kept(`${id}/status/door`, half ? 'stopped' : motionWord(shutter, words)),
      kept(`${id}/status/obstruction`, shutter.blocked ? 'obstructed' : 'clear')
    ]
  }
  const here = (payload: string) => kept(`${id}/status/availability`, payload)
  return {
    topics: [`${id}/command/door`],
    will: here('offline'),
    boot: (shutter) => [here('online'), ...now(shutter)],
    hear: (_topic, payload) => (pushes[payload] ? { push: pushes[payload]! } : {}),
    tell: (before, after) => changedMessages(now(before), now(after))
  }
}
