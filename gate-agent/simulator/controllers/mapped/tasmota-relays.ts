import type { Controller } from '../controller.ts'
import type { Shutter, ShutterAction } from '../../shutter.ts'
import { contactController, kept, passing } from './contact-message.ts'
import { Opener, Relays } from './relays.ts'

const word = ({ position }: Shutter) => (position === 0 ? 'ON' : 'OFF')

function onTasmota(id: string, relays: Relays, opener?: Opener): Controller {
  const controller = contactController({
    topics: [`cmnd/${id}/+`],
    says: (shutter) => [passing(`stat/${id}/RESULT`, JSON.stringify({ Switch1: { Action: word(shutter) } }))],
    here: (is) => kept(`tele/${id}/LWT`, is ? 'Online' : 'Offline'),
    hear(topic, payload, shutter) {
      const command = topic.split('/').at(-1)!
      if (command === 'Status')
        return {
          told: [passing(`stat/${id}/STATUS10`, JSON.stringify({ StatusSNS: { Switch1: word(shutter) } }))]
        }
      const { push, told } = relays.switch(command, payload === 'ON')
      return { ...(told && { told }), ...(push && { push: opener ? opener.press(shutter) : push }) }
    }
  })
  return {
    ...controller,
    boot(shutter) {
      relays.off()
      return controller.boot(shutter)
    },
    tell(before, after) {
      opener?.saw(after)
      return controller.tell(before, after)
    }
  }
}

const toldBy = (id: string) => (relay: string, on: boolean) =>
  passing(`stat/${id}/${relay}`, on ? 'ON' : 'OFF')

/** Simulates Tasmota with three relays at a control box, and a contact on a detached switch. */
export function simulatedTasmotaRelays(id: string): { controller: Controller; relays: Relays } {
  const pushes: Record<string, ShutterAction> = { POWER1: 'open', POWER2: 'close', POWER3: 'stop' }
  const relays = new Relays(pushes, toldBy(id))
  return { controller: onTasmota(id, relays), relays }
}

/** Simulates Tasmota with one relay at a single-button opener, and a contact at its closed end. */
export function simulatedTasmotaButton(id: string): {
  controller: Controller
  relays: Relays
  opener: Opener
} {
  const relays = new Relays({ POWER: 'open' }, toldBy(id))
  const opener = new Opener()
  return { controller: onTasmota(id, relays, opener), relays, opener }
}
