import type { Controller } from '../controller.ts'
import type { ShutterAction } from '../../shutter.ts'
import { contactController, kept } from './contact-message.ts'
import { Relays } from './relays.ts'

const pushes: Record<string, ShutterAction> = { open: 'open', close: 'close', stop: 'stop' }

function onEsphome(id: string, component: 'switch' | 'button', hear: Controller['hear']): Controller {
  return contactController({
    topics: [`${id}/${component}/+/command`],
    says: ({ position }) => [kept(`${id}/binary_sensor/closed/state`, position === 0 ? 'ON' : 'OFF')],
    here: (is) => kept(`${id}/status`, is ? 'online' : 'offline'),
    hear
  })
}

const objectOf = (topic: string) => topic.split('/').at(-2)!

/** Simulates ESPHome with three `button` components, of which no topic says that they were pressed. */
export function simulatedEsphomeButtons(id: string): Controller {
  return onEsphome(id, 'button', (topic, payload) => {
    const push = pushes[objectOf(topic)]
    return payload === 'PRESS' && push ? { push } : {}
  })
}

/** Simulates ESPHome with three `switch` components and a contact. */
export function simulatedEsphomeSwitches(id: string): { controller: Controller; relays: Relays } {
  const relays = new Relays(pushes, (name, on) => kept(`${id}/switch/${name}/state`, on ? 'ON' : 'OFF'))
  const controller = onEsphome(id, 'switch', (topic, payload) =>
    relays.switch(objectOf(topic), payload === 'ON')
  )
  return {
    relays,
    controller: {
      ...controller,
      boot(shutter) {
        relays.off()
        return controller.boot(shutter)
      }
    }
  }
}
