import type { Controller } from '../controller.ts'
import type { ShutterAction } from '../../shutter.ts'
import { contactController, kept, passing } from './contact-message.ts'
import { Relays } from './relays.ts'

const pushes: Record<string, ShutterAction> = { 1: 'open', 2: 'close', 3: 'stop' }

/** Simulates OpenBeken: three relay channels and a contact's, which an empty "get" reads. */
export function simulatedOpenbeken(id: string): { controller: Controller; relays: Relays } {
  const relays = new Relays(pushes, (channel, on) => passing(`${id}/${channel}/get`, on ? '1' : '0'))
  const contact = (position: number) => passing(`${id}/4/get`, position === 0 ? '1' : '0')
  const controller = contactController({
    topics: [`${id}/+/set`, `${id}/4/get`],
    says: ({ position }) => [contact(position)],
    here: (is) => kept(`${id}/connected`, is ? 'online' : 'offline'),
    hear(topic, payload, { position }) {
      if (topic.endsWith('/get')) return payload === '' ? { told: [contact(position)] } : {}
      return relays.switch(topic.split('/').at(-2)!, payload === '1')
    }
  })
  return { controller, relays }
}
