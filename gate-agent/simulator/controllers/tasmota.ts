import { percent, type Controller, type ControllerMessage } from './controller.ts'
import type { ShutterAction, Shutter } from '../shutter.ts'

const pushes: Record<string, ShutterAction> = {
  ShutterOpen1: 'open',
  ShutterClose1: 'close',
  ShutterStop1: 'stop'
}

/** Simulates a Tasmota shutter: one topic per command, progress in RESULT, the final position in SHUTTER1. */
export function simulatedTasmota(id: string): Controller {
  const plain = (topic: string, payload: string): ControllerMessage => ({ topic, payload, retain: false })
  const lwt = (payload: string): ControllerMessage => ({ topic: `tele/${id}/LWT`, payload, retain: true })
  const progress = (shutter: Shutter) => ({
    Shutter1: {
      Position: percent(shutter),
      Direction: shutter.direction,
      Target: shutter.direction > 0 ? 100 : shutter.direction < 0 ? 0 : percent(shutter),
      Tilt: 0
    }
  })
  const result = (shutter: Shutter) => plain(`stat/${id}/RESULT`, JSON.stringify(progress(shutter)))
  return {
    topics: [`cmnd/${id}/+`],
    will: lwt('Offline'),
    boot: (shutter) => [
      lwt('Online'),
      plain(`tele/${id}/SENSOR`, JSON.stringify({ Time: '2026-11-24T00:00:00', ...progress(shutter) }))
    ],
    hear(topic, payload, shutter) {
      const command = topic.split('/').at(-1)!
      if (command === 'Status' && payload === '10') {
        const answer = JSON.stringify({ StatusSNS: progress(shutter) })
        return { told: [plain(`stat/${id}/STATUS10`, answer)] }
      }
      return pushes[command] ? { push: pushes[command] } : {}
    },
    tell(before, after) {
      if (percent(before) === percent(after) && before.direction === after.direction) return []
      const ended = before.direction !== 0 && after.direction === 0
      return ended ? [result(after), plain(`stat/${id}/SHUTTER1`, String(percent(after)))] : [result(after)]
    }
  }
}
