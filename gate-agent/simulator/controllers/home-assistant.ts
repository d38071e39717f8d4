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
 * Simulates a cover with Home Assistant discovery, its position, and an obstruction sensor, that announces and reports
 * itself anew when Home Assistant is born.
 */
export function simulatedHomeAssistant(id: string): Controller {
  const told = (topic: string, payload: string): ControllerMessage => ({
    topic: `${id}/${topic}`,
    payload,
    retain: true
  })
  const now = (shutter: Shutter) => [
    told('position', String(percent(shutter))),
    told('state', motionWord(shutter, words)),
    told('obstruction', shutter.blocked ? 'ON' : 'OFF')
  ]
  const device = { ids: [id], name: `Cổng ${id}`, mf: 'Mô phỏng', mdl: 'cua-cuon' }
  const cover = {
    '~': id,
    name: 'Cửa cuốn',
    uniq_id: `${id}_cua`,
    dev_cla: 'gate',
    cmd_t: '~/set',
    stat_t: '~/state',
    pos_t: '~/position',
    avty_t: '~/status',
    dev: device
  }
  const sensor = {
    name: 'Vật cản',
    uniq_id: `${id}_vatcan`,
    dev_cla: 'problem',
    stat_t: `${id}/obstruction`,
    avty_t: `${id}/status`,
    dev: device
  }
  const config = (kind: string, part: string, body: object): ControllerMessage => ({
    topic: `homeassistant/${kind}/${id}/${part}/config`,
    payload: JSON.stringify(body),
    retain: true
  })
  const configs = [config('cover', 'cua', cover), config('binary_sensor', 'vatcan', sensor)]
  return {
    topics: [`${id}/set`, 'homeassistant/status'],
    will: told('status', 'offline'),
    boot: (shutter) => [...configs, told('status', 'online'), ...now(shutter)],
    hear(topic, payload, shutter) {
      if (topic === 'homeassistant/status')
        return payload === 'online' ? { told: [...configs, ...now(shutter)] } : {}
      return pushes[payload] ? { push: pushes[payload] } : {}
    },
    tell: (before, after) => changedMessages(now(before), now(after))
  }
}
