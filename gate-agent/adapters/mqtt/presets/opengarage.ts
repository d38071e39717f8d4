import type { MappingPreset } from './preset.ts'

/**
 * OpenGarage, which watches the door with its own sensor and reports every fifteen seconds. Its relay presses the
 * opener's single button whenever the door is not yet where it should be. It has no stop; its `click` and `Button` are
 * never sent. Source: OpenGarage-Firmware, main.cpp and defines.h.
 */
export const opengarage: MappingPreset = {
  parameters: { topic: null },
  mapping: ({ topic }) => {
    const order = (payload: string) => ({ topic: `${topic}/IN/STATE`, payload })
    return {
      open: order('open'),
      close: order('close'),
      byTurns: true,
      contacts: { closed: { topic: `${topic}/OUT/JSON`, pointer: '/door', yes: 0, no: [1, 2, 3, 4] } },
      obstruction: { topic: `${topic}/OUT/JSON`, pointer: '/obstruct', yes: 1, no: 0 },
      availability: { topic: `${topic}/OUT/STATUS`, yes: 'online', no: 'offline' }
    }
  }
}
