import type { Preset } from './preset.ts'

/**
 * OpenGarage, which watches the door with its own sensor and reports every fifteen seconds. It has no stop; its `click`
 * and `Button` are toggles, and never sent. Source: OpenGarage-Firmware, main.cpp and defines.h.
 */
export const opengarage: Preset = {
  parameters: { topic: null },
  mapping: ({ topic }) => {
    const order = (payload: string) => ({ topic: `${topic}/IN/STATE`, payload })
    return {
      open: order('open'),
      close: order('close'),
      state: {
        topic: `${topic}/OUT/JSON`,
        pointer: '/door',
        words: { closed: 0, open: 1, stopped: 2, closing: 3, opening: 4 }
      },
      obstruction: { topic: `${topic}/OUT/JSON`, pointer: '/obstruct', yes: 1, no: 0 },
      availability: { topic: `${topic}/OUT/STATUS`, yes: 'online', no: 'offline' },
      assumed: false
    }
  }
}
