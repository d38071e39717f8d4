import { changedMessages, percent, type Controller, type ControllerMessage } from './controller.ts'
import type { Shutter } from '../shutter.ts'

const pushes: Record<string, 'open' | 'close' | 'stop'> = { OPEN: 'open', CLOSE: 'close', STOP: 'stop' }

const targets = { open: { position: 100, state: 'OPEN' }, close: { position: 0, state: 'CLOSE' } }

/**
 * Simulates a cover behind zigbee2mqtt: one JSON message for everything, with a word for the motion. It reports the
 * target of a command at once, as if the gate were there. @param bridge base topic of zigbee2mqtt
 */
export function simulatedZigbee2mqtt(id: string, bridge = 'zigbee2mqtt'): Controller {
  const base = `${bridge}/${id}`
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
      { topic: `${bridge}/bridge/state`, payload: '{"state":"online"}', retain: true },
      availability('online'),
      ...now(shutter)
    ],
    hear(topic, payload, shutter) {
      if (topic.endsWith('/get')) return { told: now(shutter) }
      const push = pushes[/"state"\s*:\s*"(\w+)"/.exec(payload)?.[1] ?? '']
      if (!push) return {}
      if (push === 'stop') return { push }
      const target = { ...JSON.parse(now(shutter)[0]!.payload), ...targets[push] }
      return { push, told: [{ topic: base, payload: JSON.stringify(target), retain: false }] }
    },
    tell: (before, after) => changedMessages(now(before), now(after))
  }
}
