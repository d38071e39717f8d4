import type { Controller } from '../controller.ts'
import type { Shutter } from '../../shutter.ts'
import { contactController, kept, passing } from './contact-message.ts'
import { Opener } from './relays.ts'

/** Simulates a Zigbee garage module behind zigbee2mqtt: `trigger` presses the opener's button, the contact is true when closed. */
export function simulatedZigbeeGarage(topic: string): { controller: Controller; opener: Opener } {
  const opener = new Opener()
  const says = ({ position }: Shutter) => [
    passing(topic, JSON.stringify({ garage_door_contact: position === 0 }))
  ]
  const controller = contactController({
    topics: [`${topic}/set`, `${topic}/get`],
    says,
    here: (is) => kept(`${topic}/availability`, JSON.stringify({ state: is ? 'online' : 'offline' })),
    hear(heard, payload, shutter) {
      if (heard.endsWith('/get')) return { told: says(shutter) }
      return /"trigger"\s*:\s*true/.test(payload) ? { push: opener.press(shutter) } : {}
    }
  })
  return {
    opener,
    controller: {
      ...controller,
      tell(before, after) {
        opener.saw(after)
        return controller.tell(before, after)
      }
    }
  }
}
