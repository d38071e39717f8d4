import { changedMessages, percent, type Controller, type ControllerMessage } from './controller.ts'
import type { ShutterAction, Shutter } from '../shutter.ts'

const pushes: Record<string, ShutterAction> = { OPEN: 'open', CLOSE: 'close', STOP: 'stop' }

/** Simulates a cover behind zigbee2mqtt: one JSON message for everything, with a word for the motion. */
export function simulatedZigbee2mqtt(id: string): Controller {
  const base = `zigbee2mqtt/${id}`
  const now = (shutter: Shutter): ControllerMessage[] => {
    const { direction } = shutter
    const moving = direction > 0 ? 'UP' : direction < 0 ? 'DOWN' : 'STOP'
    const state = shutter.position === 0 ? 'CLOSE' : 'OPEN'
    return [
      { topic: base, payload: JSON.stringify({ moving, position: percent(shutter), state }), retain: false }
    ]
  }
  const availability = (state: string): ControllerMessage => ({
    topic: `${base}/availability`,
    payload: JSON.stringify({ state }),
    retain: true
  })
  return {
    topics: [`${base}/set`, `${base}/get`],
    will: availability('offline'),
    boot: (shutter) => [
      { topic: 'zigbee2mqtt/bridge/state', payload: '{"state":"online"}', retain: true },
      availability('online'),
      ...now(shutter)
    ],
    hear(topic, payload, shutter) {
      if (topic.endsWith('/get')) return { told: now(shutter) }
      const push = pushes[/"state"\s*:\s*"(\w+)"/.exec(payload)?.[1] ?? '']
      return push ? { push } : {}
    },
    tell: (before, after) => changedMessages(now(before), now(after))
  }
}
