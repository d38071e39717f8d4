import { percent, motionWord, type Controller, type ControllerMessage } from './controller.ts'
import type { ShutterAction, Shutter } from '../shutter.ts'

const words = { opening: 'opening', closing: 'closing', open: 'open', closed: 'closed' }
const pushes: Record<string, ShutterAction> = {
  'Cover.Open': 'open',
  'Cover.Close': 'close',
  'Cover.Stop': 'stop'
}

interface Call {
  id?: number
  src?: string
  method?: string
}

/** Simulates a calibrated second-generation Shelly: takes RPC calls, replies to each, publishes full statuses and deltas. */
export function simulatedShelly(id: string): Controller {
  const frame = (topic: string, body: object): ControllerMessage => ({
    topic,
    payload: JSON.stringify(body),
    retain: false
  })
  const online = (payload: string): ControllerMessage => ({ topic: `${id}/online`, payload, retain: true })
  const status = (shutter: Shutter) => {
    const half = shutter.direction === 0 && shutter.position > 0 && shutter.position < 100
    return {
      id: 0,
      source: 'MQTT',
      state: half ? 'stopped' : motionWord(shutter, words),
      apower: shutter.direction === 0 ? 0 : 160.5,
      pos_control: true,
      last_direction: shutter.direction < 0 ? 'close' : 'open',
      current_pos: percent(shutter),
      ...(shutter.blocked && { errors: ['obstruction'] })
    }
  }
  const full = (shutter: Shutter) => frame(`${id}/status/cover:0`, status(shutter))
  return {
    topics: [`${id}/rpc`],
    will: online('false'),
    boot: (shutter) => [online('true'), full(shutter)],
    hear(_topic, payload, shutter) {
      const call = read(payload)
      if (!call?.method || !call.src) return {}
      const reply = (result: object | null) =>
        frame(`${call.src}/rpc`, { id: call.id, src: id, dst: call.src, result })
      if (call.method === 'Cover.GetStatus') return { told: [reply(status(shutter))] }
      const push = pushes[call.method]
      if (push) return { push, told: [reply(null)] }
      const error = { code: 404, message: `No handler for ${call.method}` }
      return { told: [frame(`${call.src}/rpc`, { id: call.id, src: id, dst: call.src, error })] }
    },
    tell(before, after) {
      const [old, fresh] = [status(before), status(after)]
      if (JSON.stringify(old) === JSON.stringify(fresh)) return []
      const { state, current_pos } = fresh
      const params = { ts: 0, 'cover:0': { id: 0, state, current_pos } }
      return [
        frame(`${id}/events/rpc`, { src: id, dst: `${id}/events`, method: 'NotifyStatus', params }),
        ...(old.state === fresh.state ? [] : [full(after)])
      ]
    }
  }
}

function read(payload: string): Call | null {
  try {
    return JSON.parse(payload) as Call
  } catch {
    return null
  }
}
