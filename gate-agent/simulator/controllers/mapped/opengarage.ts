import type { Controller } from '../controller.ts'
import { contactController, kept, passing } from './contact-message.ts'
import { Opener } from './relays.ts'

/** Simulates OpenGarage at a single-button opener: it presses whenever its sensor says that the door is not there yet. */
export function simulatedOpengarage(id: string): { controller: Controller; opener: Opener } {
  const opener = new Opener()
  const controller = contactController({
    topics: [`${id}/IN/STATE`],
    says: ({ position, blocked }) => [
      passing(
        `${id}/OUT/JSON`,
        JSON.stringify({ dist: 80, door: position === 0 ? 0 : 1, obstruct: blocked ? 1 : 0 })
      )
    ],
    here: (is) => kept(`${id}/OUT/STATUS`, is ? 'online' : 'offline'),
    hear(_topic, payload, shutter) {
      const valid = payload === (shutter.position === 0 ? 'open' : 'close') || payload === 'click'
      return valid ? { push: opener.press(shutter) } : {}
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
